using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;
using Microsoft.IdentityModel.Tokens;

namespace Latchkey.Server.Core.Hooks;

/// <summary>The hook keys of all orgs.</summary>
internal sealed class HookKeys(Database db, Seal seal, Turns turns, TimeProvider clock)
{
    /// <summary>As many as an org may have: all of them are read at once.</summary>
    public const int Most = 50;

    private const string Purpose = "hook-key";
    private const string Used = "case when exists (select 1 from inline_hooks where inline_hooks.hook_key_id = hook_keys.id) then 1 else 0 end as used";
    private const string Columns = $"id, org_id, name, kid, public_jwk, created_at, updated_at, {Used}";

    public static readonly SealedColumn Sealed = new(Purpose, "hook_keys", "kid", "sealed_private_key");

    public Task<IReadOnlyList<HookKey>> All(string orgId, CancellationToken ct) =>
        db.Many<HookKey>($"select {Columns} from hook_keys where org_id = @orgId order by id", new { orgId }, ct);

    public Task<HookKey?> Find(string orgId, string id, CancellationToken ct) =>
        db.One<HookKey>($"select {Columns} from hook_keys where org_id = @orgId and id = @id", new { orgId, id }, ct);

    /// <summary>By the name that it has in a JWKS.</summary>
    public Task<HookKey?> FindByKid(string orgId, string kid, CancellationToken ct) =>
        db.One<HookKey>($"select {Columns} from hook_keys where org_id = @orgId and kid = @kid", new { orgId, kid }, ct);

    /// <summary>Ready to sign; null when it is gone.</summary>
    /// <exception cref="InvalidOperationException">It was sealed under another master key.</exception>
    public async Task<SigningKey?> Signer(string orgId, string id, CancellationToken ct)
    {
        if (await Find(orgId, id, ct) is not { } key) return null;
        var closed = await db.One<string>("select sealed_private_key from hook_keys where id = @id", new { id }, ct);
        return closed is null ? null : SigningKey.Load(new SigningKeyRow
        {
            Kid = key.Kid, OrgId = orgId, ServerId = "", Algorithm = SecurityAlgorithms.RsaSha256, Status = KeyStatus.Active, PublicJwk = key.PublicJwk,
            SealedPrivateKey = closed, CreatedAt = key.CreatedAt,
        }, seal.Open(Purpose, closed, key.Kid));
    }

    /// <summary>Null when another key of the org has the name, or the org has as many as it may have.</summary>
    public async Task<HookKey?> Create(Writing writing, string orgId, HookKeyDraft draft, (string Kid, string PublicJwk, string PrivateJwk) pair)
    {
        await HookRules.TakeTurn(turns, writing, orgId);
        return await writing.ChangeReturning<HookKey>("""
            insert into hook_keys (id, org_id, name, name_key, kid, public_jwk, sealed_private_key, created_at, updated_at)
            select @id, @orgId, @Name, @key, @Kid, @PublicJwk, @closed, @now, @now where (select count(*) from hook_keys where org_id = @orgId) < @Most
            on conflict do nothing
            returning id, org_id, name, kid, public_jwk, created_at, updated_at, 0 as used
            """, new
        {
            id = Ids.New(Ids.HookKey),
            orgId,
            draft.Name,
            key = Identifiers.Canonical(draft.Name),
            pair.Kid,
            pair.PublicJwk,
            closed = seal.Close(Purpose, pair.PrivateJwk, pair.Kid),
            now = clock.Now,
            Most,
        });
    }

    /// <summary>Null when another key of the org has the name, or this one is gone.</summary>
    public async Task<HookKey?> Rename(Writing writing, HookKey existing, HookKeyDraft draft)
    {
        await HookRules.TakeTurn(turns, writing, existing.OrgId);
        return await writing.ChangeReturning<HookKey>($"""
            update hook_keys set name = @Name, name_key = @key, updated_at = @now
            where id = @Id and not exists (select 1 from hook_keys other where other.org_id = @OrgId and other.name_key = @key and other.id <> @Id)
            returning {Columns}
            """, new { existing.Id, existing.OrgId, draft.Name, key = Identifiers.Canonical(draft.Name), now = clock.Now });
    }

    /// <summary>False while a hook names it, or when it is gone.</summary>
    public async Task<bool> Delete(Writing writing, HookKey existing)
    {
        await HookRules.TakeTurn(turns, writing, existing.OrgId);
        return await writing.Changed("delete from hook_keys where id = @Id and not exists (select 1 from inline_hooks where hook_key_id = @Id)",
            new { existing.Id });
    }
}
