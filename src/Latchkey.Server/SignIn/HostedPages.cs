using Latchkey.Server.Apps;
using Latchkey.Server.Authorize;
using Latchkey.Server.Brands;
using Latchkey.Server.Languages;
using Latchkey.Server.Orgs;
using Latchkey.Server.Users;
using Latchkey.Server.Web;

namespace Latchkey.Server.SignIn;

/// <summary>The pages of the sign-in journey, in the org's look and the person's language.</summary>
public static class HostedPages
{
    public static IResult SignIn(HttpContext http, AuthorizeRequest request, string flow, string? identifier, SignInProblem? problem) => Page.Of(new SignInPage
    {
        Brand = BrandOf(http), Language = Language.For(request.UiLocales, http.Request.Headers.AcceptLanguage.ToString()),
        AppLabel = request.App.Label, Flow = flow, Identifier = identifier, Problem = problem,
        FormTargets = [FormTarget.Of(request.ReplyTo.RedirectUri)],
    }, problem is SignInProblem.Busy ? 503 : 200);

    public static IResult SignInExpired(HttpContext http) => Page.Of(new ErrorPage
    {
        Brand = BrandOf(http), Language = Language.Of(http), Status = 400, RequestId = http.RequestId(), SignInExpired = true,
    }, 400);

    public static IResult ReturnToApp(HttpContext http, App app, string url, bool succeeded) =>
        ReturnToApp(http, app, url, succeeded ? ReturnOutcome.SignedIn : ReturnOutcome.NotSignedIn);

    public static IResult ReturnToApp(HttpContext http, App app, string url, ReturnOutcome outcome) => Page.Of(new ReturnToAppPage
    {
        Brand = BrandOf(http), Language = Language.Of(http), AppLabel = app.Label, Url = url, Outcome = outcome,
    });

    public static IResult FormPost(HttpContext http, App app, string action, IEnumerable<KeyValuePair<string, string>> fields) =>
        Page.Of(new FormPostPage(BrandOf(http), Language.Of(http), action, fields.ToDictionary()) { AppLabel = app.Label });

    public static IResult SignedOut(HttpContext http) => Page.Of(new SignedOutPage { Brand = BrandOf(http), Language = Language.Of(http) });

    public static IResult ConfirmSignOut(HttpContext http, User user, string proof) => Page.Of(new ConfirmSignOutPage
    {
        Brand = BrandOf(http), Language = Language.Of(http), Action = "/signout", PersonName = user.DisplayName,
        Fields = new Dictionary<string, string> { ["proof"] = proof },
    });

    public static Brand BrandOf(HttpContext http) => http.Features.Get<Org>() is { } org ? Brand.Default(org.Id, org.Name) : Brand.Default("", "Latchkey");
}

/// <summary>A refusal or a fault, for a person: what happened, what to do, and what to quote.</summary>
public static class ErrorPages
{
    public static Task Show(HttpContext http, int status, string error, string description)
    {
        var development = http.RequestServices.GetRequiredService<ServerSettings>().Development;
        return Page.Of(new ErrorPage
        {
            Brand = HostedPages.BrandOf(http), Language = Language.Of(http), Status = status, RequestId = http.RequestId(),
            Error = error, ErrorDescription = description, Development = development,
        }, status).ExecuteAsync(http);
    }
}
