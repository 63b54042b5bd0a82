using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.AutoMembership;

/// <summary>The people whom group rules leave out. A rule whose group is gone says so itself: it is INVALID. Contract §3.3, rules.</summary>
internal sealed class NamesInGroupRules : INamesOthers
{
    public async Task Forget(Writing writing, Named gone)
    {
        if (gone.Kind != NamedKind.Person) return;
        var rows = await writing.Many<GroupRuleRow>(
            $"update group_rules set run = run where org_id = @OrgId and excluded like @like returning {GroupRuleRow.Columns}",
            new { gone.OrgId, like = $"%\"{gone.Id}\"%" });
        foreach (var rule in rows.Select(row => row.ToRule()))
            await writing.Change("update group_rules set excluded = @excluded where id = @Id",
                new { rule.Id, excluded = GroupRuleRow.Write(gone.LeftOf(NamedKind.Person, rule.Excluded)) });
    }
}
