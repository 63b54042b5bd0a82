using System.Text.Json.Nodes;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Clients;

/// <summary>Who may use an app: people put there one by one, and groups. Contract §3.1, Assignments.</summary>
internal sealed class Assignments : IDisposable
{
    /// <summary>Announced with the app's id by whatever changes the groups it is assigned to.</summary>
    public const string Kind = "assignment";

    /// <summary>More groups than this of one app are not kept in memory.</summary>
    private const int MostKept = 200;

    private readonly Database db;
    private readonly Memberships memberships;
    private readonly TimeProvider clock;
    private readonly Cached<AssignedGroups> groups;

    public Assignments(Database db, Memberships memberships, TimeProvider clock)
    {
        (this.db, this.memberships, this.clock) = (db, memberships, clock);
        groups = new(db.Changes, [Kind], LoadGroups);
    }

    /// <summary>Directly, or through a group; the group Everyone holds every person of the org. From memory, where there is room for it.</summary>
    public async ValueTask<bool> IsAssigned(App app, User user, CancellationToken ct)
    {
        if (app.OrgId != user.OrgId || user.Status == UserStatus.Deprovisioned) return false;
        var assigned = (await groups.Get(app.Id, ct))!;
        if (assigned.Everyone) return true;
        if (await memberships.Of(user, ct) is { } known && (known.AppIds.Contains(app.Id) || assigned.Ids is not null))
            return known.AppIds.Contains(app.Id) || known.GroupIds.Any(assigned.Ids!.Contains);
        return await db.One<long?>("""
            select cast(1 as bigint) where
                exists (select 1 from app_users where app_id = @app and user_id = @user)
                or exists (select 1 from group_members m join app_groups a on a.group_id = m.group_id and a.app_id = @app where m.user_id = @user)
            """, new { app = app.Id, user = user.Id }, ct) is not null;
    }

    /// <summary>Every person of the org may use it.</summary>
    public async ValueTask<bool> IsForEveryone(App app, CancellationToken ct) => (await groups.Get(app.Id, ct))!.Everyone;

    public void Dispose() => groups.Dispose();

    private async Task<AssignedGroups?> LoadGroups(string appId, CancellationToken ct)
    {
        var everyone = await db.One<long?>("""
            select cast(1 as bigint) from apps p join groups g on g.org_id = p.org_id and g.name_key = @everyone join app_groups a on a.app_id = p.id
              and a.group_id = g.id where p.id = @appId
            """, new { appId, everyone = Latchkey.Server.Core.Membership.Groups.EveryoneKey }, ct) is not null;
        var ids = await db.Many<string>("select group_id from app_groups where app_id = @appId limit @most", new { appId, most = MostKept + 1 }, ct);
        return new(everyone, ids.Count > MostKept ? null : ids.ToHashSet(StringComparer.Ordinal));
    }

    /// <param name="Everyone">Every person of the org may use it.</param>
    /// <param name="Ids">All groups it is assigned to; null when they are too many to keep.</param>
    private sealed record AssignedGroups(bool Everyone, IReadOnlySet<string>? Ids);

    /// <summary>Also changes what an earlier call set.</summary>
    public async Task<AppUser> AssignUser(Writing writing, App app, User user, string userName, JsonObject profile)
    {
        writing.Announce(Memberships.Kind, user.Id);
        return (await writing.ChangeReturning<AppUser>($"""
            insert into app_users (app_id, user_id, user_name, profile, created_at, updated_at)
            values (@appId, @userId, @userName, @profile, @now, @now)
            on conflict (app_id, user_id) do update set user_name = @userName, profile = @profile, updated_at = @now
            returning {AppUser.Columns}
            """, new { appId = app.Id, userId = user.Id, userName, profile = profile.ToJsonString(), now = clock.Now }))!;
    }

    /// <summary>As it is by now; nobody else changes it until the commit. Null when the person is not assigned by name.</summary>
    public static Task<AppUser?> Hold(Writing writing, App app, User user) => writing.ChangeReturning<AppUser>(
        $"update app_users set user_name = user_name where app_id = @appId and user_id = @userId returning {AppUser.Columns}",
        new { appId = app.Id, userId = user.Id });

    /// <summary>False when the person was not assigned by name.</summary>
    public Task<bool> UnassignUser(Writing writing, App app, string userId)
    {
        writing.Announce(Memberships.Kind, userId);
        return writing.Changed("delete from app_users where app_id = @appId and user_id = @userId", new { appId = app.Id, userId });
    }

