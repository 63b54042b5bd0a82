using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.AdminNotices;

/// <summary>Who wants to be told of what: a person by their id, a role by its type or id. What a person said counts before what their roles did.</summary>
internal sealed class Subscriptions(Database db, TimeProvider clock)
{
    /// <summary>What one subscriber said, by type.</summary>
    public async Task<IReadOnlyDictionary<string, bool>> Of(string orgId, string subscriber, CancellationToken ct) =>
        (await db.Many<Row>("select subscriber, type, subscribed from subscriptions where org_id = @orgId and subscriber = @subscriber",
            new { orgId, subscriber }, ct)).ToDictionary(row => row.Type, row => row.Subscribed, StringComparer.Ordinal);

    /// <summary>What was said of one type, by subscriber.</summary>
    public async Task<IReadOnlyDictionary<string, bool>> OfType(string orgId, NotificationType type, CancellationToken ct) =>
        (await db.Many<Row>("select subscriber, type, subscribed from subscriptions where org_id = @orgId and type = @Name limit 5000",
            new { orgId, type.Name }, ct)).ToDictionary(row => row.Subscriber, row => row.Subscribed, StringComparer.Ordinal);

    /// <summary>Whether anybody wants to be told.</summary>
    public static async Task<bool> Any(Writing writing, string orgId, NotificationType type) => await writing.One<string>(
        "select subscriber from subscriptions where org_id = @orgId and type = @Name and subscribed = 1 limit 1", new { orgId, type.Name }) is not null;

    /// <summary>False when it was so already.</summary>
    public Task<bool> Set(Writing writing, Org org, string subscriber, NotificationType type, bool subscribed) => writing.Changed("""
        insert into subscriptions (org_id, subscriber, type, subscribed, updated_at) values (@orgId, @subscriber, @Name, @subscribed, @now)
        on conflict (org_id, subscriber, type) do update set subscribed = excluded.subscribed, updated_at = excluded.updated_at
        where subscriptions.subscribed <> excluded.subscribed
        """, new { orgId = org.Id, subscriber, type.Name, subscribed = subscribed ? 1L : 0L, now = clock.Now });

    /// <summary>Who is in these groups, by id.</summary>
    public Task<IReadOnlyList<string>> MembersOf(IReadOnlyList<string> groupIds, int most, CancellationToken ct) => db.Many<string>(
        "select distinct user_id from group_members where group_id in @groupIds order by user_id limit @most", new { groupIds = groupIds.ToArray(), most }, ct);

    private sealed record Row(string Subscriber, string Type, bool Subscribed);
}
