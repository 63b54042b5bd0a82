using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Ground.Outbox;

/// <summary>
/// What is to leave the server. An item is written in the same commit as what caused it, so neither exists without the other; an
/// <see cref="ICourier"/> delivers it afterwards, at least once. Who claims an item has it alone until its lease is over.
/// </summary>
internal sealed class OutboxItems(Database db, Seal seal, TimeProvider clock)
{
    /// <summary>How long what was given up can still be looked at.</summary>
    public static readonly TimeSpan DeadKept = TimeSpan.FromDays(7);

    /// <summary>What waited until it was of no use is deleted a little later, so that its courier can say so first.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    private const int AtATime = 50;

    public async Task Queue(Writing writing, OutboxKind kind, params IReadOnlyList<OutboxItem> items)
    {
        if (items.Count == 0) return;
        var now = clock.Now;
        foreach (var item in items)
        {
            await writing.Change("""
                insert into outbox (id, kind, org_id, recipient, in_order, payload, created_at, due_at, expires_at)
                values (@Id, @Name, @OrgId, @Recipient, @InOrder, @payload, @now, @now, @expires)
                on conflict (id) do nothing
                """, new
            {
                item.Id,
                kind.Name,
                item.OrgId,
                item.Recipient,
                kind.InOrder,
                payload = kind.Sealed ? seal.Close(kind.Name, item.Payload, item.Id) : item.Payload,
                now,
                expires = now + (item.Kept ?? kind.Kept)
            });
        }
        writing.Announce(kind.Name, items.Count == 1 ? items[0].Id : Changes.Everything);
    }

    /// <summary>What is due, oldest first. Of what goes in order, the first of each recipient.</summary>
    public Task<IReadOnlyList<DueItem>> Due(OutboxKind kind, CancellationToken ct) => db.Many<DueItem>("""
        select id, due_at, attempts from outbox where kind = @Name and due_at <= @now and (in_order = 0 or not exists (
          select 1 from outbox earlier where earlier.in_order = 1 and earlier.kind = outbox.kind and earlier.recipient = outbox.recipient
            and earlier.seq < outbox.seq and earlier.due_at is not null))
        order by due_at limit @AtATime
        """, new { kind.Name, now = clock.Now, AtATime }, ct);

    /// <summary>Takes an item to deliver it; null when another process has it.</summary>
    /// <exception cref="InvalidOperationException">It was sealed under another master key. It stays, and is due again when the lease is over.</exception>
    public async Task<ClaimedItem?> TryClaim(OutboxKind kind, DueItem due, CancellationToken ct)
    {
        var claimed = await db.ChangeReturning<ClaimedItem>("""
            update outbox set attempts = attempts + 1, due_at = @until where id = @Id and due_at = @DueAt and attempts = @Attempts
            returning id, org_id, recipient, payload, attempts, last_problem, created_at, expires_at
            """, new { due.Id, due.DueAt, due.Attempts, until = clock.Now + kind.Lease }, ct);
        return claimed is null || !kind.Sealed ? claimed : claimed with { Payload = seal.Open(kind.Name, claimed.Payload, claimed.Id) };
    }

    /// <summary>It arrived, whoever else may think to have it now.</summary>
    /// <returns>Whether nobody had said so before.</returns>
    public Task<bool> Delivered(ClaimedItem item, bool keep, CancellationToken ct) => keep
        ? db.Changed("update outbox set due_at = null, delivered_at = @now, last_problem = null where id = @Id and due_at is not null",
            new { item.Id, now = clock.Now }, ct)
        : db.Changed("delete from outbox where id = @Id and due_at is not null", new { item.Id }, ct);

    /// <summary>Again later, each time after twice as long, and once more when it is about to be of no use. Not when another process has it by now.</summary>
    public Task<bool> Postpone(OutboxKind kind, ClaimedItem item, string problem, CancellationToken ct)
    {
        var wait = kind.WaitAfter(item.Attempts);
        return db.Changed("update outbox set due_at = @at, last_problem = @problem where id = @Id and attempts = @Attempts and due_at is not null",
            new { item.Id, item.Attempts, at = wait < item.ExpiresAt - clock.Now ? clock.Now + wait : item.ExpiresAt, problem }, ct);
    }

    /// <summary>It never will arrive. It stays with its reason for as long as somebody may ask.</summary>
    /// <returns>Whether it still was this process's to give up.</returns>
    public Task<bool> GiveUp(ClaimedItem item, string problem, CancellationToken ct) => db.Changed("""
        update outbox set due_at = null, last_problem = @problem, expires_at = @until where id = @Id and attempts = @Attempts and due_at is not null
        """, new { item.Id, item.Attempts, problem, until = clock.Now + DeadKept }, ct);

    /// <summary>What was given up, the longest first; for kinds that go in order.</summary>
    /// <param name="kind">Of what.</param>
    /// <param name="recipient">For whom.</param>
    /// <param name="after">Beyond this place; 0 is the beginning.</param>
    /// <param name="most">So many at most.</param>
    /// <param name="ct">Ends the wait.</param>
    public Task<IReadOnlyList<DeadItem>> Dead(OutboxKind kind, string recipient, long after, int most, CancellationToken ct) => db.Many<DeadItem>("""
        select seq, id, payload, attempts, last_problem, created_at, expires_at from outbox
        where in_order = 1 and kind = @Name and recipient = @recipient and seq > @after and due_at is null and delivered_at is null order by seq limit @most
        """, new { kind.Name, recipient, after, most }, ct);

    /// <summary>What was given up is due again, in the order in which it was queued: one item, or all of a recipient's.</summary>
    /// <param name="writing">The commit.</param>
    /// <param name="kind">Of what; it goes in order.</param>
    /// <param name="recipient">For whom.</param>
    /// <param name="id">Of the item; null: every one.</param>
    /// <returns>How many they are.</returns>
    public Task<int> Revive(Writing writing, OutboxKind kind, string recipient, string? id)
    {
        var now = clock.Now;
        writing.Announce(kind.Name, id ?? Changes.Everything);
        return writing.Change("""
            update outbox set due_at = @now, attempts = 0, expires_at = @expires
            where in_order = 1 and kind = @Name and recipient = @recipient and due_at is null and delivered_at is null and (@any = 1 or id = @only)
            """, new { kind.Name, recipient, now, expires = now + kind.Kept, any = id is null ? 1 : 0, only = id ?? "" });
    }

    public Task<int> DeleteExpired(CancellationToken ct) => db.Change(
        "delete from outbox where seq in (select seq from outbox where expires_at < @before limit @batch)",
        new { before = clock.Now - Grace, batch = Cleanup.Batch }, ct);
}
