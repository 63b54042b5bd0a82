using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Core.ApiAccess;

/// <summary>Makes, names and ends API tokens: each is one commit with its line in the log, whichever face asks. Contract §3.0.</summary>
internal sealed class ApiTokenChanges(LoggedWrites writes, ApiTokens tokens)
{
    private const int LongestName = 100;

    /// <summary>One that acts as this administrator.</summary>
    /// <returns>What it is worth: known now and never again.</returns>
    /// <exception cref="RuleException">It is no name.</exception>
    public async Task<Secret> Create(Doing doing, User owner, string? name)
    {
        var called = TextRules.Name(name, LongestName);
        var secret = default(Secret);
        await writes.Write(doing, AdminEvents.ApiTokenCreated, async writing =>
        {
            var (id, made) = await tokens.Issue(writing, owner, called);
            secret = made;
            return id;
        }, id => new LogParty(id, "Token", called, called));
        return secret;
    }

    /// <summary>Nothing happens when it is gone.</summary>
    public Task Rename(Doing doing, ApiToken token, string name) =>
        writes.Write(doing, AdminEvents.ApiTokenRenamed, writing => tokens.Rename(writing, token, name), new LogParty(token.Id, "Token", name, name));

    /// <summary>Nothing happens when it is gone.</summary>
    public Task Revoke(Doing doing, ApiToken token) =>
        writes.Write(doing, AdminEvents.ApiTokenRevoked, writing => tokens.Revoke(writing, token), new LogParty(token.Id, "Token", token.Name, token.Name));
}
