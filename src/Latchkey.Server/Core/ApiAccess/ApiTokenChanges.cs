using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.ApiAccess;

/// <summary>Names and ends API tokens: one commit with its line in the log, whichever face asks. Contract §3.0.</summary>
internal sealed class ApiTokenChanges(LoggedWrites writes, ApiTokens tokens)
{
    /// <summary>Nothing happens when it is gone.</summary>
    public Task Rename(Doing doing, ApiToken token, string name) =>
        writes.Write(doing, AdminEvents.ApiTokenRenamed, writing => tokens.Rename(writing, token, name), new LogParty(token.Id, "Token", name, name));

    /// <summary>Nothing happens when it is gone.</summary>
    public Task Revoke(Doing doing, ApiToken token) =>
        writes.Write(doing, AdminEvents.ApiTokenRevoked, writing => tokens.Revoke(writing, token), new LogParty(token.Id, "Token", token.Name, token.Name));
}
