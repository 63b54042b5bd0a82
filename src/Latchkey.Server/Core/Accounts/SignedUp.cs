using Latchkey.Server.Core.AutoMembership;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Accounts;

/// <summary>The accounts that people made for themselves.</summary>
internal sealed class SignedUp(Users users, Groups groups, RuleApplication rules, SystemLog log, RoleBooks roles)
{
    /// <summary>Makes the account, puts its person into the groups that are still there and into those of the rules, and logs it, in a commit that is about
    /// more.</summary>
    /// <returns>Of it: the account; null where its name was taken meanwhile.</returns>
    public async Task<Func<Writing, Task<User?>>> Make(HttpContext http, NewUser person)
    {
        var there = new List<string>();
        // Nobody makes themselves an administrator.
        var giving = (await roles.Of(http.Org.Id, http.RequestAborted)).GroupIds;
        foreach (var groupId in person.GroupIds)
            if (!giving.Contains(groupId) && await groups.Find(http.Org.Id, groupId, http.RequestAborted) is not null) there.Add(groupId);
        return async writing =>
        {
            if (await users.Create(writing, person with { GroupIds = there }) is not { } user) return null;
            await rules.Apply(writing, user.Doing(http), user);
            await log.Record(writing, http.Org, http, AdminEvents.UserCreated.By(user.Party, user.Party));
            await log.Record(writing, http.Org, http, AdminEvents.UserActivated.By(user.Party, user.Party));
            return user;
        };
    }
}
