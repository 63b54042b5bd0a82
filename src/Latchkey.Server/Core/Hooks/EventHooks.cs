using System.Text.Json;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Hooks;

/// <summary>The event hooks of all orgs.</summary>
internal sealed class EventHooks(Database db, Seal seal, Turns turns, TimeProvider clock)
{
    /// <summary>As many as an org may have: all of them are read at once.</summary>
    public const int Most = 25;

    public const string ChangeKind = "event-hooks";

    private const string Purpose = "event-hook";

    public static readonly SealedColumn Sealed = new(Purpose, "event_hooks", "id", "sealed_secret");

    public async Task<IReadOnlyList<EventHook>> All(string orgId, CancellationToken ct) =>
        [.. (await db.Many<EventHookRow>($"select {EventHookRow.Columns} from event_hooks where org_id = @orgId order by id", new { orgId }, ct))
            .Select(row => row.ToHook())];

    public async Task<EventHook?> Find(string orgId, string id, CancellationToken ct) =>
        (await db.One<EventHookRow>($"select {EventHookRow.Columns} from event_hooks where org_id = @orgId and id = @id", new { orgId, id }, ct))?.ToHook();

    /// <summary>Ready to be called.</summary>
    /// <exception cref="InvalidOperationException">Its secret was sealed under another master key.</exception>
    public HookTarget Target(EventHook hook) =>
        new(hook.OrgId, hook.Id, hook.Channel, hook.SealedSecret is { } closed ? new Secret(seal.Open(Purpose, closed, hook.Id)) : null, hook.UpdatedAt);

    /// <summary>Null when another hook of the org has the name, or the org has as many as it may have.</summary>
    public async Task<EventHook?> Create(Writing writing, string orgId, EventHookDraft draft, LogParty by)
    {
        await HookRules.TakeTurn(turns, writing, orgId);
        return Announced(writing, await writing.ChangeReturning<EventHookRow>($"""
            insert into event_hooks
              (id, org_id, name, name_key, description, status, verified, events, channel, sealed_secret, created_at, created_by, updated_at)
            select @id, @orgId, @Name, @key, @Description, 'ACTIVE', 0, @events, @channel, @secret, @now, @by, @now
            where (select count(*) from event_hooks where org_id = @orgId) < @Most
            on conflict do nothing
            returning {EventHookRow.Columns}
            """, Args(Ids.New(Ids.EventHook), orgId, draft, by.Id)));
    }

    /// <summary>As it is, until this commit is over. Null when it is gone.</summary>
    public async Task<EventHook?> Hold(Writing writing, EventHook existing)
    {
        await HookRules.TakeTurn(turns, writing, existing.OrgId);
        return (await writing.One<EventHookRow>($"select {EventHookRow.Columns} from event_hooks where id = @Id", new { existing.Id }))?.ToHook();
    }

    /// <summary>Null when another hook of the org has the name, or this one is gone. Somewhere else it has to be verified again.</summary>
    public async Task<EventHook?> Change(Writing writing, EventHook existing, EventHookDraft draft)
    {
        await HookRules.TakeTurn(turns, writing, existing.OrgId);
        return Announced(writing, await writing.ChangeReturning<EventHookRow>($"""
            update event_hooks set name = @Name, name_key = @key, description = @Description, events = @events, channel = @channel, updated_at = @now,
              verified = case when channel = @channel then verified else 0 end, sealed_secret = case when @keeps = 1 then sealed_secret else @secret end
            where id = @id and not exists (select 1 from event_hooks other where other.org_id = @orgId and other.name_key = @key and other.id <> @id)
            returning {EventHookRow.Columns}
            """, Args(existing.Id, existing.OrgId, draft, existing.CreatedBy)));
    }

    /// <summary>Null when it is gone, or elsewhere by now.</summary>
    public async Task<EventHook?> SetVerified(Writing writing, EventHook existing) => Announced(writing, await writing.ChangeReturning<EventHookRow>($"""
        update event_hooks set verified = 1, updated_at = @now where id = @Id and channel = @channel returning {EventHookRow.Columns}
        """, new { existing.Id, channel = JsonSerializer.Serialize(existing.Channel), now = clock.Now }));

    /// <summary>Null when it is gone.</summary>
    public async Task<EventHook?> SetActive(Writing writing, EventHook existing, bool active) => Announced(writing,
        await writing.ChangeReturning<EventHookRow>(
            $"update event_hooks set status = @status, updated_at = @now where id = @Id returning {EventHookRow.Columns}",
            new { existing.Id, status = HookRules.StatusOf(active), now = clock.Now }));

    /// <summary>False while it is active, or when it is gone.</summary>
    public Task<bool> Delete(Writing writing, EventHook existing)
    {
        writing.Announce(ChangeKind, existing.OrgId);
        return writing.Changed("delete from event_hooks where id = @Id and status = 'INACTIVE'", new { existing.Id });
    }

    private static EventHook? Announced(Writing writing, EventHookRow? row)
    {
        if (row is not null) writing.Announce(ChangeKind, row.OrgId);
        return row?.ToHook();
    }

    private object Args(string id, string orgId, EventHookDraft draft, string by) => new
    {
        id,
        orgId,
        draft.Name,
        key = Identifiers.Canonical(draft.Name),
        draft.Description,
        events = JsonSerializer.Serialize(draft.Events),
        channel = JsonSerializer.Serialize(draft.Channel.Channel),
        secret = draft.Channel.Secret is { } secret ? seal.Close(Purpose, secret.Value, id) : null,
        keeps = draft.Channel.KeepsSecret ? 1 : 0,
        by,
        now = clock.Now,
        Most,
    };
}
