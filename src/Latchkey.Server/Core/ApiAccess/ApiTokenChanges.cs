using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.ApiAccess;

/// <summary>Ends API tokens: one commit with its line in the log, whichever face asks. Contract §3.0.</summary>
public sealed class ApiTokenChanges(Database db, ApiTokens tokens, SystemLog log)
{
    /// <summary>Nothing happens when it is gone.</summary>
    public Task Revoke(Doing doing, ApiToken token) => db.Write(async writing =>
    {
        if (await tokens.Revoke(writing, token))
            await log.Record(writing, doing, AdminEvents.ApiTokenRevoked, new LogParty(token.Id, "Token", token.Name, token.Name));
    }, doing.Aborted);
}
