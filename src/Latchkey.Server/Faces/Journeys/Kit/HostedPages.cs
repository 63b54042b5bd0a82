using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Kit;

/// <summary>The pages of the sign-in journey, in the org's look and the person's language.</summary>
internal static class HostedPages
{
    /// <summary>
    /// A page of a sign-in that is over, was begun in another browser, or never was. It leads back to the app that it was for,
    /// as far as its address says.
    /// </summary>
    public static IResult SignInExpired(HttpContext http) => new LeadingOn(OriginOf(http), way => Page.Of(new ErrorPage
    {
        Status = 400, RequestId = http.RequestId(), SignInExpired = true, WayOn = way,
    }, 400));

    public static IResult ReturnToApp(App app, string url, ReturnOutcome outcome) => Page.Of(new ReturnToAppPage
    {
        AppLabel = app.Label, Url = url, Outcome = outcome,
    });

    public static IResult FormPost(App app, string action, IEnumerable<KeyValuePair<string, string>> fields) =>
        Page.Of(new FormPostPage(action, fields.ToDictionary()) { AppLabel = app.Label });

    public static IResult PostMessage(App app, string origin, IEnumerable<KeyValuePair<string, string>> answer) =>
        Page.Of(new PostMessagePage(origin, answer.ToDictionary()) { AppLabel = app.Label });

    public static IResult Error(HttpContext http, int status, string error, string description, string? detail = null) =>
        new LeadingOn(AskedBy(http), way => Page.Of(new ErrorPage
        {
            Status = status, RequestId = http.RequestId(), Error = error, ErrorDescription = description, ErrorDetail = detail, WayOn = way,
            Development = http.RequestServices.GetRequiredService<ServerSettings>().Development,
        }, status));

    /// <summary>The app that a request in an address names, and the authorization server it went to.</summary>
    private static (string ClientId, string ServerId)? AskedBy(HttpContext http) => OriginOf(http)
        ?? (http.Request.Query[Protocol.Parameter.ClientId].ToString() is { Length: > 0 } clientId ? (clientId, http.GetRouteValue("server") as string ?? "")
        : null);

    private static (string ClientId, string ServerId)? OriginOf(HttpContext http) => FlowOrigin.Of(http.Request.Query["flow"].ToString());

    /// <summary>With the way on to where the person wanted to go: the app's login address or its own page, else the org's home.</summary>
    private sealed class LeadingOn((string ClientId, string ServerId)? app, Func<WayOn?, Page> page) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext) => await page(await WayOnFrom(httpContext, app)).ExecuteAsync(httpContext);
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
