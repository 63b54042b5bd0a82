using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Latchkey.Server.Ground.Pages;

/// <summary>
/// The elements and attributes of a page of an org's own: those that show something. What runs, asks for something, or leads a browser elsewhere by
/// itself is not among them, nor what browsers read by rules of its own (SVG, MathML, noscript, template).
/// </summary>
internal static partial class PageElements
{
    private static readonly FrozenSet<string> Known = FrozenSet.ToFrozenSet(
        ("html head body title meta link style a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del "
        + "details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li main mark nav ol p picture pre q "
        + "s samp section small source span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr").Split(' '));

    private static readonly FrozenSet<string> Everywhere = FrozenSet.ToFrozenSet(
        "class id style lang dir title role hidden tabindex translate align valign width height bgcolor border cellpadding cellspacing data-se".Split(' '));

    private static readonly FrozenDictionary<string, string[]> Of = new Dictionary<string, string>
    {
        ["a"] = "href target rel hreflang name",
        ["img"] = "src alt loading decoding",
        ["source"] = "media type",
        ["link"] = "rel href media type sizes crossorigin integrity",
        ["meta"] = "charset name content property http-equiv",
        ["style"] = "nonce media type",
        ["font"] = "color face size",
        ["td"] = "colspan rowspan headers", ["th"] = "colspan rowspan headers scope",
        ["col"] = "span", ["colgroup"] = "span",
        ["ol"] = "start type reversed", ["li"] = "value", ["details"] = "open", ["time"] = "datetime", ["html"] = "xmlns",
    }.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Split(' '));

    private static readonly FrozenDictionary<(string Element, string Attribute), string[]> Words = new Dictionary<(string, string), string>
    {
        // No opener: what a link opens cannot change the page that it was opened from.
        [("a", "rel")] = "noopener noreferrer nofollow external help license author privacy-policy terms-of-service",
        [("link", "rel")] = "stylesheet icon shortcut apple-touch-icon preconnect",
        [("meta", "name")] = "viewport robots color-scheme theme-color description author keywords application-name",
        [("meta", "http-equiv")] = "content-type x-ua-compatible",
    }.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Split(' '));

    /// <summary>Attributes that a browser goes to.</summary>
    public static bool IsAddress(string attribute) => attribute is "href" or "src";

    public static bool MayStand(string element) => Known.Contains(element);

    public static bool MayHave(string element, string attribute) => Everywhere.Contains(attribute)
        || attribute.StartsWith("aria-", StringComparison.Ordinal) || (Of.GetValueOrDefault(element)?.Contains(attribute) ?? false);

    /// <summary>Whether an attribute that is made of words has none but those that show something.</summary>
    public static bool MaySay(string element, string attribute, string value) => !Words.TryGetValue((element, attribute), out var words)
        || value.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => words.Contains(word, StringComparer.OrdinalIgnoreCase));

    /// <summary>
    /// What stands before the first variable of an address, or all of it. There is no scheme in it that runs, nor anything that a browser would read
    /// before it looks for one: blanks, controls, or characters written by their names.
    /// </summary>
    public static bool MayLeadTo(string element, string start) => Address().IsMatch(start)
        || (element == "img" && Drawn().IsMatch(start));

    [GeneratedRegex(@"^(?:https?://|mailto:|tel:|/|\#|\?|\.{1,2}/|[A-Za-z0-9._-]*(?=[/?\#]|$))(?:[^\s\x00-\x20&]|&amp;|&(?![A-Za-z0-9]*;|\#))*$",
        RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"^data:image/(?:png|jpeg|gif|webp|svg\+xml)[;,][A-Za-z0-9+/=%;,._~-]*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Drawn();
}
