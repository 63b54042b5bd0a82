using Latchkey.Server.Apps;
using Latchkey.Server.AuthorizationServers;
using Latchkey.Server.Authorize;
using Latchkey.Server.Brands;
using Latchkey.Server.EndSession;
using Latchkey.Server.Languages;
using Latchkey.Server.Orgs;
using Latchkey.Server.Storage;
using Latchkey.Server.Users;
using Latchkey.Server.Web;

namespace Latchkey.Server.SignIn;

/// <summary>The pages of the sign-in journey, in the org's look and the person's language.</summary>
public static class HostedPages
{
    public static IResult SignIn(HttpContext http, AuthorizeRequest request, string flow, string? identifier, SignInProblem? problem) => new Branded(brand => Page.Of(new SignInPage
    {
        Brand = brand, Language = Language.For(request.UiLocales, http.Request.Headers.AcceptLanguage.ToString()),
        App = AppAbout.Of(request.App), Flow = flow, Identifier = identifier, Problem = problem, SignUpUrl = http.Org.AllowsSignUp ? $"{SignInSteps.SignUpPage}?flow={Uri.EscapeDataString(flow)}" : null,
        FormTargets = [FormTarget.Of(request.ReplyTo.RedirectUri)], ImageSources = AppAbout.Of(request.App).ImageSources,
    }, problem is SignInProblem.Busy ? 503 : 200));

    public static IResult Consent(HttpContext http, AuthorizeRequest request, string flow, User user, IReadOnlyList<ScopeDefinition> scopes) => new Branded(brand => Page.Of(new ConsentPage
    {
        Brand = brand, Language = Language.For(request.UiLocales, http.Request.Headers.AcceptLanguage.ToString()),
        App = AppAbout.Of(request.App), Flow = flow, PersonName = user.DisplayName, Login = user.Login, Scopes = scopes,
        FormTargets = [FormTarget.Of(request.ReplyTo.RedirectUri)], ImageSources = AppAbout.Of(request.App).ImageSources,
    }));

    public static IResult SignInExpired(HttpContext http) => new Branded(brand => Page.Of(new ErrorPage
    {
        Brand = brand, Language = Language.Of(http), Status = 400, RequestId = http.RequestId(), SignInExpired = true,
    }, 400));

    public static IResult ReturnToApp(HttpContext http, App app, string url, ReturnOutcome outcome) => new Branded(brand => Page.Of(new ReturnToAppPage
    {
        Brand = brand, Language = Language.Of(http), AppLabel = app.Label, Url = url, Outcome = outcome,
    }));

    public static IResult FormPost(HttpContext http, App app, string action, IEnumerable<KeyValuePair<string, string>> fields) => new Branded(brand =>
        Page.Of(new FormPostPage(brand, Language.Of(http), action, fields.ToDictionary()) { AppLabel = app.Label }));

    public static IResult PostMessage(HttpContext http, App app, string origin, IEnumerable<KeyValuePair<string, string>> answer) => new Branded(brand =>
        Page.Of(new PostMessagePage(brand, Language.Of(http), origin, answer.ToDictionary()) { AppLabel = app.Label }));

    public static IResult SignedOut(HttpContext http) => SignedOut(http, [], null);

    /// <param name="http">The request.</param>
    /// <param name="frames">Where this browser tells apps of it.</param>
    /// <param name="back">Where the person may go on to.</param>
    /// <param name="byItself">Whether it goes on without being pressed.</param>
    public static IResult SignedOut(HttpContext http, IReadOnlyList<string> frames, WayBack? back, bool byItself = true) => new Branded(brand => Page.Of(new SignedOutPage
    {
        Brand = brand, Language = Language.Of(http), Frames = frames, FrameTargets = [.. frames.Select(FrameTarget.Of)],
        AppLabel = back?.App?.Label, Url = back?.Url, ByItself = byItself,
    }));

    public static IResult ConfirmSignOut(HttpContext http, User user, string proof, WayBack? back = null) => new Branded(brand => Page.Of(new ConfirmSignOutPage
    {
        Brand = brand, Language = Language.Of(http), Action = "/signout", PersonName = user.DisplayName,
        Fields = new Dictionary<string, string> { [SignOutForm.Proof] = proof }, FormTargets = back is null ? [] : [FormTarget.Of(back.Uri)],
    }));

    public static IResult Error(HttpContext http, int status, string error, string description, string? detail = null) => new Branded(brand => Page.Of(new ErrorPage
    {
        Brand = brand, Language = Language.Of(http), Status = status, RequestId = http.RequestId(), Error = error, ErrorDescription = description, ErrorDetail = detail,
        Development = http.RequestServices.GetRequiredService<ServerSettings>().Development,
    }, status));

    /// <summary>Looks the org's brand up when the page is sent; before an org is known it is Latchkey's own.</summary>
    internal sealed class Branded(Func<Brand, Page> page) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var org = httpContext.Features.Get<Org>();
            var brand = org is null ? Brand.Default("", "Latchkey") : await Find(httpContext, org);
            await page(brand).ExecuteAsync(httpContext);
        }

        /// <summary>A page that says the database is away must not ask it.</summary>
        private static async Task<Brand> Find(HttpContext http, Org org)
        {
            try { return await http.RequestServices.GetRequiredService<BrandOfOrg>().Find(org, http.RequestAborted); }
            catch (DatabaseUnavailableException) { return Brand.Default(org.Id, org.Name); }
        }
    }
}

/// <summary>A refusal or a fault, for a person: what happened, what to do, and what to quote.</summary>
public static class ErrorPages
{
    public static Task Show(HttpContext http, int status, string error, string description, string? detail = null) => HostedPages.Error(http, status, error, description, detail).ExecuteAsync(http);
}
