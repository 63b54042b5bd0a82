using Latchkey.Server.Core.Keys;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Issuers;

/// <summary>Changes the authorization servers of an org, and which trusts which: each is one commit with its lines in the log. Contract §3.4.</summary>
internal sealed class ServerChanges(Database db, LoggedWrites writes, AuthorizationServers servers, KeyRing keys, SystemLog log, TimeProvider clock)
{
    /// <returns>Its id.</returns>
    public async Task<string> Create(Doing doing, ServerDraft draft)
    {
        var id = Ids.New(Ids.AuthorizationServer);
        await db.Write(async writing =>
        {
            await servers.Create(writing, doing.Org.Id, id, draft, clock.Now);
            await log.Record(writing, doing, ServerEvents.Created, Party(id, draft.Name));
        }, doing.Aborted);
        return id;
    }

    /// <summary>Nothing happens when it is gone.</summary>
    public Task Replace(Doing doing, AuthorizationServer server, ServerDraft draft) =>
        Write(doing, server, ServerEvents.Updated, writing => Changed(writing, server, draft));

    /// <summary>Made of what it is by now: whoever asks may refuse it where somebody else was quicker. False when it is gone.</summary>
    /// <exception cref="RuleException">It breaks a rule.</exception>
    public Task<bool> Revise(Doing doing, AuthorizationServer server, Func<AuthorizationServer, ServerDraft> revise) =>
        Write(doing, server, ServerEvents.Updated, async writing =>
        {
            var held = await writing.ChangeReturning<Held>("""
                update authorization_servers set updated_at = updated_at where org_id = @OrgId and id = @Id
                returning name, description, audience, issuer_mode, signing_algorithm, rotation_mode
                """, new { server.OrgId, server.Id });
            return held is not null && await Changed(writing, server, revise(held.Over(server)));
        });

    /// <summary>Nothing happens when it was so already.</summary>
    public Task SetActive(Doing doing, AuthorizationServer server, bool active) =>
        Write(doing, server, active ? ServerEvents.Activated : ServerEvents.Deactivated, writing => writing.Changed(
            "update authorization_servers set status = @status, updated_at = @now where org_id = @OrgId and id = @Id and status <> @status",
            new { server.OrgId, server.Id, status = active ? "ACTIVE" : "INACTIVE", now = clock.Now }));

    /// <summary>Also its scopes, claims, policies and keys; what apps hold of it is worth nothing without it.</summary>
    /// <exception cref="BuiltInException">The one that every org starts with stays.</exception>
    public Task Delete(Doing doing, AuthorizationServer server)
    {
        if (server.Id == AuthorizationServers.DefaultId) throw new BuiltInException("The default authorization server cannot be deleted.");
        return Write(doing, server, ServerEvents.Deleted, async writing =>
        {
            await keys.DeleteAllOf(writing, server.OrgId, server.Id);
            return await writing.Changed("delete from authorization_servers where org_id = @OrgId and id = @Id", new { server.OrgId, server.Id });
        });
    }

    /// <summary>From now on it takes the others' tokens in exchange; nothing happens with one that it trusts already.</summary>
    public Task Trust(Doing doing, AuthorizationServer server, IEnumerable<AuthorizationServer> trusted) => db.Write(async writing =>
    {
        AuthorizationServers.Announce(writing, server.OrgId, server.Id);
        foreach (var other in trusted)
        {
            if (await writing.Changed("""
                insert into trusted_servers (org_id, server_id, trusted_id, created_at) values (@OrgId, @Id, @trusted, @now) on conflict do nothing
                """, new { server.OrgId, server.Id, trusted = other.Id, now = clock.Now }))
                await log.Record(writing, doing, ServerEvents.Updated, server.Party, other.Party);
        }
    }, doing.Aborted);

    /// <summary>False when it did not trust it.</summary>
    public Task<bool> Distrust(Doing doing, AuthorizationServer server, string trustedId) => Write(doing, server, ServerEvents.Updated, writing =>
        writing.Changed("delete from trusted_servers where org_id = @OrgId and server_id = @Id and trusted_id = @trustedId",
            new { server.OrgId, server.Id, trustedId }), Party(trustedId, null));

    private Task<bool> Write(Doing doing, AuthorizationServer server, LogEntry entry, Func<Writing, Task<bool>> write, params IReadOnlyList<LogParty> others) =>
        writes.Write(doing, entry, writing =>
        {
            AuthorizationServers.Announce(writing, server.OrgId, server.Id);
            return write(writing);
        }, [server.Party, .. others]);

    private static LogParty Party(string id, string? name) => new(id, "AuthorizationServer", null, name);

    private Task<bool> Changed(Writing writing, AuthorizationServer server, ServerDraft draft)
    {
        var (orgId, id, now) = (server.OrgId, server.Id, clock.Now);
        return writing.Changed("""
            update authorization_servers set name = @Name, description = @Description, audience = @Audience, issuer_mode = @IssuerMode,
              signing_algorithm = @SigningAlgorithm, rotation_mode = @RotationMode, updated_at = @now where org_id = @orgId and id = @id
            """, new { draft.Name, draft.Description, draft.Audience, draft.IssuerMode, draft.SigningAlgorithm, draft.RotationMode, orgId, id, now });
    }

    private sealed record Held(string Name, string Description, string Audience, string IssuerMode, string SigningAlgorithm, string RotationMode)
    {
        /// <summary>A server as it is by now.</summary>
        public AuthorizationServer Over(AuthorizationServer server) => server with
        {
            Name = Name,
            Description = Description,
            Audience = Audience,
            IssuerMode = IssuerMode,
            SigningAlgorithm = SigningAlgorithm,
            RotationMode = RotationMode,
        };
    }
}
