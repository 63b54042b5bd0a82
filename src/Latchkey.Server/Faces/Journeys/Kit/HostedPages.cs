using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Faces.Journeys.SignIn;
using Latchkey.Server.Faces.Journeys.Logout;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Kit;

/// <summary>The pages of the sign-in journey, in the org's look and the person's language.</summary>
public static class HostedPages
{
    public static IResult SignIn(HttpContext http, AuthorizeRequest request, string flow, string? identifier, SignInProblem? problem) => new Branded(brand => Page.Of(new SignInPage
    {
        Brand = brand, Language = Language.For(request.UiLocales, http.Request.Headers.AcceptLanguage.ToString()),
        App = AppAbout.Of(request.App), Flow = flow, Identifier = identifier, Problem = problem, ForgotUrl = http.RequestServices.GetRequiredService<AccountRecovery>().IsOpen(http.Org) ? ForgotPasswordEndpoint.Url(flow) : null,
        SignUpUrl = http.Org.AllowsSignUp ? $"{SignInSteps.SignUpPage}?flow={Uri.EscapeDataString(flow)}" : null,
        FormTargets = [FormTarget.Of(request.ReplyTo.RedirectUri)], ImageSources = AppAbout.Of(request.App).ImageSources,
    }, problem is SignInProblem.Busy ? 503 : 200));

    public static IResult Consent(HttpContext http, AuthorizeRequest request, string flow, User user, IReadOnlyList<ScopeDefinition> scopes) => new Branded(brand => Page.Of(new ConsentPage
    {
        Brand = brand, Language = Language.For(request.UiLocales, http.Request.Headers.AcceptLanguage.ToString()),
        App = AppAbout.Of(request.App), Flow = flow, PersonName = user.DisplayName, Login = user.Login, Scopes = scopes,
        FormTargets = [FormTarget.Of(request.ReplyTo.RedirectUri)], ImageSources = AppAbout.Of(request.App).ImageSources,
    }));

    /// <summary>
    /// A page of a sign-in that is over, was begun in another browser, or never was. It leads back to the app that it was for,
    /// as far as its address says.
    /// </summary>
    public static IResult SignInExpired(HttpContext http) => new LeadingOn(OriginOf(http), (brand, way) => Page.Of(new ErrorPage
    {
        Brand = brand, Language = Language.Of(http), Status = 400, RequestId = http.RequestId(), SignInExpired = true, WayOn = way,
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
    /// <param name="back">Where the person goes on to.</param>
    public static IResult SignedOut(HttpContext http, IReadOnlyList<string> frames, WayBack? back) => new Branded(brand => Page.Of(new SignedOutPage
    {
        Brand = brand, Language = Language.Of(http), Frames = frames, FrameTargets = [.. frames.Select(FrameTarget.Of)],
        AppLabel = back?.App?.Label, Url = back?.Url,
    }));

    public static IResult ConfirmSignOut(HttpContext http, User user, string proof, WayBack? back = null) => new Branded(brand => Page.Of(new ConfirmSignOutPage
    {
        Brand = brand, Language = Language.Of(http), Action = "/signout", PersonName = user.DisplayName,
        Fields = new Dictionary<string, string> { [SignOutForm.Proof] = proof }, FormTargets = back is null ? [] : [FormTarget.Of(back.Uri)],
    }));

    /// <param name="http">The request.</param>
    /// <param name="here">Who is signed in in this browser.</param>
    /// <param name="handover">Who would be.</param>
    /// <param name="asked">What the answer is about, sealed.</param>
    /// <param name="app">Who asks; null where no app does.</param>
    /// <param name="onward">Where the answer leads.</param>
    public static IResult SwitchPerson(HttpContext http, User here, Handover handover, string asked, App? app, string onward)
    {
        var about = app is null ? null : AppAbout.Of(app);
        return new Branded(brand => Page.Of(new SwitchPersonPage
        {
            Brand = brand, Language = Language.Of(http), App = about, ImageSources = about?.ImageSources ?? [], FormTargets = [FormTarget.Of(onward)],
            Here = Called(here.DisplayName, here.Login), Next = Called(handover.User.DisplayName, handover.User.Login), Asked = asked,
        }));
    }

    /// <summary>A name, and the login where that is another: two people may have one name.</summary>
    public static string Called(string name, string login) => name == login ? login : $"{name} ({login})";

    public static IResult Error(HttpContext http, int status, string error, string description, string? detail = null) => new LeadingOn(AskedBy(http), (brand, way) => Page.Of(new ErrorPage
    {
        Brand = brand, Language = Language.Of(http), Status = status, RequestId = http.RequestId(), Error = error, ErrorDescription = description, ErrorDetail = detail, WayOn = way,
        Development = http.RequestServices.GetRequiredService<ServerSettings>().Development,
    }, status));

    /// <summary>The app that a request in an address names, and the authorization server it went to.</summary>
    private static (string ClientId, string ServerId)? AskedBy(HttpContext http) => OriginOf(http)
        ?? (http.Request.Query[Protocol.Parameter.ClientId].ToString() is { Length: > 0 } clientId ? (clientId, http.GetRouteValue("server") as string ?? "")
        : null);

    private static (string ClientId, string ServerId)? OriginOf(HttpContext http) => PendingSignIns.Origin(http.Request.Query["flow"].ToString());

    /// <summary>Looks the org's brand up when the page is sent; before an org is known it is Latchkey's own.</summary>
    internal sealed class Branded(Func<Brand, Page> page) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext) => await page(await BrandOf(httpContext)).ExecuteAsync(httpContext);
    }

    /// <summary>The same, with the way on to where the person wanted to go: the app's login address or its own page, else the org's home.</summary>
    private sealed class LeadingOn((string ClientId, string ServerId)? app, Func<Brand, WayOn?, Page> page) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext) => await page(await BrandOf(httpContext), await WayOnFrom(httpContext, app)).ExecuteAsync(httpContext);
    }

    /// <summary>A page that says the database is away must not need it.</summary>
    private static async Task<Brand> BrandOf(HttpContext http)
    {
        if (http.Features.Get<Org>() is not { } org) return Brand.Default("", "Latchkey");
        try { return await http.RequestServices.GetRequiredService<BrandOfOrg>().Find(org, http.RequestAborted); }
        catch (DatabaseUnavailableException) { return Brand.Default(org.Id, org.Name); }
    }

    private static async Task<WayOn?> WayOnFrom(HttpContext http, (string ClientId, string ServerId)? from)
    {
        if (http.Features.Get<Org>() is not { } org) return null;
        if (from is not var (clientId, serverId)) return WayOn.Home;
        var services = http.RequestServices;
        try
        {
            return await services.GetRequiredService<Apps>().Find(org.Id, clientId, http.RequestAborted) is { Active: true } app
                && await services.GetRequiredService<AuthorizationServers>().Find(org, serverId, http.RequestAborted) is { } server
                && AppAbout.Of(app).WayIn(server.Issuer) is { } url ? new(url, app.Label) : WayOn.Home;
        }
        catch (DatabaseUnavailableException)
        {
            return WayOn.Home;
        }
    }
}
