using Latchkey.Server.EndSession;
using Latchkey.Server.Orgs;
using Latchkey.Server.SignIn;
using Latchkey.Server.Web;

namespace Latchkey.Server.Sessions;

/// <summary>GET /login/sessionCookieRedirect?token=…&amp;redirectUrl=…: turns a session token into the browser's session, then goes on. Contract §3.5.</summary>
public static class SessionCookieRedirect
{
    public static async Task<IResult> Handle(HttpContext http, Handovers handovers, Sessions sessions, ReturnAddresses addresses)
    {
        var parameters = new Parameters(http.Request.Query);
        parameters.RefuseRepeated();
        // Before the token is spent: a wrong address must not cost it.
        var address = await addresses.Allowed(http.Org, parameters["redirectUrl"] ?? "/", http.RequestAborted)
            ?? throw OAuthException.InvalidRequest("The 'redirectUrl' parameter must be an address of this org or of one of its trusted origins with the scope REDIRECT.");
        http.Response.Headers.CacheControl = "no-cache, no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        if (await handovers.Find(http, parameters.Required("token"), clientId: null) is not { } handover) return new Authorize.Found(address);

        var current = await sessions.Current(http);
        switch (await handovers.Decide(http, handover, current, request: null))
        {
            case HandoverDecision.Take:
                await handovers.Take(http, handover);
                return new Authorize.Found(address);
            case HandoverDecision.Ask:
                return handovers.Ask(http, current!.Value.User, handover, address: address);
            default:
                throw OAuthException.InvalidRequest("A session token is redeemed in a window of its own, and not where somebody else is signed in "
                    + "without asking them: open this address there.");
        }
    }
}

/// <summary>GET /login/signout?fromURI=…: ends the browser's session, then goes back. Contract §3.5.</summary>
public static class LoginSignOut
{
    public static async Task<IResult> Handle(HttpContext http, Sessions sessions, SignOutForm form, SignOut signOut, ReturnAddresses addresses)
    {
        var parameters = new Parameters(http.Request.Query);
        parameters.RefuseRepeated();
        var back = parameters["fromURI"] is { } from
            ? await addresses.Allowed(http.Org, from, http.RequestAborted) ?? throw OAuthException.InvalidRequest("The 'fromURI' parameter must be an address of this org or of one of its trusted origins with the scope REDIRECT.")
            : null;
        var current = await sessions.Current(http);
        // A picture or a hidden frame of another site is not the person: they are asked.
        if (current is { } here && !FetchMetadata.OpensWindow(http)) return HostedPages.ConfirmSignOut(http, here.User, form.Begin(http, here.Session));

        http.Response.Headers.CacheControl = "no-cache, no-store";
        return await signOut.Run(http, current, null, back is null ? null : WayBack.Trusted(back));
    }
}
