using Latchkey.Server.Core.Membership;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.AutoMembership;

/// <summary>
/// Whom rules have put into groups. Somebody may be in one by several rules, and by hand as well: they leave when nothing holds them any more.
/// </summary>
internal sealed class RuleMembers(TimeProvider clock)
{
    private const string HeldByNoOther = """
        by_rule = 1 and (group_id, user_id) in (select group_id, user_id from rule_members where rule_id = @Id)
          and not exists (select 1 from rule_members m where m.rule_id <> @Id and m.user_id = group_members.user_id and m.group_id = group_members.group_id)
        """;

    /// <summary>Which rules hold these people where.</summary>
    public static Task<IReadOnlyList<RuleMember>> Of(Writing writing, IReadOnlyList<string> userIds) => writing.Many<RuleMember>(
        "select rule_id, group_id, user_id from rule_members where user_id in @userIds", new { userIds = userIds.ToArray() });

    /// <summary>True where they were not in the group before. Nothing happens where the group is gone, or gives a role: that is for an
    /// administrator to decide.</summary>
    public async Task<bool> Add(Writing writing, string ruleId, string groupId, string userId)
    {
        var now = clock.Now;
        if (!await writing.Changed("""
            insert into rule_members (rule_id, group_id, user_id) select @ruleId, id, @userId from groups
            where id = @groupId and not exists (select 1 from role_assignments a where a.group_id = groups.id)
            on conflict do nothing
            """, new { ruleId, groupId, userId })) return false;
        return await writing.Changed("""
            insert into group_members (group_id, user_id, created_at, by_rule) values (@groupId, @userId, @now, 1) on conflict do nothing
            """, new { groupId, userId, now }) && await Touched(writing, groupId, userId);
    }

    /// <summary>True where they are in the group no longer.</summary>
    public async Task<bool> Remove(Writing writing, string ruleId, string groupId, string userId)
    {
        await writing.Change("delete from rule_members where user_id = @userId and rule_id = @ruleId and group_id = @groupId", new { ruleId, groupId, userId });
        return await writing.Changed("""
            delete from group_members where group_id = @groupId and user_id = @userId and by_rule = 1
              and not exists (select 1 from rule_members m where m.user_id = @userId and m.group_id = @groupId)
            """, new { groupId, userId }) && await Touched(writing, groupId, userId);
    }

    /// <summary>Before the rule goes: whom nothing else holds leaves too, or stays as if put there by hand.</summary>
    public static async Task Release(Writing writing, GroupRule rule, bool leave)
    {
        await writing.Change(leave ? $"delete from group_members where {HeldByNoOther}" : $"update group_members set by_rule = 0 where {HeldByNoOther}",
            new { rule.Id });
        if (leave) writing.Announce(Memberships.Kind, Changes.Everything);
    }

    private async Task<bool> Touched(Writing writing, string groupId, string userId)
    {
        writing.Announce(Memberships.Kind, userId);
        return await writing.Changed("update groups set members_changed_at = @now where id = @groupId", new { groupId, now = clock.Now });
    }
}
