using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Roles;

namespace Latchkey.Server.Core.Administration;

/// <summary>
/// Asked by every address of the management API and of the console before anything else happens: whether the roles of whoever asks let them do this to that.
/// Whoever may do everything is asked nothing more and costs no read. Contract §3.2, roles; threats rows 4 and 8.
/// </summary>
internal sealed class AdministratorGate(Authorities authorities, Users users, Apps apps, AppScopes scopes, Memberships memberships)
{
    /// <param name="org">Whose.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="authority">What their roles let them do.</param>
    /// <param name="right">What they want to.</param>
    /// <param name="target">To what; a thing that is not there is the endpoint's to say.</param>
    /// <param name="ct">Given up.</param>
    /// <exception cref="BeyondException">They do not.</exception>
    public async Task Require(Org org, LogParty caller, Authority authority, string right, AdminTarget target, CancellationToken ct)
    {
        if (!authority.May(right)) throw Beyond(right);
        if (authority.IsSuper) return;
        switch (target.Kind)
        {
            case AdminResource.UserKind when target.Id != "me":
                await RequireUser(org, caller, authority, right, target.Id, ct);
                break;
            case AdminResource.AppKind:
                await RequireApp(org, caller, authority, right, target.Id, ct);
                break;
            case AdminResource.GroupKind:
                RequireReach(authority, right, AdminResource.Group(target.Id));
                if (!Rights.Looks(right) && !authority.Covers(await authorities.OfGroup(org.Id, target.Id, ct)))
                    throw new BeyondException("The group gives its people a role that you do not have. An administrator who has it can do this.");
                break;
            case AdminResource.ServerKind:
                RequireReach(authority, right, AdminResource.Server(target.Id));
                break;
            case "" when !Rights.Looks(right) && right != Rights.CreateUsers && !authority.MayEverywhere(right):
                throw new BeyondException("Your role is for some of these alone: who makes a new one, or changes all, administers all of them.");
            default:
                break;
        }
    }

    /// <summary>Of a thing that the address does not name: the page is about another, or the body says which.</summary>
    /// <exception cref="BeyondException">They may not.</exception>
    public Task Require(Doing doing, string right, string kind, string id) =>
        Require(doing.Org, doing.By, doing.Http?.Authority ?? Authority.None, right, new(kind, id), doing.Aborted);

    /// <summary>Of these people, those whom such a right is for.</summary>
    public async Task<IReadOnlySet<string>> Reached(Authority authority, string right, IReadOnlyList<string> userIds, string orgId, CancellationToken ct)
    {
        if (authority.MayEverywhere(right)) return userIds.ToHashSet(StringComparer.Ordinal);
        var reached = userIds.Where(id => authority.May(right, AdminResource.User(id))).ToHashSet(StringComparer.Ordinal);
        reached.UnionWith(await memberships.Within(authority.Of(right, AdminResource.MembersKind), orgId, userIds, ct));
        return reached;
    }

    private async Task RequireUser(Org org, LogParty caller, Authority authority, string right, string id, CancellationToken ct)
    {
        var changes = !Rights.Looks(right);
        if (!changes && authority.MayEverywhere(right)) return;
        if ((await users.Find(org.Id, id, ct) ?? await users.FindByLogin(org.Id, id, ct)) is not { } user) return;
        if (!await Reaches(authority, right, user, ct)) throw new BeyondException("Your role is not for this person.");
        if (changes && !caller.IsUser(user.Id) && !authority.Outranks(await authorities.Of(user, ct)))
            throw new BeyondException("Only an administrator whose roles are above theirs may change an administrator.");
    }

    /// <summary>By themselves, or by a group they are in.</summary>
    private async ValueTask<bool> Reaches(Authority authority, string right, User user, CancellationToken ct)
    {
        if (authority.MayEverywhere(right) || authority.May(right, AdminResource.User(user.Id))) return true;
        var groups = authority.Of(right, AdminResource.MembersKind);
        return groups.Count > 0 && (await memberships.Among(groups, user, ct)).Any(groups.Contains);
    }

    private async Task RequireApp(Org org, LogParty caller, Authority authority, string right, string id, CancellationToken ct)
    {
        RequireReach(authority, right, AdminResource.App(id));
        if (Rights.Looks(right) || (id == caller.Id && caller.Type != "User") || await apps.Find(org.Id, id, ct) is not { } app) return;
        // With its secret or its addresses one would be the app, or whoever signs in to it.
        if (!authority.Covers(await authorities.Of(app, ct)))
            throw new BeyondException("The app has a role that you do not have. An administrator who has it can do this.");
        // Of an app the scopes of its token are asked, one by one.
        if (caller.Type == "User" && right != Rights.Assign && !authority.May(Rights.GrantScopes) && (await scopes.Of(app, ct)).Count > 0)
            throw new BeyondException("The app holds scopes of the management API. A super administrator can do this.");
    }

    private static void RequireReach(Authority authority, string right, AdminResource resource)
    {
        if (Rights.WholeOf(right) is not null && !authority.May(right, resource)) throw new BeyondException("Your role is for others, and not for this one.");
    }

    private static BeyondException Beyond(string right) => new(right is Rights.GrantRoles or Rights.GrantScopes
        ? "Only a super administrator may do this." : $"None of your roles permits {right}. A super administrator can give you one that does.");
}
