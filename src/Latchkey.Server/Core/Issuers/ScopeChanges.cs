using System.Text.Json;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Issuers;

/// <summary>Changes the scopes of authorization servers: each is one commit with its line in the log, whichever face asks. Contract §3.4, Scope.</summary>
internal sealed class ScopeChanges(LoggedWrites writes, Turns turns, AuthorizationServers servers)
{
    /// <summary>Read whole with their server, so there is an end to them.</summary>
    private const int Most = 1_000;

    /// <exception cref="RuleException">The server has one of this name, or too many.</exception>
    public Task<ScopeDefinition> Create(Doing doing, AuthorizationServer server, ScopeDraft draft) =>
        Written(doing, server, ServerEvents.ScopeCreated, draft.Scope with { Id = Ids.New(Ids.Scope) }, async (writing, scope) =>
        {
            await turns.Take(writing, $"scopes {server.OrgId} {server.Id}");
            if (await writing.One<long>("select count(*) from scopes where org_id = @OrgId and server_id = @Id", new { server.OrgId, server.Id }) >= Most)
                throw new RuleException("name", $"An authorization server has at most {Most} scopes");
            return await servers.Add(writing, server.OrgId, server.Id, scope);
        });

    /// <exception cref="RuleException">Another one of the server has this name, or this one is gone.</exception>
    public Task<ScopeDefinition> Replace(Doing doing, AuthorizationServer server, ScopeDraft draft) =>
        Written(doing, server, ServerEvents.ScopeUpdated, draft.Scope, (writing, scope) => Changed(writing, server, scope));

    /// <summary>Made of what it is by now: whoever asks may refuse it where somebody else was quicker. Null when it is gone.</summary>
    /// <exception cref="RuleException">It breaks a rule, or another one of the server has this name.</exception>
    public Task<ScopeDefinition?> Revise(Doing doing, AuthorizationServer server, string scopeId, Func<ScopeDefinition, ScopeDraft> revise) =>
        writes.Write(doing, ServerEvents.ScopeUpdated, async writing =>
        {
            var stored = await writing.ChangeReturning<string>(
                "update scopes set name = name where id = @scopeId and org_id = @OrgId and server_id = @Id returning document",
                new { scopeId, server.OrgId, server.Id });
            if (stored is null) return null;
            var scope = revise(JsonSerializer.Deserialize<ScopeDefinition>(stored, AuthorizationServers.Stored)!).Scope;
            return await Changed(writing, server, scope) ? scope : throw RuleException.Taken("name");
        }, scope => [scope.Party, server.Party]);

    /// <summary>No rule and no claim names it from then on.</summary>
    /// <exception cref="BuiltInException">Every server has it.</exception>
    /// <exception cref="RuleException">A rule or a claim is for it alone.</exception>
    public Task Delete(Doing doing, AuthorizationServer server, ScopeDefinition scope)
    {
        if (scope.System) throw new BuiltInException("A system scope cannot be deleted.");
        return writes.Write(doing, ServerEvents.ScopeDeleted, async writing =>
        {
            AuthorizationServers.Announce(writing, server.OrgId, server.Id);
            await NamesInAccess.Forget(writing, server, scope);
            return await writing.Changed("delete from scopes where id = @Id and org_id = @OrgId", new { scope.Id, server.OrgId });
        }, scope.Party, server.Party);
    }

    /// <summary>The rules and claims that name it go on doing so.</summary>
    private static async Task<bool> Changed(Writing writing, AuthorizationServer server, ScopeDefinition scope)
    {
        AuthorizationServers.Announce(writing, server.OrgId, server.Id);
        var document = JsonSerializer.Serialize(scope, AuthorizationServers.Stored);
        var args = new { scope.Id, scope.Name, document, server.OrgId, serverId = server.Id };
        var before = await writing.ChangeReturning<string>(
            "update scopes set name = name where id = @Id and org_id = @OrgId and server_id = @serverId returning name", args);
        if (before is null || !await writing.Changed("""
            update scopes set name = @Name, document = @document where id = @Id and org_id = @OrgId and server_id = @serverId
              and not exists (select 1 from scopes other where other.org_id = @OrgId and other.server_id = @serverId
                and other.name = @Name and other.id <> @Id)
            """, args)) return false;
        if (before != scope.Name) await NamesInAccess.Rename(writing, server, before, scope.Name);
        return true;
    }

    private async Task<ScopeDefinition> Written(
        Doing doing, AuthorizationServer server, LogEntry entry, ScopeDefinition scope, Func<Writing, ScopeDefinition, Task<bool>> write) =>
        await writes.Write(doing, entry, writing => write(writing, scope), scope.Party, server.Party) ? scope : throw RuleException.Taken("name");
}
