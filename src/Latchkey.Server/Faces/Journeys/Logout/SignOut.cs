using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Logout;

/// <summary>
/// A person signs out in a browser: the session ends, the apps it was signed in to are told (those that want it, by this
/// very browser: Front-Channel Logout 1.0), and the person goes back to where they came from.
/// </summary>
internal sealed class SignOut(SessionChanges sessions, Apps apps, AuthorizationServers servers)
{
    /// <param name="http">The request.</param>
    /// <param name="current">Who is signed in in this browser, if anybody is.</param>
    /// <param name="by">The app that asked for it.</param>
    /// <param name="back">Where the person may go on to.</param>
    public async Task<IResult> Run(HttpContext http, (Session Session, User User)? current, App? by, WayBack? back)
    {
        IReadOnlyList<SessionApp> ended = current is { } here ? await sessions.SignOut(http, here.Session, here.User, by) : [];

        // A program shows no frames: like everybody whom a notice does not reach, those apps find out by themselves.
        var navigates = FetchMetadata.Navigates(http);
        var frames = navigates ? await Frames(http.Org, ended, http.RequestAborted) : [];
        if (frames.Count > 0 || back is null) return LogoutPages.SignedOut(frames, back);
        return navigates && back.App is { } app && AppLink.Starts(app, back.Uri) ? HostedPages.ReturnToApp(app, back.Url, ReturnOutcome.SignedOut)
            : new Found(back.Url);
    }

    /// <summary>Front-Channel Logout 1.0 §2: the session is named to those that ask for it.</summary>
    private async Task<IReadOnlyList<string>> Frames(Org org, IReadOnlyList<SessionApp> ended, CancellationToken ct)
    {
        var frames = new List<string>();
        foreach (var one in ended)
        {
            if (await apps.Find(org.Id, one.ClientId, ct) is not { Active: true, FrontchannelLogout: { } notice }) continue;
            if (!notice.SessionRequired) frames.Add(notice.Uri);
            else if (await servers.Find(org, one.ServerId, ct) is { } server)
                frames.Add($"{notice.Uri}{(notice.Uri.Contains('?') ? '&' : '?')}"
                    + $"iss={Uri.EscapeDataString(server.Issuer)}&sid={Uri.EscapeDataString(one.Sid)}");
        }
        return [.. frames.Distinct(StringComparer.Ordinal)];
    }
}
