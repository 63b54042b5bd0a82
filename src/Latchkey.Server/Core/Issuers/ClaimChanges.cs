using System.Text.Json;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Issuers;

/// <summary>Changes the claims of authorization servers: each is one commit with its line in the log, whichever face asks. Contract §3.4, Claim.</summary>
internal sealed class ClaimChanges(LoggedWrites writes, Turns turns, AuthorizationServers servers)
{
    /// <summary>Read whole with their server, so there is an end to them.</summary>
    private const int Most = 200;

    /// <exception cref="RuleException">The server has one of this name for this kind of token, or too many.</exception>
    public Task<ClaimDefinition> Create(Doing doing, AuthorizationServer server, ClaimDraft draft) =>
        Written(doing, server, ServerEvents.ClaimCreated, draft.Claim with { Id = Ids.New(Ids.Claim) }, async (writing, claim) =>
        {
            await turns.Take(writing, $"claims {server.OrgId} {server.Id}");
            if (await writing.One<long>("select count(*) from claims where org_id = @OrgId and server_id = @Id", new { server.OrgId, server.Id }) >= Most)
                throw new RuleException("name", $"An authorization server has at most {Most} claims");
            return await servers.Add(writing, server.OrgId, server.Id, claim);
        });

    /// <exception cref="RuleException">Another one of the server has this name for this kind of token, or this one is gone.</exception>
    public Task<ClaimDefinition> Replace(Doing doing, AuthorizationServer server, ClaimDraft draft) =>
        Written(doing, server, ServerEvents.ClaimUpdated, draft.Claim, (writing, claim) => Changed(writing, server, claim));

    /// <summary>Made of what it is by now: whoever asks may refuse it where somebody else was quicker. Null when it is gone.</summary>
    /// <exception cref="RuleException">It breaks a rule, or another one of the server has this name.</exception>
    public Task<ClaimDefinition?> Revise(Doing doing, AuthorizationServer server, string claimId, Func<ClaimDefinition, ClaimDraft> revise) =>
        writes.Write(doing, ServerEvents.ClaimUpdated, async writing =>
        {
            var stored = await writing.ChangeReturning<string>(
                "update claims set name = name where id = @claimId and org_id = @OrgId and server_id = @Id returning document",
                new { claimId, server.OrgId, server.Id });
            if (stored is null) return null;
            var claim = revise(JsonSerializer.Deserialize<ClaimDefinition>(stored, AuthorizationServers.Stored)!).Claim;
            return await Changed(writing, server, claim) ? claim : throw RuleException.Taken("name");
        }, claim => [claim.Party, server.Party]);

    /// <exception cref="BuiltInException">Every server has it.</exception>
    public Task Delete(Doing doing, AuthorizationServer server, ClaimDefinition claim)
    {
        if (claim.System) throw new BuiltInException("A system claim cannot be deleted.");
        return writes.Write(doing, ServerEvents.ClaimDeleted, writing =>
        {
            AuthorizationServers.Announce(writing, server.OrgId, server.Id);
            return writing.Changed("delete from claims where id = @Id and org_id = @OrgId", new { claim.Id, server.OrgId });
        }, claim.Party, server.Party);
    }

    private static Task<bool> Changed(Writing writing, AuthorizationServer server, ClaimDefinition claim)
    {
        AuthorizationServers.Announce(writing, server.OrgId, server.Id);
        var document = JsonSerializer.Serialize(claim, AuthorizationServers.Stored);
        return writing.Changed("""
            update claims set name = @Name, claim_type = @ClaimType, document = @document where id = @Id and org_id = @OrgId and server_id = @serverId
              and not exists (select 1 from claims other where other.org_id = @OrgId and other.server_id = @serverId
                and other.name = @Name and other.claim_type = @ClaimType and other.id <> @Id)
            """, new { claim.Id, claim.Name, claim.ClaimType, document, server.OrgId, serverId = server.Id });
    }

    private async Task<ClaimDefinition> Written(
        Doing doing, AuthorizationServer server, LogEntry entry, ClaimDefinition claim, Func<Writing, ClaimDefinition, Task<bool>> write) =>
        await writes.Write(doing, entry, writing => write(writing, claim), claim.Party, server.Party) ? claim : throw RuleException.Taken("name");
}
