using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;

namespace Latchkey.Server.Core.SingleSignOn;

/// <summary>How sessions begin and end, by the contract's event names (§3.6).</summary>
internal static class SessionEvents
{
    public static LogEntry SessionStarted(User user, Session session) =>
        new(LogEntry.SignIn, "User login to Okta") { Actor = user.Party, SessionId = session.Id };

    public static LogEntry SignedOut(User user, App? app) =>
        new("user.session.end", "User logout from Okta") { Actor = user.Party, Targets = app is null ? [] : [app.Party] };

    /// <summary>A back-channel notice that arrived, or was given up.</summary>
    public static LogEntry ToldOfSignOut(App app, string userId, string sid, string? problem) =>
        new("user.authentication.universal_logout", "App was told that a session ended")
        {
            Actor = LogParty.Server, Targets = [app.Party, new(userId, "User", null, null)], SessionId = sid,
            Outcome = problem is null ? "SUCCESS" : "FAILURE", Reason = problem, Severity = problem is null ? "INFO" : "WARN",
        };
}
