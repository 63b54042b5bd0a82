using Latchkey.Protocol;
using Latchkey.Server.Apps;
using Latchkey.Server.AuthorizationServers;
using Latchkey.Server.Authorize;
using Latchkey.Server.Orgs;
using Latchkey.Server.SignIn;
using Latchkey.Server.SystemLog;
using Latchkey.Server.Tokens;
using Latchkey.Server.Web;

namespace Latchkey.Server.EndSession;

/// <summary>GET and POST {issuer}/v1/logout. RP-Initiated Logout 1.0, contract §2.8. Ends the browser's session; what apps hold lives on.</summary>
public static class EndSessionEndpoint
{
    public static async Task<IResult> Handle(HttpContext http, AuthorizationServers.AuthorizationServers servers, IdTokenHints hints, Apps.Apps apps,
        Sessions.Sessions sessions, SignOutForm signOut, SystemLog.SystemLog log)
    {
        await servers.Current(http);
        var parameters = HttpMethods.IsPost(http.Request.Method) ? await Parameters.Form(http.Request) : new Parameters(http.Request.Query);
        parameters.RefuseRepeated();
        var current = await sessions.Current(http);

        var hint = parameters[Parameter.IdTokenHint] is { } token ? await hints.Read(token, http.Org, http.RequestAborted) : null;
        if (hint is null) return WithoutHint(http, parameters, current, signOut);

        var app = await apps.Find(http.Org.Id, hint.ClientId, http.RequestAborted) ?? throw OAuthException.InvalidRequest("The app of the 'id_token_hint' no longer exists.");
        if (parameters[Parameter.ClientId] is { } clientId && clientId != app.Id) throw OAuthException.InvalidRequest("The 'client_id' parameter differs from the client of the 'id_token_hint'.");
        var back = parameters[Parameter.PostLogoutRedirectUri];
        if (back is not null && !RedirectUris.Matches(app, app.PostLogoutRedirectUris, back))
            throw OAuthException.InvalidRequest("The 'post_logout_redirect_uri' parameter must be a Logout redirect URI in the client app settings.");
        if (current is { } other && other.User.Id != hint.UserId) throw OAuthException.SessionMismatch();

        if (current is { } ours)
        {
            await sessions.End(http, ours.Session);
            log.Record(http.Org, http, LogEntries.SignedOut(ours.User, app));
        }
        return back is null ? HostedPages.SignedOut(http) : Leave(http, app, back, parameters[Parameter.State]);
    }

    /// <summary>
    /// Nobody has proven that the person wants this: a browser is asked, a program is refused (contract §2.8). Without a
    /// session there is nothing to ask.
    /// </summary>
    private static IResult WithoutHint(HttpContext http, Parameters parameters, (Sessions.Session Session, Users.User User)? current, SignOutForm signOut)
    {
        if (parameters.Has(Parameter.IdTokenHint)) throw OAuthException.InvalidRequest("The 'id_token_hint' parameter is not an ID token of this authorization server.");
        if (!Failures.AcceptsHtml(http)) throw OAuthException.InvalidRequest("The 'id_token_hint' parameter is required.");
        return current is { } here ? HostedPages.ConfirmSignOut(http, here.User, signOut.Begin(http, here.Session)) : HostedPages.SignedOut(http);
    }

    private static IResult Leave(HttpContext http, App app, string back, string? state)
    {
        var url = state is null ? back : $"{back}{(back.Contains('?') ? '&' : '?')}{Parameter.State}={Uri.EscapeDataString(state)}";
        var web = back.StartsWith("https:", StringComparison.OrdinalIgnoreCase) || back.StartsWith("http:", StringComparison.OrdinalIgnoreCase);
        return !web && Failures.AcceptsHtml(http) ? HostedPages.ReturnToApp(http, app, url, ReturnOutcome.SignedOut) : new Found(url);
    }
}
