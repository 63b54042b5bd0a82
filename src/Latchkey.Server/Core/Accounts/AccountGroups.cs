using Latchkey.Server.Core.AutoMembership;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Accounts;

/// <summary>What an account that is made or changed belongs to: by the rules of the org, and where whoever makes it may say so.</summary>
internal sealed class AccountGroups(GroupChanges groups, RuleApplication rules)
{
    /// <exception cref="BeyondException">
    /// A group is beyond whoever makes the account; or their role is for some groups, and it begins in none of them.
    /// </exception>
    public async Task RequireMayMake(Doing doing, NewAccount account)
    {
        foreach (var groupId in account.GroupIds) await groups.RequireMayFill(doing, groupId);
        // A job has asked before whether whoever began it may.
        if (doing.Http is not { } http) return;
        var own = http.Authority;
        if (own.MayEverywhere(Rights.CreateUsers) || account.GroupIds.Any(groupId => own.May(Rights.CreateUsers, AdminResource.MembersOf(groupId)))) return;
        throw new BeyondException("Your role is for the people of some groups: put the new person into one of them.");
    }

    public Task Apply(Writing writing, Doing doing, User user) => rules.Apply(writing, doing, user);
}
