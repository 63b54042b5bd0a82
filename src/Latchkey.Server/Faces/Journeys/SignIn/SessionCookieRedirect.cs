using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Origins;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>
/// GET /login/sessionCookieRedirect?token=…&amp;redirectUrl=…: turns a session token into the browser's session, then goes on. Contract §3.5.
/// </summary>
internal static class SessionCookieRedirect
{
    public static async Task<IResult> Handle(HttpContext http, Handovers handovers, Sessions sessions, ReturnAddresses addresses)
    {
        var parameters = new Parameters(http.Request.Query);
        parameters.RefuseRepeated();
        // Before the token is spent: a wrong address must not cost it.
        var address = await addresses.Allowed(http.Org, parameters["redirectUrl"] ?? "/", http.RequestAborted)
            ?? throw OAuthException.InvalidRequest(
                "The 'redirectUrl' parameter must be an address of this org or of one of its trusted origins with the scope REDIRECT.");
        http.Response.Headers.CacheControl = "no-cache, no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        if (await handovers.Find(http, parameters.Required("token"), clientId: null) is not { } handover) return new Found(address);

        var current = await sessions.Current(http);
        switch (await handovers.Decide(http, handover, current, request: null))
        {
            case HandoverDecision.Take:
                await handovers.Take(http, handover);
                return new Found(address);
            case HandoverDecision.Ask:
                return handovers.Ask(http, current!.Value.User, handover, address: address);
            default:
                throw OAuthException.InvalidRequest("A session token is redeemed in a window of its own, and not where somebody else is signed in "
                    + "without asking them: open this address there.");
        }
    }
}
