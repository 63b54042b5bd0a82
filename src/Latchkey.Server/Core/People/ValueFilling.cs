using Latchkey.Server.Ground.Outbox;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.People;

/// <summary>
/// Files the values of people who were there before every attribute was among them, once for each org; a migration asked for it. Until it has been done,
/// people are not looked for by what may lack some.
/// </summary>
internal sealed class ValueFilling(Database db) : ICourier
{
    private const int Batch = 200;

    private static readonly OutboxKind Fills = new("value-fill")
    {
        Kept = TimeSpan.MaxValue, Lease = TimeSpan.FromMinutes(10), FirstWait = TimeSpan.FromSeconds(5), LongestWait = TimeSpan.FromMinutes(5),
    };

    public OutboxKind Kind => Fills;

    /// <summary>Whether the values of all people of an org are there.</summary>
    public static async Task<bool> IsDone(Database db, string orgId, CancellationToken ct) =>
        await db.One<string>("select reached from value_fills where org_id = @orgId", new { orgId }, ct) is null;

    public async Task<DeliveryOutcome> Deliver(ClaimedItem item, CancellationToken ct)
    {
        while (await db.Write(writing => Some(writing, item.OrgId), ct)) ct.ThrowIfCancellationRequested();
        return DeliveryOutcome.Moot;
    }

    /// <summary>Whether there are more.</summary>
    private static async Task<bool> Some(Writing writing, string orgId)
    {
        if (await writing.One<string>("select reached from value_fills where org_id = @orgId", new { orgId }) is not { } reached) return false;
        var (people, last) = await UserList.Held(writing, orgId, reached, Batch);
        foreach (var user in people) await UserValues.Store(writing, orgId, user.Id, user.Profile, isNew: false);
        await writing.Change(last is not null ? "update value_fills set reached = @last where org_id = @orgId"
            : "delete from value_fills where org_id = @orgId", new { orgId, last = last ?? "" });
        return last is not null;
    }
}
