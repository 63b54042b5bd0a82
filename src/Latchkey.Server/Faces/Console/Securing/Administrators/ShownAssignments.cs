using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Securing.Administrators;

/// <summary>Who has which role, with the names of everything.</summary>
internal sealed class ShownAssignments(RoleAssignments assignments, RoleLabels labels, ResourceSets sets, UserList people, GroupSearch groups, Apps apps)
{
    private const int MostTargets = 5;

    /// <summary>Super administrators by themselves first.</summary>
    public async Task<IReadOnlyList<ShownAssignment>> Page(Org org, int from, int most, CancellationToken ct)
    {
        var supers = await assignments.Supers(org.Id, ct);
        var all = await assignments.All(org.Id, ct);
        var some = all.Skip(Math.Max(0, from - supers.Count)).Take(most - Math.Clamp(supers.Count - from, 0, most)).ToArray();
        var ids = supers.Skip(from).Take(most).ToArray();
        var named = (await people.Of(org.Id, [.. ids, .. Of(some, RoleHolder.User)], ct)).ToDictionary(user => user.Id);
        var rows = new List<ShownAssignment>();
        foreach (var id in ids)
            rows.Add(new(id, RoleHolder.User, named.TryGetValue(id, out var user) ? user.Login : id, ConsoleAddress.Of("people", id),
                StandardRole.Find(StandardRole.Super)!.Label, null));
        foreach (var one in some) rows.Add(await Shown(org, one, named, ct));
        return rows;
    }

    private static IEnumerable<string> Of(IEnumerable<RoleAssignment> some, string kind) =>
        some.Where(one => one.Holder.Kind == kind).Select(one => one.AssigneeId).Distinct();

    private async Task<ShownAssignment> Shown(Org org, RoleAssignment one, IReadOnlyDictionary<string, User> named, CancellationToken ct)
    {
        var id = one.AssigneeId;
        var (who, address) = one.Holder.Kind switch
        {
            RoleHolder.Group => (await GroupName(org, id, ct), ConsoleAddress.Of("groups", id)),
            RoleHolder.Client => ((await apps.Find(org.Id, id, ct))?.Label, ConsoleAddress.Of("apps", id)),
            _ => (named.GetValueOrDefault(id)?.Login, ConsoleAddress.Of("people", id)),
        };
        return new(one.Id, one.Holder.Kind, who ?? id, address, await labels.Of(one, ct), await IsFor(org, one, ct));
    }

    private async Task<string?> IsFor(Org org, RoleAssignment one, CancellationToken ct)
    {
        if (one.Type == RoleAssignment.Custom) return (await sets.Find(org.Id, one.SetId, ct))?.Label ?? one.SetId;
        var targets = await assignments.Targets(one, ct);
        if (targets.Count == 0) return null;
        var names = new List<string>();
        foreach (var target in targets.Take(MostTargets))
            names.Add(target.Kind switch
            {
                AdminResource.GroupKind => await GroupName(org, target.Target, ct) ?? target.Target,
                AdminResource.AppKind => (await apps.Find(org.Id, target.Target, ct))?.Label ?? target.Target,
                _ => target.Target,
            });
        return string.Join(", ", names) + (targets.Count > MostTargets ? " …" : "");
    }

    private async Task<string?> GroupName(Org org, string id, CancellationToken ct) => await groups.Of(org.Id, [id], ct) is [var group, ..] ? group.Name : null;
}
