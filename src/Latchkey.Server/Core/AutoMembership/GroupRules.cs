using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.AutoMembership;

/// <summary>The group rules of all orgs. Contract §3.3, rules.</summary>
internal sealed class GroupRules(Database db, Turns turns, TimeProvider clock)
{
    /// <summary>As many as an org may have: each new profile is held against all of them.</summary>
    public const int Most = 500;

    public async Task<IReadOnlyList<GroupRule>> All(string orgId, CancellationToken ct) => Rules(await db.Many<GroupRuleRow>(
        $"select {GroupRuleRow.Columns} from group_rules where org_id = @orgId order by id", new { orgId }, ct));

    public async Task<GroupRule?> Find(string orgId, string id, CancellationToken ct) => (await db.One<GroupRuleRow>(
        $"select {GroupRuleRow.Columns} from group_rules where org_id = @orgId and id = @id", new { orgId, id }, ct))?.ToRule();

    /// <summary>As a write finds it.</summary>
    public static async Task<GroupRule?> Read(Writing writing, string id) =>
        (await writing.One<GroupRuleRow>($"select {GroupRuleRow.Columns} from group_rules where id = @id", new { id }))?.ToRule();

    /// <summary>As it is by now; nobody else changes it until the commit.</summary>
    public static async Task<GroupRule?> Hold(Writing writing, string id) => (await writing.ChangeReturning<GroupRuleRow>(
        $"update group_rules set run = run where id = @id returning {GroupRuleRow.Columns}", new { id }))?.ToRule();

    public static async Task<IReadOnlyList<GroupRule>> Active(Writing writing, string orgId) => Rules(await writing.Many<GroupRuleRow>(
        $"select {GroupRuleRow.Columns} from group_rules where org_id = @orgId and status = 'ACTIVE'", new { orgId }));

    /// <summary>Those that are being applied, the one that is furthest behind first.</summary>
    public static async Task<IReadOnlyList<GroupRule>> Going(Writing writing, string orgId) => Rules(await writing.Many<GroupRuleRow>(
        $"select {GroupRuleRow.Columns} from group_rules where org_id = @orgId and status = 'ACTIVE' and reached is not null order by reached", new { orgId }));

    /// <summary>Which of them have not been applied to this person yet: the database says who comes before whom.</summary>
    public static Task<IReadOnlyList<string>> Behind(Writing writing, string orgId, string userId) => writing.Many<string>(
        "select id from group_rules where org_id = @orgId and status = 'ACTIVE' and reached < @userId", new { orgId, userId });

    /// <summary>Null when another rule of the org has the name, or the org has as many as it may have.</summary>
    public async Task<GroupRule?> Create(Writing writing, string orgId, GroupRuleDraft draft)
    {
        await turns.Take(writing, $"group rules {orgId}");
        return (await writing.ChangeReturning<GroupRuleRow>($"""
            insert into group_rules (id, org_id, name, name_key, status, expression, group_ids, excluded, created_at, updated_at)
            select @id, @orgId, @Name, @key, 'INACTIVE', @Expression, @groups, @excluded, @now, @now
            where (select count(*) from group_rules where org_id = @orgId) < @Most
            on conflict do nothing
            returning {GroupRuleRow.Columns}
            """, new
        {
            id = Ids.New(Ids.Rule),
            orgId,
            draft.Name,
            key = Identifiers.Canonical(draft.Name),
            draft.Expression,
            groups = GroupRuleRow.Write(draft.GroupIds),
            excluded = GroupRuleRow.Write(draft.Excluded),
            now = clock.Now,
            Most,
        }))?.ToRule();
    }

    /// <summary>Null when another rule of the org has the name, or this one is active or gone.</summary>
    public async Task<GroupRule?> Change(Writing writing, GroupRule rule, GroupRuleDraft draft) => (await writing.ChangeReturning<GroupRuleRow>($"""
        update group_rules set name = @Name, name_key = @key, expression = @Expression, group_ids = @groups, excluded = @excluded, updated_at = @now
        where id = @Id and status = 'INACTIVE'
          and not exists (select 1 from group_rules other where other.org_id = @OrgId and other.name_key = @key and other.id <> @Id)
        returning {GroupRuleRow.Columns}
        """, new
    {
        rule.Id,
        rule.OrgId,
        draft.Name,
        key = Identifiers.Canonical(draft.Name),
        draft.Expression,
        groups = GroupRuleRow.Write(draft.GroupIds),
        excluded = GroupRuleRow.Write(draft.Excluded),
        now = clock.Now,
    }))?.ToRule();

    /// <summary>Null when it is active already, or gone.</summary>
    public async Task<GroupRule?> Activate(Writing writing, GroupRule rule) => (await writing.ChangeReturning<GroupRuleRow>($"""
        update group_rules set status = 'ACTIVE', run = run + 1, reached = '', updated_at = @now where id = @Id and status = 'INACTIVE'
        returning {GroupRuleRow.Columns}
        """, new { rule.Id, now = clock.Now }))?.ToRule();

    /// <summary>Null when it is inactive already, or gone. Whom it put somewhere stays there.</summary>
    public async Task<GroupRule?> Deactivate(Writing writing, GroupRule rule) => (await writing.ChangeReturning<GroupRuleRow>($"""
        update group_rules set status = 'INACTIVE', reached = null, updated_at = @now where id = @Id and status = 'ACTIVE' returning {GroupRuleRow.Columns}
        """, new { rule.Id, now = clock.Now }))?.ToRule();

    /// <summary>How far it has been applied; null: to all.</summary>
    public static Task Reached(Writing writing, IReadOnlyList<GroupRule> rules, string? userId) =>
        writing.Change("update group_rules set reached = @userId where id in @ids and status = 'ACTIVE' and reached is not null",
            new { ids = rules.Select(rule => rule.Id).ToArray(), userId });

    public static Task<bool> Delete(Writing writing, GroupRule rule) => writing.Changed("delete from group_rules where id = @Id", new { rule.Id });

    private static IReadOnlyList<GroupRule> Rules(IReadOnlyList<GroupRuleRow> rows) => [.. rows.Select(row => row.ToRule())];
}
