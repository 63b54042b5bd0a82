using System.Text.Json.Nodes;
using Latchkey.Server.Orgs;
using Latchkey.Server.Sessions;
using Latchkey.Server.SignIn;
using Latchkey.Server.Storage;
using Latchkey.Server.SystemLog;
using Latchkey.Server.Users;

namespace Latchkey.Server.Authn;

/// <summary>What comes after each step of a sign-in by a program: another step, or the session token. Contract §3.5.</summary>
public sealed class AuthnSteps(Database db, SessionTokens sessionTokens, SystemLog.SystemLog log)
{
    /// <summary>
    /// Everything this person's sign-in needs has been proven: the session token, in one commit with what
    /// <paramref name="counts"/> writes. Null when that says the proof does not count after all.
    /// </summary>
    public async Task<JsonObject?> Prove(HttpContext http, User user, string amr, string? relayState, Func<Writing, Task<bool>> counts)
    {
        var issued = await db.Write(async w =>
        {
            if (!await counts(w)) return default;
            return await sessionTokens.Issue(w, user, amr);
        }, http.RequestAborted);
        if (issued.Token is null) return null;

        await log.Record(http.Org, http, LogEntries.SignIn(user.Login, new PasswordOutcome.Ok(user, Old: false), null));
        return AuthnJson.Success(user, issued.Token, issued.ExpiresAt, relayState);
    }
}