    public Task<AppUser?> FindUser(App app, string userId, CancellationToken ct) => db.One<AppUser>(
        $"select {AppUser.Columns} from app_users where app_id = @appId and user_id = @userId", new { appId = app.Id, userId }, ct);

    /// <summary>Those of these apps that somebody is assigned to by name.</summary>
    public async Task<IReadOnlySet<string>> ByName(User user, IReadOnlyCollection<string> appIds, CancellationToken ct) =>
        appIds.Count == 0 ? new HashSet<string>()
        : (await db.Many<string>("select app_id from app_users where user_id = @Id and app_id in @appIds", new { user.Id, appIds = appIds.ToArray() }, ct))
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>Those put there by name.</summary>
    public Task<IReadOnlyList<AppUser>> Users(App app, string? after, int limit, CancellationToken ct) => db.Many<AppUser>(
        $"select {AppUser.Columns} from app_users where app_id = @appId and user_id > @after order by user_id limit @limit",
        new { appId = app.Id, after = after ?? "", limit }, ct);

    /// <summary>
    /// All whom <see cref="IsAssigned"/> lets in, so nobody who is deactivated. Each branch ends at the page, so that Everyone costs no more than a page.
    /// </summary>
    public Task<IReadOnlyList<string>> UserIds(App app, string after, int limit, CancellationToken ct) => db.Many<string>("""
        select id from (select user_id as id from app_users where app_id = @appId and user_id > @after order by user_id limit @limit) by_name
        union
        select id from (select distinct m.user_id as id from app_groups a join group_members m on m.group_id = a.group_id
              join users p on p.id = m.user_id
            where a.app_id = @appId and m.user_id > @after and p.status <> 'DEPROVISIONED' order by m.user_id limit @limit) by_group
        union
        select id from (select u.id from (
              select 1 as one from app_groups a join groups g on g.id = a.group_id where a.app_id = @appId and g.type = 'BUILT_IN' limit 1) everyone
            cross join users u where u.org_id = @OrgId and u.id > @after and u.status <> 'DEPROVISIONED' order by u.id limit @limit) by_everyone
        order by id limit @limit
        """, new { appId = app.Id, app.OrgId, after, limit }, ct);

    /// <summary>Also changes what an earlier call set.</summary>
    public async Task<AppGroup> AssignGroup(Writing writing, App app, Group group, long priority, JsonObject profile)
    {
        writing.Announce(Kind, app.Id);
        return (await writing.ChangeReturning<AppGroup>($"""
            insert into app_groups (app_id, group_id, priority, profile, updated_at)
            values (@appId, @groupId, @priority, @profile, @now)
            on conflict (app_id, group_id) do update set priority = @priority, profile = @profile, updated_at = @now
            returning {AppGroup.Columns}
            """, new { appId = app.Id, groupId = group.Id, priority, profile = profile.ToJsonString(), now = clock.Now }))!;
    }

    public Task<bool> UnassignGroup(Writing writing, App app, string groupId)
    {
        writing.Announce(Kind, app.Id);
        return writing.Changed("delete from app_groups where app_id = @appId and group_id = @groupId", new { appId = app.Id, groupId });
    }

    public Task<AppGroup?> FindGroup(App app, string groupId, CancellationToken ct) => db.One<AppGroup>(
        $"select {AppGroup.Columns} from app_groups where app_id = @appId and group_id = @groupId", new { appId = app.Id, groupId }, ct);

    /// <summary>Those of these groups that it is assigned to.</summary>
    public async Task<IReadOnlySet<string>> GroupsAmong(App app, IReadOnlyCollection<string> groupIds, CancellationToken ct) =>
        groupIds.Count == 0 ? new HashSet<string>()
        : (await db.Many<string>("select group_id from app_groups where app_id = @appId and group_id in @groupIds",
            new { appId = app.Id, groupIds = groupIds.ToArray() }, ct)).ToHashSet(StringComparer.Ordinal);

    public Task<IReadOnlyList<AppGroup>> Groups(App app, string? after, int limit, CancellationToken ct) => db.Many<AppGroup>(
        $"select {AppGroup.Columns} from app_groups where app_id = @appId and group_id > @after order by group_id limit @limit",
        new { appId = app.Id, after = after ?? "", limit }, ct);
}
