using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Ground.Pages;

/// <summary>
/// A page that an org wrote itself, around one of ours or in its place: decision 0024. Our part is put in whole, so that what is typed, sent and
/// run is ours; nothing of theirs runs, since the nonce they are told is one for styles.
/// </summary>
internal sealed class PageFrame
{
    public const string Container = "okta-login-container";

    private const string Field = "pageContent";

    /// <summary>All that has a meaning in HTML is encoded, letters of any language are not.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly IReadOnlyList<PagePiece> pieces;

    private PageFrame(IReadOnlyList<PagePiece> pieces) => this.pieces = pieces;

    /// <summary>Where pictures, styles and fonts of the page may come from beside here.</summary>
    public IReadOnlyList<string> Sources { get; private init; } = [];
    /// <summary>Other sources are told of, and not kept out.</summary>
    public bool ReportsOnly { get; private init; }
    public string? ReportUri { get; private init; }
    /// <summary>Whether it was written for Okta's third generation of widgets.</summary>
    public bool Third { get; private init; }

    /// <param name="page">One of <see cref="PageFrames"/>.</param>
    /// <param name="content">HTML with Okta's variables (contract §8.1).</param>
    /// <param name="sources">At most twenty.</param>
    /// <param name="reportsOnly">As <see cref="ReportsOnly"/>.</param>
    /// <param name="reportUri">Who is told.</param>
    /// <param name="third">As <see cref="Third"/>.</param>
    /// <exception cref="RuleException">It cannot be shown.</exception>
    internal static PageFrame Of(string page, string content, IReadOnlyList<string> sources, bool reportsOnly, string? reportUri, bool third)
    {
        var pieces = PageMarkup.Read(Field, content, PageVariables.Okta, page == PageFrames.SignIn ? Container : null);
        if (page == PageFrames.SignIn && pieces.Count(piece => piece.Text == PageVariables.Ours) != 1)
            throw new RuleException(Field, $"must have one element with id=\"{Container}\", which the form is put into");
        if (page == PageFrames.SignIn && pieces.Count(piece => piece.Text == PageVariables.Resources) != 1)
            throw new RuleException(Field, $"must have {{{{{{{PageVariables.Resources}}}}}}} in its head once, which brings the form's style");
        return new(pieces) { Sources = sources, ReportsOnly = reportsOnly, ReportUri = reportUri, Third = third };
    }

    /// <summary>The whole page.</summary>
    /// <param name="model">What it shows.</param>
    /// <param name="ours">Our page, as we would send it.</param>
    internal string Around(PageModel model, string ours)
    {
        var brand = model.Brand;
        return Filled(new Dictionary<string, string>(model.FrameValues, StringComparer.Ordinal)
        {
            ["pageTitle"] = System.Net.WebUtility.HtmlDecode(Between(ours, "<title>", "</title>")),
            [PageVariables.Resources] = "<meta name=\"viewport\"" + Between(ours, "<meta name=\"viewport\"", "</head>") + Undone(model.Nonce),
            ["themedStylesUrl"] = PageAssets.Url("page.css"),
            ["faviconUrl"] = brand.Favicon ?? PageAssets.Url("latchkey.svg"),
            ["bgImageUrl"] = brand.Background ?? "",
            ["orgName"] = Sentence.Clean(brand.Name),
            ["orgLogo"] = brand.Logo ?? PageAssets.Url("latchkey.svg"),
            ["OktaUtil"] = "",
            ["nonceValue"] = model.StyleNonce,
            ["useSiwGen3"] = Third ? "true" : "",
            [PageVariables.Ours] = Part(model, ours),
            [PageVariables.Language] = model.Language.Tag,
            [PageVariables.Direction] = DirectionOf(model.Language),
        });
    }

    private string Filled(Dictionary<string, string> values)
    {
        var page = new StringBuilder();
        var without = 0;                                               // how deep in sections that are left out
        foreach (var (kind, text) in pieces)
        {
            var value = kind == PagePieceKind.Literal ? text : values.GetValueOrDefault(text, "");
            if (kind == PagePieceKind.Section && (without > 0 || value.Length == 0)) without++;
            else if (kind == PagePieceKind.SectionEnd && without > 0) without--;
            else if (without == 0 && kind is PagePieceKind.Literal or PagePieceKind.AsItIs) page.Append(value);
            else if (without == 0 && kind is PagePieceKind.Value) page.Append(Encoder.Encode(value));
        }
        return page.ToString();
    }

    /// <summary>Our card and foot, with the language they are in.</summary>
    private static string Part(PageModel model, string ours)
    {
        var body = ours[ours.IndexOf("<main", StringComparison.Ordinal)..ours.LastIndexOf("</body>", StringComparison.Ordinal)];
        return $"<div class=\"framed\" lang=\"{model.Language.Tag}\" dir=\"{DirectionOf(model.Language)}\">{body}</div>";
    }

    private static string DirectionOf(Language language) => language.RightToLeft ? "rtl" : "ltr";

    /// <summary>What our stylesheet does to a whole page, it does not do to one of somebody else's.</summary>
    private static string Undone(string nonce) => $"<style nonce=\"{nonce}\">html{{background:none}}body{{display:block;min-height:0;padding:0}}"
        + "body::before{display:none}.framed{display:grid;justify-items:center;gap:1.5rem;padding:1.5rem}</style>";

    /// <summary>In what we wrote ourselves, where no person's text has such marks.</summary>
    private static string Between(string page, string start, string end)
    {
        var from = page.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return page[from..page.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
