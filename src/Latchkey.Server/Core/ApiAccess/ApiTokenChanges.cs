using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.ApiAccess;

/// <summary>Ends API tokens: one commit with its line in the log, whichever face asks. Contract §3.0.</summary>
public sealed class ApiTokenChanges(LoggedWrites writes, ApiTokens tokens)
{
    /// <summary>Nothing happens when it is gone.</summary>
    public Task Revoke(Doing doing, ApiToken token) =>
        writes.Write(doing, AdminEvents.ApiTokenRevoked, writing => tokens.Revoke(writing, token), new LogParty(token.Id, "Token", token.Name, token.Name));
}
