using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Origins;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Logout;

/// <summary>GET /login/signout?fromURI=…: ends the browser's session, then goes back. Contract §3.5.</summary>
internal static class LoginSignOut
{
    public static async Task<IResult> Handle(HttpContext http, Sessions sessions, SignOutForm form, SignOut signOut, ReturnAddresses addresses)
    {
        var parameters = new Parameters(http.Request.Query);
        parameters.RefuseRepeated();
        var back = parameters["fromURI"] is { } from
            ? await addresses.Allowed(http.Org, from, http.RequestAborted)
            ?? throw OAuthException.InvalidRequest(
                "The 'fromURI' parameter must be an address of this org or of one of its trusted origins with the scope REDIRECT.")
            : null;
        var current = await sessions.Current(http);
        // A picture or a hidden frame of another site is not the person: they are asked.
        if (current is { } here && !FetchMetadata.OpensWindow(http)) return LogoutPages.ConfirmSignOut(here.User, form.Begin(http, here.Session));

        http.Response.Headers.CacheControl = "no-cache, no-store";
        return await signOut.Run(http, current, null, back is null ? null : WayBack.Trusted(back));
    }
}
