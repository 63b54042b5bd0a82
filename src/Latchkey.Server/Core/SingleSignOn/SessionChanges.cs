using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;

namespace Latchkey.Server.Core.SingleSignOn;

/// <summary>
/// Ends sessions: each time one commit with its line in the log, and with the notices to the apps it was signed in to, whichever face asks. Contract
/// §3.5.
/// </summary>
internal sealed class SessionChanges(LoggedWrites writes, Sessions sessions)
{
    /// <summary>An administrator ends somebody's.</summary>
    public Task End(Doing doing, Session session, User user) => writes.Write(doing, AdminEvents.SessionEnded with { SessionId = session.Id },
        async writing => await sessions.End(writing, session.Id) is not null, user.Party);

    /// <summary>A person ends one of theirs in another browser. False where it is not theirs, or has ended.</summary>
    public Task<bool> EndOwn(Doing doing, User user, string sessionId) =>
        writes.Write(doing, SessionEvents.SignedOut(user, null) with { SessionId = sessionId }, writing => sessions.EndOneOf(writing, user.Id, sessionId));

    /// <summary>The person signs out in this browser; the tokens the session handed out to apps live on (contract §2.8).</summary>
    /// <returns>The apps it was signed in to.</returns>
    public async Task<IReadOnlyList<SessionApp>> SignOut(HttpContext http, Session session, User user, App? by)
    {
        IReadOnlyList<SessionApp>? apps = null;
        await writes.Write(user.Doing(http), SessionEvents.SignedOut(user, by),
            async writing => (apps = await sessions.End(writing, session.Id)) is not null, by is null ? [] : [by.Party]);
        sessions.ForgetCookie(http);
        return apps ?? [];
    }
}
