using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Logout;

/// <summary>GET and POST {issuer}/v1/logout. RP-Initiated Logout 1.0, contract §2.8. Ends the browser's session; what apps hold lives on.</summary>
internal static class EndSessionEndpoint
{
    /// <summary>A GET has them there, too; Okta takes those of a POST from either place.</summary>
    private static readonly string[] InAddress = [Parameter.IdTokenHint, Parameter.ClientId, Parameter.PostLogoutRedirectUri, Parameter.State];

    public static async Task<IResult> Handle(HttpContext http, AuthorizationServers servers, IdTokenHints hints, Apps apps,
        Sessions sessions, SignOutForm form, DeviceSecrets deviceSecrets, SignOut signOut)
    {
        await servers.Current(http);
        var parameters = HttpMethods.IsPost(http.Request.Method) ? await Parameters.Form(http.Request, InAddress) : new Parameters(http.Request.Query);
        parameters.RefuseRepeated();
        var current = await sessions.Current(http);
        if (parameters[Parameter.IdTokenHint] is not { } token) return await WithoutHint(http, parameters, apps, current, form, signOut);

        var hint = await hints.Read(token, http.Org, http.RequestAborted)
            ?? throw OAuthException.InvalidRequest("The 'id_token_hint' parameter is not an ID token of this authorization server.");
        var app = await apps.FindClient(http.Org.Id, hint.ClientId, http.RequestAborted)
            ?? throw OAuthException.InvalidRequest("The app of the 'id_token_hint' no longer exists.");
        if (parameters[Parameter.ClientId] is { } clientId && clientId != app.Id)
            throw OAuthException.InvalidRequest("The 'client_id' parameter differs from the client of the 'id_token_hint'.");
        var back = WayBack.Of(app, parameters);
        if (current is { } other && other.User.Id != hint.UserId) throw OAuthException.SessionMismatch();

        if (parameters[Parameter.DeviceSecret] is { } shared && await deviceSecrets.Find(http.Org.Id, shared, http.RequestAborted) is { } secret
            && secret.UserId == hint.UserId)
            await deviceSecrets.Revoke(secret, "signed out", http.RequestAborted);
        return await signOut.Run(http, current, app, back);
    }

    /// <summary>
    /// Nobody has proven that the person wants this: a browser is asked, a program is refused (contract §2.8). Only an app
    /// that says which it is may have the person sent back to it, and while somebody is signed in only by what they press.
    /// Where nobody is, there is nothing to ask: an app whose browser keeps no cookies waits for its person to come back.
    /// </summary>
    private static async Task<IResult> WithoutHint(HttpContext http, Parameters parameters, Apps apps, (Session Session, User User)? current, SignOutForm form,
        SignOut signOut)
    {
        App? app = null;
        WayBack? back = null;
        if (parameters[Parameter.ClientId] is { } clientId)
        {
            app = await apps.FindClient(http.Org.Id, clientId, http.RequestAborted) is { Active: true } known ? known
                : throw OAuthException.InvalidRequest("Invalid value for 'client_id' parameter.");
            back = WayBack.Of(app, parameters);
        }
        if (current is null && app is not null) return await signOut.Run(http, null, app, back);
        if (!FetchMetadata.AcceptsHtml(http)) throw OAuthException.InvalidRequest("The 'id_token_hint' parameter is required.");
        return current is { } here ? LogoutPages.ConfirmSignOut(here.User, form.Begin(http, here.Session, back), back) : LogoutPages.SignedOut();
    }
}
