using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Roles;

namespace Latchkey.Server.Core.Administration;

/// <summary>What somebody may do, now: by their own roles, and by those of every group they are in.</summary>
internal sealed class Authorities(RoleBooks books, Memberships memberships)
{
    public async ValueTask<Authority> Of(User user, CancellationToken ct)
    {
        if (user.IsAdmin) return Authority.Super;
        var book = await books.Of(user.OrgId, ct);
        var own = book.Of(RoleHolder.OfUser(user.Id));
        if (book.GroupIds.Count == 0) return own;
        var groups = await memberships.Among(book.GroupIds, user, ct);
        return book.GroupIds.Where(groups.Contains).Aggregate(own, (sum, groupId) => sum.And(book.Of(RoleHolder.OfGroup(groupId))));
    }

    /// <summary>Which roles they have, by themselves and by groups: a standard one by its type, a custom one by its id.</summary>
    public async ValueTask<IReadOnlySet<string>> RolesOf(User user, CancellationToken ct)
    {
        var book = await books.Of(user.OrgId, ct);
        var roles = book.RolesOf(RoleHolder.OfUser(user.Id)).ToHashSet(StringComparer.Ordinal);
        if (user.IsAdmin) roles.Add(StandardRole.Super);
        if (book.GroupIds.Count == 0) return roles;
        var groups = await memberships.Among(book.GroupIds, user, ct);
        roles.UnionWith(groups.Where(book.GroupIds.Contains).SelectMany(id => book.RolesOf(RoleHolder.OfGroup(id))));
        return roles;
    }

    /// <summary>Whether there is anything in the console for this person.</summary>
    public async ValueTask<bool> MayEnter(User user, CancellationToken ct) => AccountGate.Refusal(user) is null && !(await Of(user, ct)).IsNone;

    /// <summary>Of an app that acts for itself.</summary>
    public async ValueTask<Authority> Of(App app, CancellationToken ct) => (await books.Of(app.OrgId, ct)).Of(RoleHolder.OfClient(app.Id));

    /// <summary>Of whoever is in a group, by it.</summary>
    public async ValueTask<Authority> OfGroup(string orgId, string groupId, CancellationToken ct) =>
        (await books.Of(orgId, ct)).Of(RoleHolder.OfGroup(groupId));
}
