using System.Text.RegularExpressions;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Ground.Pages;

/// <summary>
/// Looks through a stylesheet for what it would load (CSS Syntax Level 3 §4). It understands less than browsers do, and refuses what it does not
/// understand: outside of strings nothing is escaped, so that no name hides another, and strings and addresses end where they seem to.
/// </summary>
internal sealed partial class StyleReader
{
    private static readonly HashSet<string> AtRules = new(StringComparer.OrdinalIgnoreCase)
    {
        "media", "supports", "container", "layer", "keyframes", "-webkit-keyframes", "font-face", "property",
    };

    /// <summary>Functions that load what a string in them names, and one that ran scripts.</summary>
    private static readonly HashSet<string> Loading = new(StringComparer.OrdinalIgnoreCase) { "src", "image", "image-set", "-webkit-image-set", "expression" };

    private static readonly HashSet<string> Binding = new(StringComparer.OrdinalIgnoreCase) { "behavior", "-moz-binding" };

    private readonly string field;
    private readonly string css;
    private readonly IReadOnlyList<string> sources;
    private int at;
    private int depth;

    private StyleReader(string field, string css, IReadOnlyList<string> sources) => (this.field, this.css, this.sources) = (field, css, sources);

    /// <exception cref="RuleException">Something in it may not be there.</exception>
    public static void Require(string field, string css, IReadOnlyList<string> sources)
    {
        if (css.Length > StyleSheet.Longest) throw new RuleException(field, $"must have at most {StyleSheet.Longest} characters");
        var reader = new StyleReader(field, css, sources);
        while (reader.at < css.Length) reader.Next();
        if (reader.depth > 0) throw reader.Refused("a { does not end");
    }

    private void Next()
    {
        var c = css[at];
        if (c is < ' ' and not ('\t' or '\n' or '\r')) throw Refused("there is a control character");
        if (Starts("</") || Starts("<!")) throw Refused("a stylesheet holds no HTML");
        if (Starts("/*")) Comment();
        else if (c is '"' or '\'') _ = Text();
        else if (c == '\\') throw Refused("a \\ may stand in a string only");
        else if (c == '@') AtRule();
        else if (Name().Match(css, at) is { Success: true } name) Named(name.Value);
        else Mark(c);
    }

    private bool Starts(string with) => string.CompareOrdinal(css, at, with, 0, with.Length) == 0;

    private void Mark(char c)
    {
        at++;
        if (c == '{') depth++;
        if (c == '}' && --depth < 0) throw Refused("a } ends nothing");
    }

    private void Comment()
    {
        var end = css.IndexOf("*/", at + 2, StringComparison.Ordinal);
        if (end < 0) throw Refused("a comment does not end");
        if (css.AsSpan(at, end - at).Contains("</", StringComparison.Ordinal)) throw Refused("a stylesheet holds no HTML");
        at = end + 2;
    }

    /// <summary>What stands in quotes. An escape in it is one of a letter, and ends nothing.</summary>
    private string Text()
    {
        var (quote, start) = (css[at], ++at);
        for (; at < css.Length && css[at] != quote; at++)
        {
            if (css[at] is '\n' or '\r' or '\f' or '\0') throw Refused("a string ends on its line");
            if (Starts("</") || Starts("<!")) throw Refused("a stylesheet holds no HTML");
            if (css[at] == '\\' && ++at < css.Length && css[at] is '\n' or '\r' or '\f' or '\0') throw Refused("a string ends on its line");
        }
        if (at >= css.Length) throw Refused("a string does not end");
        return css[start..at++];
    }

    private void AtRule()
    {
        at++;
        var name = Name().Match(css, at) is { Success: true } found ? found.Value : "";
        if (name.Equals("import", StringComparison.OrdinalIgnoreCase)) throw Refused("@import is not allowed: write what it would bring into the stylesheet");
        if (!AtRules.Contains(name)) throw Refused($"@{name} is not allowed; there are @{string.Join(", @", AtRules)}");
        at += name.Length;
    }

    private void Named(string name)
    {
        at += name.Length;
        if (Binding.Contains(name)) throw Refused($"{name} is not allowed");
        if (at >= css.Length || css[at] != '(') return;
        if (Loading.Contains(name)) throw Refused($"{name}() is not allowed: name pictures and fonts by url()");
        if (name.Equals("url", StringComparison.OrdinalIgnoreCase)) Address();
    }

    private void Address()
    {
        at++;
        Blanks();
        var address = at < css.Length && css[at] is '"' or '\'' ? Text() : Bare();
        Blanks();
        if (at >= css.Length || css[at++] != ')') throw Refused("a url() is written url(\"…\"), and ends");
        if (address.Contains('\\', StringComparison.Ordinal)) throw Refused("an address is written without \\");
        if (!MayLoad(address))
        {
            var shown = address.Length > 100 ? address[..100] + "…" : address;
            throw Refused($"{shown} is not allowed: an address begins with /brand/, with data:image/ or data:font/, or with one of the trusted resources");
        }
    }

    private string Bare()
    {
        var found = Unquoted().Match(css, at);
        at += found.Length;
        return found.Value;
    }

    private void Blanks()
    {
        while (at < css.Length && css[at] is ' ' or '\t' or '\n' or '\r') at++;
    }

    private bool MayLoad(string address) => Picture().IsMatch(address) || Embedded().IsMatch(address) || Part().IsMatch(address)
        || Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.UserInfo.Length == 0
            && sources.Any(source => Covers(source, uri));

    /// <summary>As a browser reads a source of the policy (CSP Level 3 §6.7.2.8), as far as <c>srcList</c> may say it.</summary>
    private static bool Covers(string source, Uri uri)
    {
        var rest = source.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? source["https://".Length..] : source;
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var (host, path) = slash < 0 ? (rest, "") : (rest[..slash], rest[slash..]);
        var colon = host.IndexOf(':', StringComparison.Ordinal);
        var port = colon < 0 ? "443" : host[(colon + 1)..];
        var name = colon < 0 ? host : host[..colon];
        var named = name.StartsWith("*.", StringComparison.Ordinal)
            ? uri.IdnHost.EndsWith(name[1..], StringComparison.OrdinalIgnoreCase) : uri.IdnHost.Equals(name, StringComparison.OrdinalIgnoreCase);
        return named && uri.Port.ToString(System.Globalization.CultureInfo.InvariantCulture) == port
            && (path.Length == 0 || (path.EndsWith('/') ? uri.AbsolutePath.StartsWith(path, StringComparison.Ordinal) : uri.AbsolutePath == path));
    }

    private RuleException Refused(string reason) => new(field, $"line {css.AsSpan(0, Math.Min(at, css.Length)).Count('\n') + 1}: {reason}");

    [GeneratedRegex(@"\G-?-?[A-Za-z_\u0080-\uFFFF][A-Za-z0-9_\u0080-\uFFFF-]*", RegexOptions.None, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"\G[^\x00-\x20""'()\\<>\x7F]*", RegexOptions.None, 1000)]
    private static partial Regex Unquoted();

    [GeneratedRegex(@"^/brand/[a-z]{1,20}-[A-Za-z0-9_-]{20}\.(png|jpg|gif|ico)$", RegexOptions.None, 1000)]
    private static partial Regex Picture();

    [GeneratedRegex(@"^data:(image/(png|jpeg|gif|webp|svg\+xml)|font/(woff2?|ttf|otf))[;,]", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Embedded();

    [GeneratedRegex(@"^#[A-Za-z0-9_-]{1,100}$", RegexOptions.None, 1000)]
    private static partial Regex Part();
}
