using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Membership;

/// <summary>
/// Which groups a person is in and which apps they may use by name, as every token for them asks: read once, and kept until
/// somebody announces a change. Whoever is in so many that keeping them all would be dear is asked about one by one.
/// </summary>
internal sealed class Memberships : IDisposable
{
    /// <summary>
    /// Announced with the person's id by whatever changes what they are in, and with <see cref="Changes.Everything"/> where it concerns many.
    /// </summary>
    public const string Kind = "membership";

    private const int MostKept = 200;

    private readonly Database db;
    private readonly Cached<Membership> cached;

    public Memberships(Database db)
    {
        this.db = db;
        cached = new(db.Changes, [Kind], Load);
    }

    /// <summary>What the person is in, Everyone among it; null where that is too much to keep.</summary>
    public ValueTask<Membership?> Of(User user, CancellationToken ct) => cached.Get(user.Id, ct);

    /// <summary>Enough of the person's groups to tell which of these they are in.</summary>
    public async ValueTask<IReadOnlyCollection<string>> Among(IReadOnlySet<string> groupIds, User user, CancellationToken ct)
    {
        if (groupIds.Count == 0) return [];
        if (await Of(user, ct) is { } known) return known.GroupIds;
        return await db.Many<string>("""
            select group_id from group_members where user_id = @Id and group_id in @groupIds
            union all select id from groups where org_id = @OrgId and name_key = @everyone
            """, new { user.Id, user.OrgId, groupIds = groupIds.ToArray(), everyone = Groups.EveryoneKey }, ct);
    }

    /// <summary>Of these people of an org, those who are in one of the groups: asked at once, for a list of many.</summary>
    public async ValueTask<IReadOnlyList<string>> Within(IReadOnlySet<string> groupIds, string orgId, IReadOnlyList<string> userIds, CancellationToken ct) =>
        groupIds.Count == 0 || userIds.Count == 0 ? [] : await db.Many<string>("""
            select u.id from users u where u.org_id = @orgId and u.id in @userIds
              and (exists (select 1 from group_members m where m.user_id = u.id and m.group_id in @groupIds)
                or exists (select 1 from groups g where g.org_id = @orgId and g.name_key = @everyone and g.id in @groupIds))
            """, new { orgId, userIds = userIds.ToArray(), groupIds = groupIds.ToArray(), everyone = Groups.EveryoneKey }, ct);

    public void Dispose() => cached.Dispose();

    private async Task<Membership?> Load(string userId, CancellationToken ct)
    {
        var args = new { userId, everyone = Groups.EveryoneKey, most = MostKept + 1 };
        var groups = await db.Many<string>("""
            select g.id from users u join groups g on g.org_id = u.org_id and g.name_key = @everyone where u.id = @userId
            union all select group_id from (select group_id from group_members where user_id = @userId limit @most) own
            """, args, ct);
        var apps = await db.Many<string>("select app_id from app_users where user_id = @userId limit @most", args, ct);
        return groups.Count > MostKept || apps.Count > MostKept ? null : new(groups.ToHashSet(StringComparer.Ordinal), apps.ToHashSet(StringComparer.Ordinal));
    }
}
