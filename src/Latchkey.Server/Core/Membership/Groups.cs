using System.Text.Json.Nodes;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Membership;

/// <summary>The groups of all orgs and who is in them. Contract §3.3.</summary>
internal sealed class Groups(Database db, PeopleCount people, TimeProvider clock)
{
    public const string EveryoneName = "Everyone";
    internal static readonly string EveryoneKey = Identifiers.Canonical(EveryoneName);

    public const string BuiltIn = "BUILT_IN";
    public const string Ordinary = "OKTA_GROUP";

    internal const string Columns = "id, org_id, type, name, description, profile, created_at, updated_at, members_changed_at";
    private const string ByName = $"select {Columns} from groups where org_id = @orgId and name_key = @key";
    private const string ColumnsOfG = "g.id, g.org_id, g.type, g.name, g.description, g.profile, g.created_at, g.updated_at, g.members_changed_at";

    public Task<Group?> Find(string orgId, string id, CancellationToken ct) =>
        db.One<Group>($"select {Columns} from groups where org_id = @orgId and id = @id", new { orgId, id }, ct);

    /// <summary>The one group every person of the org is in without being put there.</summary>
    public async Task<Group> Everyone(string orgId, CancellationToken ct) =>
        await db.One<Group>(ByName, new { orgId, key = EveryoneKey }, ct)
            ?? throw new InvalidOperationException($"The org {orgId} has no group {EveryoneName}.");

    /// <inheritdoc cref="Everyone(string, CancellationToken)"/>
    public static async Task<Group> Everyone(Writing writing, string orgId) =>
        await writing.One<Group>(ByName, new { orgId, key = EveryoneKey })
            ?? throw new InvalidOperationException($"The org {orgId} has no group {EveryoneName}.");

    /// <summary>All groups of a person, Everyone among them.</summary>
    public Task<IReadOnlyList<Group>> Of(User user, CancellationToken ct) => db.Many<Group>($"""
        select {ColumnsOfG} from group_members m join groups g on g.id = m.group_id where m.user_id = @Id
        union all select {ColumnsOfG} from groups g where g.org_id = @OrgId and g.name_key = @everyone
        order by 1
        """, new { user.Id, user.OrgId, everyone = EveryoneKey }, ct);

    /// <summary>Those of these people whom somebody has put into the group.</summary>
    public async Task<IReadOnlySet<string>> Among(Group group, IReadOnlyList<string> userIds, CancellationToken ct) =>
        userIds.Count == 0 ? new HashSet<string>()
        : (await db.Many<string>("select user_id from group_members where group_id = @Id and user_id in @userIds",
            new { group.Id, userIds = userIds.ToArray() }, ct)).ToHashSet(StringComparer.Ordinal);

    /// <summary>How many people and apps each of them has, counted along their indexes.</summary>
    public async Task<IReadOnlyDictionary<string, GroupStats>> StatsOf(string orgId, IReadOnlyList<Group> groups, CancellationToken ct)
    {
        if (groups.Count == 0) return new Dictionary<string, GroupStats>();
        var ids = groups.Select(group => group.Id).ToArray();
        var users = (await db.Many<Count>("select group_id as id, count(*) as many from group_members where group_id in @ids group by group_id", new { ids },
            ct)).ToDictionary(count => count.Id, count => count.Many);
        var apps = (await db.Many<Count>("select group_id as id, count(*) as many from app_groups where group_id in @ids group by group_id", new { ids },
            ct)).ToDictionary(count => count.Id, count => count.Many);
        if (groups.FirstOrDefault(group => group.IsEveryone) is { } everyone)
            users[everyone.Id] = await people.Of(orgId, ct);
        return groups.ToDictionary(group => group.Id, group => new GroupStats(users.GetValueOrDefault(group.Id), apps.GetValueOrDefault(group.Id)));
    }

    private sealed record Count(string Id, long Many);

    /// <summary>Made with the org.</summary>
    public async Task<Group> SeedEveryone(Writing writing, string orgId) =>
        (await Insert(writing, orgId, BuiltIn, EveryoneName, "All users in your organization"))!;

    /// <summary>Null when the org already has a group of this name.</summary>
    public Task<Group?> Create(string orgId, string name, string? description, CancellationToken ct) =>
        db.Write(writing => Create(writing, orgId, name, description), ct);

