using System.Text.Json.Nodes;
using Latchkey.Server.Groups;
using Latchkey.Server.Storage;
using Latchkey.Server.Users;
using Latchkey.Server.Web;

namespace Latchkey.Server.Apps;

/// <summary>Who may use an app: people put there one by one, and groups. Contract §3.1, Assignments.</summary>
public sealed class Assignments(Database db, TimeProvider clock)
{
    /// <summary>Directly, or through a group; the group Everyone holds every person of the org.</summary>
    public async Task<bool> IsAssigned(App app, User user, CancellationToken ct) => app.OrgId == user.OrgId && await db.One<long?>("""
        select cast(1 as bigint) where
            exists (select 1 from app_users where app_id = @app and user_id = @user)
            or exists (select 1 from app_groups a join groups g on g.id = a.group_id
                where a.app_id = @app and (g.type = 'BUILT_IN' or exists (select 1 from group_members m where m.group_id = g.id and m.user_id = @user)))
        """, new { app = app.Id, user = user.Id }, ct) is not null;

    /// <summary>Also changes what an earlier call set.</summary>
    public async Task<AppUser> AssignUser(Writing writing, App app, User user, string userName, JsonObject profile) => (await writing.ChangeReturning<AppUser>($"""
        insert into app_users (app_id, user_id, user_name, profile, created_at, updated_at)
        values (@appId, @userId, @userName, @profile, @now, @now)
        on conflict (app_id, user_id) do update set user_name = @userName, profile = @profile, updated_at = @now
        returning {AppUser.Columns}
        """, new { appId = app.Id, userId = user.Id, userName, profile = profile.ToJsonString(), now = clock.Now }))!;

    /// <summary>False when the person was not assigned by name.</summary>
    public Task<bool> UnassignUser(Writing writing, App app, string userId) =>
        writing.Changed("delete from app_users where app_id = @appId and user_id = @userId", new { appId = app.Id, userId });

    public Task<AppUser?> FindUser(App app, string userId, CancellationToken ct) => db.One<AppUser>(
        $"select {AppUser.Columns} from app_users where app_id = @appId and user_id = @userId", new { appId = app.Id, userId }, ct);

    /// <summary>Those put there by name.</summary>
    public Task<IReadOnlyList<AppUser>> Users(App app, string? after, int limit, CancellationToken ct) => db.Many<AppUser>(
        $"select {AppUser.Columns} from app_users where app_id = @appId and user_id > @after order by user_id limit @limit",
        new { appId = app.Id, after = after ?? "", limit }, ct);

    /// <summary>All whom <see cref="IsAssigned"/> lets in. Each branch ends at the page, so that Everyone costs no more than a page.</summary>
    public Task<IReadOnlyList<string>> UserIds(App app, string after, int limit, CancellationToken ct) => db.Many<string>("""
        select id from (select user_id as id from app_users where app_id = @appId and user_id > @after order by user_id limit @limit) by_name
        union
        select id from (select distinct m.user_id as id from app_groups a join group_members m on m.group_id = a.group_id
            where a.app_id = @appId and m.user_id > @after order by m.user_id limit @limit) by_group
        union
        select id from (select id from users where org_id = @OrgId and id > @after
            and exists (select 1 from app_groups a join groups g on g.id = a.group_id where a.app_id = @appId and g.type = 'BUILT_IN') order by id limit @limit) by_everyone
        order by id limit @limit
        """, new { appId = app.Id, app.OrgId, after, limit }, ct);

    /// <summary>Also changes what an earlier call set.</summary>
    public async Task<AppGroup> AssignGroup(Writing writing, App app, Group group, long priority, JsonObject profile) => (await writing.ChangeReturning<AppGroup>($"""
        insert into app_groups (app_id, group_id, priority, profile, updated_at)
        values (@appId, @groupId, @priority, @profile, @now)
        on conflict (app_id, group_id) do update set priority = @priority, profile = @profile, updated_at = @now
        returning {AppGroup.Columns}
        """, new { appId = app.Id, groupId = group.Id, priority, profile = profile.ToJsonString(), now = clock.Now }))!;

    public Task<bool> UnassignGroup(Writing writing, App app, string groupId) =>
        writing.Changed("delete from app_groups where app_id = @appId and group_id = @groupId", new { appId = app.Id, groupId });

    public Task<AppGroup?> FindGroup(App app, string groupId, CancellationToken ct) => db.One<AppGroup>(
        $"select {AppGroup.Columns} from app_groups where app_id = @appId and group_id = @groupId", new { appId = app.Id, groupId }, ct);

    public Task<IReadOnlyList<AppGroup>> Groups(App app, string? after, int limit, CancellationToken ct) => db.Many<AppGroup>(
        $"select {AppGroup.Columns} from app_groups where app_id = @appId and group_id > @after order by group_id limit @limit",
        new { appId = app.Id, after = after ?? "", limit }, ct);
}

/// <summary>A person assigned to an app by name.</summary>
public sealed record AppUser
{
    internal const string Columns = "app_id, user_id, user_name, profile, created_at, updated_at";

    public required string AppId { get; init; }
    public required string UserId { get; init; }
    public required string UserName { get; init; }
    public required string Profile { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>A group assigned to an app.</summary>
public sealed record AppGroup
{
    internal const string Columns = "app_id, group_id, priority, profile, updated_at";

    public required string AppId { get; init; }
    public required string GroupId { get; init; }
    public required long Priority { get; init; }
    public required string Profile { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
}
