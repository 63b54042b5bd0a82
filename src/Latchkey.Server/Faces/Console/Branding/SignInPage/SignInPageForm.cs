using System.Globalization;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Brands;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Faces.Console.Branding.SignInPage;

/// <summary>The sign-in page of an org's own, as a form. Its fields have the names of the management API.</summary>
internal static class SignInPageForm
{
    public const string Content = "pageContent", Sheet = PageDraft.Sheet, Sources = "srcList";

    private const string Widget = "widgetCustomizations", Policy = "contentSecurityPolicySetting";

    /// <summary>Words of the form itself.</summary>
    public static readonly IReadOnlyList<string> Words =
        ["signInLabel", "usernameLabel", "usernameInfoTip", "passwordLabel", "passwordInfoTip", "forgotPasswordLabel", "forgotPasswordUrl"];

    /// <summary>Links below it.</summary>
    public static readonly IReadOnlyList<string> Links = ["help", "customLink1", "customLink2"];

    private static IEnumerable<string> Said => [.. Words, .. Links.SelectMany(link => (string[])[LabelOf(link), UrlOf(link)])];

    /// <summary>Fields of one line.</summary>
    public static IReadOnlyList<string> Short => [.. Said];

    /// <summary>Fields of several.</summary>
    public static readonly IReadOnlyList<string> Long = [Content, Sheet, Sources];

    public static string LabelOf(string link) => link + "Label";

    public static string UrlOf(string link) => link + "Url";

    /// <param name="page">As it is kept; null: there is none.</param>
    public static FormState Of(JsonObject? page) => FormState.Of(
    [
        .. Said.Select(name => new KeyValuePair<string, string?>(name, page?.Object(Widget)?.Text(name))),
        new(Content, page?.Text(Content)),
        new(Sheet, page?.Text(Sheet)),
        new(Sources, page?.Object(Policy)?.Texts(Sources) is { Count: > 0 } sources ? string.Join('\n', sources) : null),
    ]);

    /// <summary>What the form does not show stays as it is.</summary>
    /// <param name="form">As it was sent.</param>
    /// <param name="page">As it is kept.</param>
    /// <param name="development">A development server's addresses are on the developer's machine.</param>
    /// <exception cref="RuleException">It cannot be shown.</exception>
    /// <param name="scripts">There is a host for pages with scripts.</param>
    public static PageDraft Read(FormState form, JsonObject? page, bool development, bool scripts)
    {
        var body = page?.DeepClone().AsObject() ?? [];
        body[Content] = form.Text(Content);
        body[Sheet] = form.Text(Sheet);
        var widget = body.Object(Widget)?.DeepClone().AsObject() ?? [];
        foreach (var name in Said) widget[name] = form.Text(name);
        body[Widget] = widget;
        var policy = body.Object(Policy)?.DeepClone().AsObject() ?? [];
        policy[Sources] = ApiJson.List(form.Lines(Sources));
        body[Policy] = policy;
        return PageDraft.Of(PageFrames.SignIn, body, development, scripts);
    }

    public static IReadOnlyDictionary<string, string> Labels(Texts texts)
    {
        var said = texts.Branding;
        var labels = new Dictionary<string, string>
        {
            ["signInLabel"] = said.Heading, ["usernameLabel"] = said.NameLabel, ["usernameInfoTip"] = said.NameTip,
            ["passwordLabel"] = said.PasswordLabel, ["passwordInfoTip"] = said.PasswordTip, ["forgotPasswordLabel"] = said.ForgotLabel,
            ["forgotPasswordUrl"] = said.ForgotUrl, [Content] = said.Template, [Sheet] = said.Stylesheet, [Sources] = said.Sources,
        };
        foreach (var (link, number) in Links.Select((link, i) => (link, (i + 1).ToString(CultureInfo.InvariantCulture))))
        {
            labels[LabelOf(link)] = Sentence.Plain(said.LinkText, number);
            labels[UrlOf(link)] = Sentence.Plain(said.LinkUrl, number);
        }
        return labels;
    }
}
