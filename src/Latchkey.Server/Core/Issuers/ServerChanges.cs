using System.Text.Json;
using Latchkey.Server.Core.Keys;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Issuers;

/// <summary>Changes authorization servers, their scopes and their claims. Contract §3.4.</summary>
public sealed class ServerChanges(KeyRing keys, TimeProvider clock)
{
    /// <summary>False when it is gone.</summary>
    public async Task<bool> Change(Writing writing, AuthorizationServer server, ServerDraft draft)
    {
        AuthorizationServers.Announce(writing, server.OrgId, server.Id);
        return await writing.Changed("""
            update authorization_servers set name = @Name, description = @Description, audience = @Audience, issuer_mode = @IssuerMode,
              signing_algorithm = @SigningAlgorithm, rotation_mode = @RotationMode, updated_at = @now where org_id = @OrgId and id = @Id
            """, new { draft.Name, draft.Description, draft.Audience, draft.IssuerMode, draft.SigningAlgorithm, draft.RotationMode, server.OrgId, server.Id, now = clock.Now });
    }

    /// <summary>False when it was so already.</summary>
    public async Task<bool> SetActive(Writing writing, AuthorizationServer server, bool active)
    {
        AuthorizationServers.Announce(writing, server.OrgId, server.Id);
        return await writing.Changed("update authorization_servers set status = @status, updated_at = @now where org_id = @OrgId and id = @Id and status <> @status",
            new { server.OrgId, server.Id, status = active ? "ACTIVE" : "INACTIVE", now = clock.Now });
    }

    /// <summary>Also its scopes, claims, policies and keys; what apps hold of it is worth nothing without it. The one that every org starts with stays.</summary>
    public async Task<bool> Delete(Writing writing, AuthorizationServer server)
    {
        if (server.Id == AuthorizationServers.DefaultId) return false;
        AuthorizationServers.Announce(writing, server.OrgId, server.Id);
        await keys.DeleteAllOf(writing, server.OrgId, server.Id);
        return await writing.Changed("delete from authorization_servers where org_id = @OrgId and id = @Id", new { server.OrgId, server.Id });
    }

    /// <summary>From now on the one takes the other's tokens in exchange. False when it was so already.</summary>
    public Task<bool> Trust(Writing writing, AuthorizationServer server, AuthorizationServer trusted)
    {
        AuthorizationServers.Announce(writing, server.OrgId, server.Id);
        return writing.Changed("insert into trusted_servers (org_id, server_id, trusted_id, created_at) values (@OrgId, @Id, @trusted, @now) on conflict do nothing",
            new { server.OrgId, server.Id, trusted = trusted.Id, now = clock.Now });
    }

    public Task<bool> Distrust(Writing writing, AuthorizationServer server, string trustedId)
    {
        AuthorizationServers.Announce(writing, server.OrgId, server.Id);
        return writing.Changed("delete from trusted_servers where org_id = @OrgId and server_id = @Id and trusted_id = @trustedId", new { server.OrgId, server.Id, trustedId });
    }

    /// <summary>False when the other scope of this name is another one, or this one is gone.</summary>
    public async Task<bool> Change(Writing writing, AuthorizationServer server, ScopeDefinition scope)
    {
        AuthorizationServers.Announce(writing, server.OrgId, server.Id);
        return await writing.Changed("""
            update scopes set name = @Name, document = @document where id = @Id and org_id = @OrgId and server_id = @serverId
              and not exists (select 1 from scopes other where other.org_id = @OrgId and other.server_id = @serverId and other.name = @Name and other.id <> @Id)
            """, new { scope.Id, scope.Name, document = JsonSerializer.Serialize(scope, AuthorizationServers.Stored), server.OrgId, serverId = server.Id });
    }

    public async Task<bool> Delete(Writing writing, AuthorizationServer server, ScopeDefinition scope)
    {
        AuthorizationServers.Announce(writing, server.OrgId, server.Id);
        return await writing.Changed("delete from scopes where id = @Id and org_id = @OrgId", new { scope.Id, server.OrgId });
    }

    /// <summary>False when the other claim of this name is another one, or this one is gone.</summary>
    public async Task<bool> Change(Writing writing, AuthorizationServer server, ClaimDefinition claim)
    {
        AuthorizationServers.Announce(writing, server.OrgId, server.Id);
        return await writing.Changed("""
            update claims set name = @Name, claim_type = @ClaimType, document = @document where id = @Id and org_id = @OrgId and server_id = @serverId
              and not exists (select 1 from claims other where other.org_id = @OrgId and other.server_id = @serverId and other.name = @Name and other.claim_type = @ClaimType and other.id <> @Id)
            """, new { claim.Id, claim.Name, claim.ClaimType, document = JsonSerializer.Serialize(claim, AuthorizationServers.Stored), server.OrgId, serverId = server.Id });
    }

    public async Task<bool> Delete(Writing writing, AuthorizationServer server, ClaimDefinition claim)
    {
        AuthorizationServers.Announce(writing, server.OrgId, server.Id);
        return await writing.Changed("delete from claims where id = @Id and org_id = @OrgId", new { claim.Id, server.OrgId });
    }
}
