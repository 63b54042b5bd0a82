using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Brands;

/// <summary>A page of an org's own as it is to be; it can be shown. Contract §3.8, §8.1.</summary>
internal sealed partial record PageDraft
{
    public const string Version = "^7";

    /// <summary>Ours, beside what Okta's pages have: CSS for the pages of a sign-in and of errors.</summary>
    public const string Sheet = "stylesheet";

    private const int LongestLabel = 200;
    private const int MostSources = 20;

    private PageDraft(string page, JsonObject document) => (Page, Document) = (page, document);

    /// <summary>One of <see cref="PageFrames"/>.</summary>
    public string Page { get; }

    /// <summary>As it is kept and given back.</summary>
    public JsonObject Document { get; }

    /// <summary>Labels and links of the sign-in page, by the contract's names.</summary>
    private static readonly IReadOnlyList<string> Labels =
    [
        "signInLabel", "usernameLabel", "usernameInfoTip", "passwordLabel", "passwordInfoTip", "forgotPasswordLabel", "unlockAccountLabel", "helpLabel",
        "customLink1Label", "customLink2Label", "authenticatorPageCustomLinkLabel", "classicRecoveryFlowEmailOrUsernameLabel", "classicFooterHelpTitle",
    ];

    private static readonly IReadOnlyList<string> Links =
        ["forgotPasswordUrl", "unlockAccountUrl", "helpUrl", "customLink1Url", "customLink2Url", "authenticatorPageCustomLinkUrl"];

    private static readonly IReadOnlyList<string> Flags = ["showPasswordVisibilityToggle", "showUserIdentifier"];

    /// <param name="page">Which.</param>
    /// <param name="body">As it was sent.</param>
    /// <param name="development">A development server's addresses are on the developer's machine.</param>
    /// <param name="scripts">There is a host for pages with scripts.</param>
    /// <exception cref="RuleException">It cannot be shown.</exception>
    public static PageDraft Of(string page, JsonObject body, bool development, bool scripts = false)
    {
        var document = new JsonObject();
        if (body.Text("pageContent") is { Length: > 0 } content) document["pageContent"] = content;
        else if (page == PageFrames.Error) throw new RuleException("pageContent", "The field cannot be left blank");
        if (page == PageFrames.SignIn)
        {
            if (body.Text(Sheet) is { Length: > 0 } sheet) document[Sheet] = sheet;
            if (scripts && body.Text(ScriptedPage.PageFiles) is { Length: > 0 } files)
                document[ScriptedPage.PageFiles] = Files(files.TrimEnd('/'), development);
            if (scripts && body.Flag(ScriptedPage.ClassicEngine) is true) document[ScriptedPage.ClassicEngine] = true;
            document["widgetVersion"] = body.Text("widgetVersion") ?? Version;
            document["widgetCustomizations"] = Widget(body.Object("widgetCustomizations") ?? [], development);
        }
        if (body.Object("contentSecurityPolicySetting") is { } policy) document["contentSecurityPolicySetting"] = Policy(policy);
        _ = FrameOf(page, document, scripts);
        _ = SheetOf(document);
        return new(page, document);
    }

    /// <summary>The frame that a kept page is; null where it has no content of its own.</summary>
    /// <param name="page">Which.</param>
    /// <param name="document">As it is kept.</param>
    /// <param name="scripts">One with scripts is looked at, too: it is shown elsewhere (<see cref="ScriptedOf"/>).</param>
    public static PageFrame? FrameOf(string page, JsonObject document, bool scripts = true)
    {
        if (document.Text("pageContent") is not { } content) return null;
        if (scripts && page == PageFrames.SignIn && ScriptedPage.Is(content))
        {
            _ = ScriptedOf(document);
            return null;
        }
        var policy = document.Object("contentSecurityPolicySetting");
        return PageFrame.Of(page, content, policy?.Texts("srcList") ?? [], policy?.Text("mode") == "report_only", policy?.Text("reportUri"),
            document.Object("widgetCustomizations")?.Text("widgetGeneration") == "G3");
    }

