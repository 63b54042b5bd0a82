using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Ground.Pages;

/// <summary>
/// A sign-in page with scripts of an org's own, Okta's Sign-In Widget most often (contract §8.1). Nothing in it is looked at, for it runs: that is why it
/// comes from a host where there is nothing else (rulings 15, decision 0041). Its variables are filled in by name.
/// </summary>
internal sealed partial class ScriptedPage
{
    private const string Field = "pageContent";
    private const string Util = "OktaUtil";

    /// <summary>Characters of a page.</summary>
    private const int Longest = 200_000;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly string content;

    private ScriptedPage(string content) => this.content = content;

    /// <summary>Where the widget's files are: the folder that its npm package calls dist.</summary>
    public required string Widget { get; init; }
    public IReadOnlyList<string> Sources { get; private init; } = [];
    public bool ReportsOnly { get; private init; }
    public string? ReportUri { get; private init; }
    /// <summary>Of the widget's third generation.</summary>
    public bool Third { get; private init; }
    /// <summary>It signs in by /api/v1/authn, as pages did before the Identity Engine. Contract §3.5.</summary>
    public bool Classic { get; private init; }

    /// <summary>Whether a page has scripts, and is to be one of these.</summary>
    public static bool Is(string content) => content.Contains("<script", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="RuleException">It cannot be shown.</exception>
    public static ScriptedPage Of(string content, string? widget, IReadOnlyList<string> sources, bool reportsOnly, string? reportUri, bool third,
        bool classic = false)
    {
        if (content.Length > Longest) throw new RuleException(Field, $"must have at most {Longest} characters");
        if (widget is null) throw new RuleException(PageFiles, "must say where the widget's files are: a page with scripts brings its own");
        if (third && classic) throw new RuleException(ClassicEngine, "is for the widget's second generation: the third knows the Identity Engine alone");
        var sections = new Stack<string>();
        foreach (Match mark in Mark().Matches(content))
        {
            var (sign, name) = (mark.Groups["sign"].Value, mark.Groups["name"].Value);
            if (!PageVariables.Okta.All.Contains(name)) throw new RuleException(Field, $"{{{{{name}}}}} is not known");
            if (sign == "#") sections.Push(name);
            if (sign == "/" && (!sections.TryPop(out var open) || open != name)) throw new RuleException(Field, $"{{{{/{name}}}}} ends nothing");
        }
        if (sections.TryPop(out var left)) throw new RuleException(Field, $"{{{{#{left}}}}} does not end");
        foreach (var needed in (ReadOnlySpan<string>)[PageVariables.Resources, Util])
            if (!content.Contains("{{{" + needed + "}}}", StringComparison.Ordinal)) throw new RuleException(Field, $"must have {{{{{{{needed}}}}}}}");
        return new(Speaking(content))
        {
            Widget = widget, Sources = sources, ReportsOnly = reportsOnly, ReportUri = reportUri, Third = third, Classic = classic,
        };
    }

    /// <summary>The field that says where the widget's files are.</summary>
    public const string PageFiles = "widgetFiles";

    /// <summary>The field that says that it is <see cref="Classic"/>.</summary>
    public const string ClassicEngine = "classicEngine";

    /// <summary>The whole page.</summary>
    /// <param name="values">By name, but for what is written here.</param>
    /// <param name="nonce">Of its scripts and styles.</param>
    /// <param name="config">What <c>OktaUtil.getSignInWidgetConfig()</c> answers, as JSON with no mark of HTML in it.</param>
    /// <param name="context">What <c>OktaUtil.getRequestContext()</c> answers, the same.</param>
    /// <param name="onward">Where a classic sign-in goes on, the same.</param>
    public string Filled(IReadOnlyDictionary<string, string> values, string nonce, string config, string context, string onward)
    {
        var style = $"{Widget}/css/okta-sign-in.min.css";
        var all = new Dictionary<string, string>(values, StringComparer.Ordinal)
        {
            [PageVariables.Resources] = (content.Contains("viewport", StringComparison.OrdinalIgnoreCase) ? "" : Viewport)
                + $"<link rel=\"stylesheet\" href=\"{Encoder.Encode(style)}\" nonce=\"{nonce}\">"
                + $"<script nonce=\"{nonce}\" src=\"{Encoder.Encode($"{Widget}/js/{(Third ? "okta-sign-in.next.js" : "okta-sign-in.min.js")}")}\"></script>",
            [Util] = $"<script nonce=\"{nonce}\">var OktaUtil=(function(c,r,o){{return{{getSignInWidgetConfig:function(){{return c}},"
                + "getRequestContext:function(){return r},completeLogin:function(a){if(a&&typeof a.next==='function')a.next();"
                + "else if(a&&a.session)a.session.setCookieAndRedirect(o)}}}"
                + $")({config},{context},{onward});</script>",
            ["themedStylesUrl"] = style,
            ["nonceValue"] = nonce,
            ["useSiwGen3"] = Third ? "true" : "",
        };
        var page = new StringBuilder();
        var (at, without) = (0, 0);                                    // how deep in sections that are left out
        foreach (Match mark in Mark().Matches(content))
        {
            if (without == 0) page.Append(content, at, mark.Index - at);
            at = mark.Index + mark.Length;
            var (sign, value) = (mark.Groups["sign"].Value, all.GetValueOrDefault(mark.Groups["name"].Value, ""));
            if (sign == "#" && (without > 0 || value.Length == 0)) without++;
            else if (sign == "/" && without > 0) without--;
            else if (without == 0 && sign.Length == 0)
                page.Append(PageVariables.Okta.Markup.Contains(mark.Groups["name"].Value) ? value : Encoder.Encode(value));
        }
        return page.Append(content, at, content.Length - at).ToString();
    }

    /// <summary>Where whoever wrote it did not say what it speaks, it says so of itself: readers of screens ask. WCAG 2.2 §3.1.1.</summary>
    private static string Speaking(string content) => Root().Replace(content,
        tag => tag.Value.Contains(" lang=", StringComparison.OrdinalIgnoreCase) ? tag.Value
        : tag.Value.Insert("<html".Length, $" lang=\"{{{{{PageVariables.Language}}}}}\" dir=\"{{{{{PageVariables.Direction}}}}}\""), 1);

    private const string Viewport = "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">";

    [GeneratedRegex(@"<html(?=[\s>])[^>]*>", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Root();

    /// <summary>What its browser is told to keep out.</summary>
    /// <param name="nonce">As above.</param>
    /// <param name="org">Where it signs in.</param>
    /// <param name="app">Where that leads: the widget goes there by a form, and browsers look where its redirects lead.</param>
    public (string Enforced, string? Reported) Policy(string nonce, string org, string app)
    {
        var told = ReportUri is { Length: > 0 } address ? $"; report-uri {address}" : "";
        var wanted = Directives(nonce, org, app, [new Uri(Widget).GetLeftPart(UriPartial.Authority), .. Sources]);
        // Scripts stay what they are, whatever is only told of.
        return ReportsOnly ? (Directives(nonce, org, app, [new Uri(Widget).GetLeftPart(UriPartial.Authority), "https:"]), wanted + told)
            : (wanted + told, null);
    }

    private static string Directives(string nonce, string org, string app, IReadOnlyList<string> sources)
    {
        var theirs = string.Join(' ', sources);
        return $"default-src 'none'; script-src 'nonce-{nonce}' {string.Join(' ', sources.Where(source => source != "https:"))}; "
            + $"style-src 'nonce-{nonce}' {theirs}; style-src-attr 'unsafe-inline'; img-src 'self' data: {org} {theirs}; font-src data: {theirs}; "
            + $"connect-src {org} {theirs}; form-action 'self' {org} {app}; frame-ancestors 'none'; base-uri 'none'";
    }

    [GeneratedRegex(@"\{\{\{[ ]*(?<name>[A-Za-z][A-Za-z0-9]{0,50})[ ]*\}\}\}|\{\{[ ]*(?<sign>[#/]?)[ ]*(?<name>[A-Za-z][A-Za-z0-9]{0,50})[ ]*\}\}(?!\})",
        RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Mark();
}
