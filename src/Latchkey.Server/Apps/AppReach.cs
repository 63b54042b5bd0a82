using Latchkey.Server.ManagementApi;

namespace Latchkey.Server.Apps;

/// <summary>
/// What an app that calls the management API for itself may do to other apps. With another app's secret or key it would
/// be that app, so it reads no secret but its own, and changes no app that holds a scope its token does not. Whoever may
/// hand scopes out could give itself the missing ones, and an administrator is no app: neither is held back.
/// </summary>
public static class AppReach
{
    private const string HandsOutScopes = "okta.appGrants.manage";

    /// <summary>Refuses a change that is beyond the caller. To look is never beyond anybody whose scope lets them.</summary>
    public static async Task Require(HttpContext http, App app)
    {
        if (http.Caller.Scopes is not { } own || own.Contains(HandsOutScopes) || HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)) return;
        var held = await http.RequestServices.GetRequiredService<AppScopes>().Of(app, http.RequestAborted);
        if (!held.All(own.Contains)) throw ApiError.NoPermission();
    }

    extension(ApiCaller caller)
    {
        /// <summary>Whether answers may show the app's secrets to whoever did not make them with this very request.</summary>
        public bool MaySeeSecretsOf(App app) => caller.Scopes is null || caller.User.Id == app.Id;
    }
}