    /// <summary>The sign-in page where it has scripts; null where it has none.</summary>
    public static ScriptedPage? ScriptedOf(JsonObject document)
    {
        if (document.Text("pageContent") is not { } content || !ScriptedPage.Is(content)) return null;
        var policy = document.Object("contentSecurityPolicySetting");
        return ScriptedPage.Of(content, document.Text(ScriptedPage.PageFiles), policy?.Texts("srcList") ?? [], policy?.Text("mode") == "report_only",
            policy?.Text("reportUri"), document.Object("widgetCustomizations")?.Text("widgetGeneration") == "G3",
            document.Flag(ScriptedPage.ClassicEngine) is true);
    }

    private static string Files(string address, bool development) => WidgetFiles().IsMatch(address)
        && (address.StartsWith("https://", StringComparison.Ordinal) || (development && Protocol.Localhost.IsThisMachine(new Uri(address)))) ? address
        : throw new RuleException(ScriptedPage.PageFiles, "must be the https address of the folder that the widget's package calls dist");

    /// <summary>The stylesheet that a kept page brings; null where it has none.</summary>
    public static StyleSheet? SheetOf(JsonObject document) => document.Text(Sheet) is { Length: > 0 } css
        ? StyleSheet.Of(Sheet, css, document.Object("contentSecurityPolicySetting")?.Texts("srcList") ?? []) : null;

    private static JsonObject Widget(JsonObject said, bool development)
    {
        var kept = new JsonObject { ["widgetGeneration"] = TextRules.OneOf("widgetGeneration", said.Text("widgetGeneration"), "G2", ["G2", "G3"]) };
        foreach (var name in Labels)
            if (said.Text(name) is { Length: > 0 } label)
                kept[name] = label.Length <= LongestLabel ? label : throw new RuleException(name, $"must have at most {LongestLabel} characters");
        foreach (var name in Links)
            if (said.Text(name) is { Length: > 0 } address)
                kept[name] = RegisteredUris.AddressProblem(address, development) is { } problem ? throw new RuleException(name, problem) : address;
        foreach (var name in Flags)
            if (said.Flag(name) is { } flag) kept[name] = flag;
        if (said.Object("postAuthKeepMeSignedInPrompt") is { } prompt) kept["postAuthKeepMeSignedInPrompt"] = prompt.DeepClone();
        return kept;
    }

    private static JsonObject Policy(JsonObject said)
    {
        var mode = TextRules.OneOf("mode", said.Text("mode"), "enforced", ["enforced", "report_only"]);
        var sources = said.Texts("srcList") ?? [];
        if (sources.Count > MostSources) throw new RuleException("srcList", $"at most {MostSources}");
        if (sources.FirstOrDefault(source => !Source().IsMatch(source)) is { } wrong)
            throw new RuleException("srcList", $"{wrong} is no https origin: https://cdn.example.com");
        var report = said.Text("reportUri");
        if (report is { Length: > 0 } && !ReportAddress().IsMatch(report)) throw new RuleException("reportUri", "must be an https address");
        return new() { ["mode"] = mode, ["reportUri"] = report ?? "", ["srcList"] = ApiJson.List(sources) };
    }

    /// <summary>Nothing in it ends the directive that it stands in.</summary>
    [GeneratedRegex(@"^(https://)?(\*\.)?([A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]{0,200})?$", RegexOptions.None, 1000)]
    private static partial Regex Source();

    /// <summary>Nothing in it ends the attribute or the directive that it stands in.</summary>
    [GeneratedRegex(@"^https?://[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?(/[A-Za-z0-9@._~-]{1,100}){0,10}$", RegexOptions.None, 1000)]
    private static partial Regex WidgetFiles();

    [GeneratedRegex(@"^https://[A-Za-z0-9.:-]{1,255}(/[A-Za-z0-9._~/?&=%-]{0,500})?$", RegexOptions.None, 1000)]
    private static partial Regex ReportAddress();
}
