using System.Text.Json;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Hooks;

/// <summary>The inline hooks of all orgs.</summary>
internal sealed class InlineHooks(Database db, Seal seal, Turns turns, TimeProvider clock)
{
    /// <summary>As many as an org may have: all of them are read at once.</summary>
    public const int Most = 100;

    private const string Purpose = "inline-hook";
    private const string KeyIsThere = "(@hookKeyId is null or exists (select 1 from hook_keys where org_id = @orgId and hook_keys.id = @hookKeyId))";

    public static readonly SealedColumn Sealed = new(Purpose, "inline_hooks", "id", "sealed_secret");

    public async Task<IReadOnlyList<InlineHook>> All(string orgId, CancellationToken ct) =>
        [.. (await db.Many<InlineHookRow>($"select {InlineHookRow.Columns} from inline_hooks where org_id = @orgId order by id", new { orgId }, ct))
            .Select(row => row.ToHook())];

    public async Task<InlineHook?> Find(string orgId, string id, CancellationToken ct) =>
        (await db.One<InlineHookRow>($"select {InlineHookRow.Columns} from inline_hooks where org_id = @orgId and id = @id", new { orgId, id }, ct))?.ToHook();

    /// <summary>Of the active ones of a type the first that was made; null: there is none.</summary>
    public async Task<InlineHook?> FirstOf(string orgId, string type, CancellationToken ct) => (await db.One<InlineHookRow>($"""
        select {InlineHookRow.Columns} from inline_hooks where org_id = @orgId and type = @type and status = 'ACTIVE' order by created_at, id limit 1
        """, new { orgId, type }, ct))?.ToHook();

    /// <summary>What it is called with; null where it has none.</summary>
    /// <exception cref="InvalidOperationException">It was sealed under another master key.</exception>
    public Secret? SecretOf(InlineHook hook) => hook.SealedSecret is { } closed ? new(seal.Open(Purpose, closed, hook.Id)) : null;

    /// <summary>Null when another hook of the org has the name, the key it names is gone, or the org has as many as it may have.</summary>
    public async Task<InlineHook?> Create(Writing writing, string orgId, InlineHookDraft draft)
    {
        await HookRules.TakeTurn(turns, writing, orgId);
        var id = Ids.New(Ids.InlineHook);
        return (await writing.ChangeReturning<InlineHookRow>($"""
            insert into inline_hooks (id, org_id, name, name_key, type, version, status, channel, sealed_secret, hook_key_id, created_at, updated_at)
            select @id, @orgId, @Name, @key, @Type, @Version, 'ACTIVE', @channel, @secret, @hookKeyId, @now, @now
            where (select count(*) from inline_hooks where org_id = @orgId) < @Most and {KeyIsThere}
            on conflict do nothing
            returning {InlineHookRow.Columns}
            """, Args(id, orgId, draft)))?.ToHook();
    }

    /// <summary>As it is, until this commit is over. Null when it is gone.</summary>
    public async Task<InlineHook?> Hold(Writing writing, InlineHook existing)
    {
        await HookRules.TakeTurn(turns, writing, existing.OrgId);
        return (await writing.One<InlineHookRow>($"select {InlineHookRow.Columns} from inline_hooks where id = @Id", new { existing.Id }))?.ToHook();
    }

    /// <summary>Null when another hook of the org has the name, or this one or the key it names is gone.</summary>
    public async Task<InlineHook?> Change(Writing writing, InlineHook existing, InlineHookDraft draft)
    {
        await HookRules.TakeTurn(turns, writing, existing.OrgId);
        return (await writing.ChangeReturning<InlineHookRow>($"""
            update inline_hooks set name = @Name, name_key = @key, version = @Version, channel = @channel, hook_key_id = @hookKeyId, updated_at = @now,
              sealed_secret = case when @keeps = 1 then sealed_secret else @secret end
            where id = @id and not exists (select 1 from inline_hooks other where other.org_id = @orgId and other.name_key = @key and other.id <> @id)
              and {KeyIsThere}
            returning {InlineHookRow.Columns}
            """, Args(existing.Id, existing.OrgId, draft)))?.ToHook();
    }

    /// <summary>Null when it is gone.</summary>
    public async Task<InlineHook?> SetActive(Writing writing, InlineHook existing, bool active) =>
        (await writing.ChangeReturning<InlineHookRow>(
            $"update inline_hooks set status = @status, updated_at = @now where id = @Id returning {InlineHookRow.Columns}",
            new { existing.Id, status = HookRules.StatusOf(active), now = clock.Now }))?.ToHook();

    /// <summary>False while it is active or a rule names it, or when it is gone.</summary>
    public Task<bool> Delete(Writing writing, InlineHook existing) => writing.Changed("""
        delete from inline_hooks where id = @Id and status = 'INACTIVE' and not exists (
          select 1 from access_policies p join access_policy_rules r on r.policy_id = p.id where p.org_id = @OrgId and r.document like @named)
          and not exists (select 1 from org_policy_rules r where r.org_id = @OrgId and r.document like @named)
        """, new { existing.Id, existing.OrgId, named = $"%\"{existing.Id}\"%" });

    private object Args(string id, string orgId, InlineHookDraft draft) => new
    {
        id,
        orgId,
        draft.Name,
        key = Identifiers.Canonical(draft.Name),
        draft.Type,
        draft.Version,
        channel = JsonSerializer.Serialize(draft.Channel.Channel),
        secret = draft.Channel.Secret is { } secret ? seal.Close(Purpose, secret.Value, id) : null,
        keeps = draft.Channel.KeepsSecret ? 1 : 0,
        hookKeyId = draft.Channel.Channel.OAuth?.HookKeyId,
        now = clock.Now,
        Most,
    };
}
