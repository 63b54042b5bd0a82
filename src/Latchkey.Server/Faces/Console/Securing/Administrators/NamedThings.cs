using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Securing.Administrators;

/// <summary>What an administrator types: the login of a person, the name of a group, the client id of an app; an id of each will do as well.</summary>
internal sealed class NamedThings(Users users, Groups groups, GroupSearch search, Apps apps)
{
    public async Task<(RoleHolder Holder, LogParty Party, User? User)?> Holder(Org org, string? typed, CancellationToken ct)
    {
        if (typed is null) return null;
        if (await users.Find(org.Id, typed, ct) is { } known) return (new(RoleHolder.User, known.Id), known.Party, known);
        if (await App(org, typed, ct) is { } app) return (new(RoleHolder.Client, app.Id), app.Party, null);
        if (await Group(org, typed, ct) is { } group) return (new(RoleHolder.Group, group.Id), group.Party, null);
        return await users.FindByLogin(org.Id, typed, ct) is { } user ? (new(RoleHolder.User, user.Id), user.Party, user) : null;
    }

    /// <summary>A group, or an app, as the role takes.</summary>
    public async Task<AdminResource?> Target(Org org, StandardRole role, string typed, CancellationToken ct)
    {
        if (role.TakesGroups) return await Group(org, typed, ct) is { } group ? AdminResource.Group(group.Id) : null;
        return await App(org, typed, ct) is { } app ? AdminResource.App(app.Id) : null;
    }

    /// <summary>The names of the groups that are among these, by id.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Groups(Org org, IEnumerable<AdminResource> resources, CancellationToken ct) =>
        (await search.Of(org.Id, [.. resources.Where(one => one.Kind is AdminResource.GroupKind or AdminResource.MembersKind && one.Target.Length > 0)
            .Select(one => one.Target).Distinct(StringComparer.Ordinal)], ct)).ToDictionary(group => group.Id, group => group.Name, StringComparer.Ordinal);

    public async Task<App?> App(Org org, string typed, CancellationToken ct) => await apps.Find(org.Id, typed, ct) is { IsSystem: false } app ? app : null;

    public async Task<Group?> Group(Org org, string typed, CancellationToken ct)
    {
        if (await groups.Find(org.Id, typed, ct) is { } known) return known;
        var key = Identifiers.Canonical(typed);
        return (await search.Seen(org.Id, key, "", 20, seen: null, ct)).FirstOrDefault(group => Identifiers.Canonical(group.Name) == key);
    }
}
