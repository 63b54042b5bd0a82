using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Origins;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Logout;

/// <summary>
/// Where a person may go on to after signing out: exists only if the app registered the address, or the org trusts it. RP-Initiated Logout 1.0 §3.
/// </summary>
internal sealed class WayBack
{
    private WayBack(App? app, string uri, string? state) => (App, Uri, State) = (app, uri, state);

    /// <summary>Null where the org itself trusts the address.</summary>
    public App? App { get; }
    public string Uri { get; }
    public string? State { get; }

    /// <summary>The address to go to: with the state exactly when one was given.</summary>
    public string Url => State is null ? Uri : $"{Uri}{(Uri.Contains('?') ? '&' : '?')}{Parameter.State}={System.Uri.EscapeDataString(State)}";

    /// <param name="address">As <see cref="ReturnAddresses"/> let it pass.</param>
    public static WayBack Trusted(string address) => new(null, address, null);

    /// <summary>Null when the request names no address; one that is not the app's is refused.</summary>
    public static WayBack? Of(App app, Parameters parameters)
    {
        if (parameters[Parameter.PostLogoutRedirectUri] is not { } uri) return null;
        var back = Of(app, uri, parameters[Parameter.State])
            ?? throw OAuthException.InvalidRequest("The 'post_logout_redirect_uri' parameter must be a Logout redirect URI in the client app settings.",
                RedirectUris.Unregistered(app, app.PostLogoutRedirectUris, uri, "--add-post-logout-redirect-uri"));
        return back.Url.Length <= Lengths.Address ? back
            : throw OAuthException.InvalidRequest("The 'state' parameter is too long to be sent back in an address.");
    }

    /// <summary>Null when the address is not the app's, or not any more.</summary>
    public static WayBack? Of(App? app, string uri, string? state) =>
        app is { Active: true } && RedirectUris.Matches(app, app.PostLogoutRedirectUris, uri) ? new(app, uri, state) : null;
}
