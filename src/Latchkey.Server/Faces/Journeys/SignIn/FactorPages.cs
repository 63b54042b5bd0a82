using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>What the pages of one waiting request have in common.</summary>
internal static class FactorPages
{
    public static Language LanguageOf(HttpContext http, AuthorizeRequest request) => Language.Of(http, request.UiLocales);

    /// <summary>Shows the page with its app, and lets its form lead there.</summary>
    public static IResult Show(AuthorizeRequest request, Func<AppAbout, IReadOnlyList<string>, Page> page) =>
        page(AppAbout.Of(request.App), [FormTarget.Of(request.ReplyTo.RedirectUri)]);

    /// <summary>What addresses and forms of these pages call a kind of factor.</summary>
    public static string NameOf(string type) => Names.First(name => name.Type == type).Name;

    /// <summary>The kind that they call by this name.</summary>
    public static string? TypeNamed(string? name) => Names.FirstOrDefault(each => each.Name == name).Type;

    /// <summary>What they call a code that was kept on paper: it stands in for any of them.</summary>
    public const string Recovery = "recovery";

    private static readonly IReadOnlyList<(string Type, string Name)> Names =
        [(FactorType.Passkey, "passkey"), (FactorType.Totp, "app"), (FactorType.Email, "mail")];

    /// <summary>The links to the other kinds that would do.</summary>
    /// <param name="action">The page.</param>
    /// <param name="could">All that would.</param>
    /// <param name="kind">The one it asks for now.</param>
    /// <param name="texts">In whose words.</param>
    public static IReadOnlyList<(string Url, string Text)> Others(string action, Provable could, AuthenticatorKind kind, Texts texts) =>
        [.. could.Kinds.Where(each => each.Type != kind.Type).Select(each => ($"{action}&with={NameOf(each.Type)}", each.Type switch
        {
            FactorType.Passkey => texts.UsePasskeyInstead,
            FactorType.Email => texts.UseMailInstead,
            _ => texts.UseAppInstead,
        }))];

    public static string CancelUrl(string flow) => $"/signin/cancel?flow={Uri.EscapeDataString(flow)}";
}
