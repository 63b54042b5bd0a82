using Latchkey.Server.Apps;
using Latchkey.Server.Authorize;
using Latchkey.Server.Languages;
using Latchkey.Server.SignIn;
using Latchkey.Server.Web;

namespace Latchkey.Server.Factors;

/// <summary>A page that asks for six digits, whatever they are for.</summary>
public sealed record CodePage : PageModel<CodeView>
{
    public AppAbout? App { get; init; }
    public required string Title { get; init; }
    /// <summary>Where the code comes from; {0} is <see cref="SentTo"/>.</summary>
    public required string Lead { get; init; }
    public string? SentTo { get; init; }
    /// <summary>Where the form is posted.</summary>
    public required string Action { get; init; }
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();
    public string? Problem { get; init; }
    /// <summary>Something that went well.</summary>
    public string? Notice { get; init; }
    /// <summary>A new code can be sent.</summary>
    public bool MayResend { get; init; }
    /// <summary>False where a press is enough, because the code has just been given.</summary>
    public bool AsksForCode { get; init; } = true;
    /// <summary>Another way, and what it is called.</summary>
    public (string Url, string Text)? Other { get; init; }
    public string? CancelUrl { get; init; }
}

/// <summary>Which second factor to set up.</summary>
public sealed record EnrollPage : PageModel<EnrollView>
{
    public AppAbout? App { get; init; }
    public required IReadOnlyList<(string Url, string Name, string Text, string Email)> Choices { get; init; }
    public required string CancelUrl { get; init; }
}

/// <summary>Setting an authenticator app up: a QR code, the key in words, and a code that shows it worked.</summary>
public sealed record EnrollAppPage : PageModel<EnrollAppView>
{
    public AppAbout? App { get; init; }
    public required string Action { get; init; }
    /// <summary>What the QR code says.</summary>
    public required string Uri { get; init; }
    public required string Secret { get; init; }
    public required IReadOnlyDictionary<string, string> Fields { get; init; }
    /// <summary>There is one already, and this one takes its place.</summary>
    public bool Replaces { get; init; }
    public string? Problem { get; init; }
    public required string CancelUrl { get; init; }

    public override string ToString() => "set-up of an authenticator app";
}

/// <summary>What the pages of one waiting request have in common.</summary>
public static class FactorPages
{
    public static Language LanguageOf(HttpContext http, AuthorizeRequest request) => Language.For(request.UiLocales, http.Request.Headers.AcceptLanguage.ToString());

    /// <summary>Shows the page in the org's look, and lets its form lead to the app.</summary>
    public static IResult Show(AuthorizeRequest request, Func<Brands.Brand, AppAbout, IReadOnlyList<string>, Page> page)
    {
        var app = AppAbout.Of(request.App);
        return new HostedPages.Branded(brand => page(brand, app, [FormTarget.Of(request.ReplyTo.RedirectUri)]));
    }

    /// <summary>Enough of an address for its owner to know it.</summary>
    public static string Masked(string email) => email.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? $"{email[0]}•••{email[at..]}" : "•••";

    public static string CancelUrl(string flow) => $"/signin/cancel?flow={Uri.EscapeDataString(flow)}";
}