    /// <inheritdoc cref="Create(string, string, string?, CancellationToken)"/>
    /// <param name="writing">Where it is written.</param>
    /// <param name="orgId">Whose.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="description">What is said of it.</param>
    /// <param name="attributes">Those that an administrator added; null: none.</param>
    public async Task<Group?> Create(Writing writing, string orgId, string name, string? description, JsonObject? attributes = null)
    {
        var group = await Insert(writing, orgId, Ordinary, name, description, attributes);
        if (group is not null) await GroupValues.Store(writing, group, isNew: true);
        return group;
    }

    /// <summary>Null when another group has the name, or the group is built in or gone.</summary>
    /// <param name="writing">Where it is written.</param>
    /// <param name="group">Which.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="description">What is said of it.</param>
    /// <param name="attributes">All of those that an administrator added; null: they stay.</param>
    public async Task<Group?> Rename(Writing writing, Group group, string name, string? description, JsonObject? attributes)
    {
        var renamed = await Rename(writing, group, name, description, attributes?.ToJsonString());
        if (renamed is not null && attributes is not null) await GroupValues.Store(writing, renamed, isNew: false);
        return renamed;
    }

    private Task<Group?> Rename(Writing writing, Group group, string name, string? description, string? profile) => writing.ChangeReturning<Group>($"""
        update groups set name = @name, name_key = @key, description = @description, profile = coalesce(@profile, profile), updated_at = @now
        where id = @Id and type <> 'BUILT_IN' and not exists (select 1 from groups other where other.org_id = @OrgId and other.name_key = @key
          and other.id <> @Id)
        returning {Columns}
        """, new { group.Id, group.OrgId, name, key = Identifiers.Canonical(name), description, profile, now = clock.Now });

    /// <summary>As it is by now; until the commit nobody else changes it. Null when it is gone.</summary>
    public Task<Group?> Hold(Writing writing, Group group) =>
        writing.ChangeReturning<Group>($"update groups set updated_at = updated_at where id = @Id returning {Columns}", new { group.Id });

    public async Task<bool> Delete(Writing writing, Group group)
    {
        if (!await writing.Changed("delete from groups where id = @Id and type <> 'BUILT_IN'", new { group.Id })) return false;
        writing.Announce(Memberships.Kind, Changes.Everything);
        writing.Announce(Assignments.Kind, Changes.Everything);
        return true;
    }

    /// <summary>False when the person was in it already; whom a rule put there is there by hand as well from then on.</summary>
    public async Task<bool> Add(Writing writing, Group group, User user) =>
        await writing.Changed("""
            insert into group_members (group_id, user_id, created_at) values (@groupId, @userId, @now)
            on conflict (group_id, user_id) do update set by_rule = 0 where group_members.by_rule = 1
            """, new { groupId = group.Id, userId = user.Id, now = clock.Now })
        && await MembersChanged(writing, group, user);

    /// <summary>False when the person was not in it.</summary>
    public async Task<bool> Remove(Writing writing, Group group, User user)
    {
        var args = new { groupId = group.Id, userId = user.Id };
        // What a rule that is switched off once did is undone with it, so that it does it again when it is switched on.
        await writing.Change("delete from rule_members where user_id = @userId and group_id = @groupId", args);
        return await writing.Changed("delete from group_members where group_id = @groupId and user_id = @userId", args)
            && await MembersChanged(writing, group, user);
    }

    /// <summary>The rule that would put the person back at once; null where none would.</summary>
    public static Task<string?> RuleHolding(Writing writing, Group group, User user) => writing.One<string>("""
        select r.name from rule_members m join group_rules r on r.id = m.rule_id
        where m.user_id = @userId and m.group_id = @groupId and r.status = 'ACTIVE' limit 1
        """, new { groupId = group.Id, userId = user.Id });

    private Task<bool> MembersChanged(Writing writing, Group group, User user)
    {
        writing.Announce(Memberships.Kind, user.Id);
        return writing.Changed("update groups set members_changed_at = @now where id = @Id", new { group.Id, now = clock.Now });
    }

    private Task<Group?> Insert(Writing writing, string orgId, string type, string name, string? description, JsonObject? attributes = null) =>
        writing.ChangeReturning<Group>($"""
        insert into groups (id, org_id, type, name, name_key, description, profile, created_at, updated_at, members_changed_at)
        values (@id, @orgId, @type, @name, @key, @description, @profile, @now, @now, @now)
        on conflict do nothing
        returning {Columns}
        """, new
        {
            id = Ids.New(Ids.Group),
            orgId,
            type,
            name,
            key = Identifiers.Canonical(name),
            description,
            profile = (attributes ?? []).ToJsonString(),
            now = clock.Now,
        });
}
