using System.Text.Json.Nodes;
using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Federation;

/// <summary>Somebody who is known came from a provider: what it says of them by now is taken over, as far as its rules let it.</summary>
internal sealed class Arrivals(Database db, LinkedIdentities linked, UserChanges changes, Groups groups, Memberships memberships, ProfileSchemas schemas,
    MailReach reach, SystemLog log, TimeProvider clock, RoleBooks roles)
{
    /// <summary>What a sign-in there is worth here: somebody else vouches, and for a second factor where the org trusts it with that.</summary>
    public static string AmrOf(IdentityProvider provider, UpstreamPerson person) =>
        provider.Rules.TrustsClaims && person.Methods.Contains(Assurance.Mfa) ? $"{Assurance.Mfa} {Assurance.Federated}" : Assurance.Federated;

    /// <summary>Whoever they are by now.</summary>
    public async Task<User> Settle(HttpContext http, IdentityProvider provider, UpstreamPerson person, UpstreamTokens tokens, LinkOutcome.Known known)
    {
        var (user, link) = (known.User, known.Linked);
        var (put, taken) = await GroupsOf(http, provider, person, user);
        await db.Write(async writing =>
        {
            await linked.Seen(writing, link, UpstreamProfile.ShownOf(person), provider.Upstream.KeepsTokens ? tokens.Stored(clock.Now) : null);
            foreach (var group in put)
                if (await groups.Add(writing, group, user))
                    await log.Record(writing, http.Org, http, AdminEvents.GroupUserAdded.By(provider.Party, user.Party, group.Party));
            foreach (var group in taken)
                if (await Groups.RuleHolding(writing, group, user) is null && await groups.Remove(writing, group, user))
                    await log.Record(writing, http.Org, http, AdminEvents.GroupUserRemoved.By(provider.Party, user.Party, group.Party));
        }, http.RequestAborted);
        return provider.Rules.Masters ? await Mastered(http, provider, person, user) : user;
    }

    /// <summary>Names only: an address, and what somebody signs in by, are nothing that a provider changes here.</summary>
    private async Task<User> Mastered(HttpContext http, IdentityProvider provider, UpstreamPerson person, User user)
    {
        var said = UpstreamProfile.Of(person);
        if (said.All(one => user[one.Key] == one.Value!.GetValue<string>())) return user;
        var schema = await schemas.OfType(http.Org.Id, user.TypeId, http.RequestAborted);
        try
        {
            return await changes.Revise(new(http.Org, provider.Party, http), user,
                current => UserDraft.Of(current, (JsonObject)said.DeepClone(), schema, reach)) ?? user;
        }
        catch (Exception refused) when (refused is RuleException or StandingException)
        {
            // What the provider says would break a rule here: the person stays as they are, and comes in.
            return user;
        }
    }

    private async Task<(IReadOnlyList<Group> Put, IReadOnlyList<Group> Taken)> GroupsOf(HttpContext http, IdentityProvider provider, UpstreamPerson person,
        User user)
    {
        var (rules, ct) = (provider.Rules, http.RequestAborted);
        if (rules.Groups is not (LinkingRules.Append or LinkingRules.Sync)) return ([], []);
        var said = person.Texts(rules.GroupClaim!).Select(Identifiers.Canonical).ToHashSet(StringComparer.Ordinal);
        var isIn = await memberships.Among(rules.GroupFilter.ToHashSet(StringComparer.Ordinal), user, ct);
        var (put, taken) = (new List<Group>(), new List<Group>());
        // No provider gives an administrator's role by a name that it says. Threats row 4.
        var giving = (await roles.Of(http.Org.Id, ct)).GroupIds;
        foreach (var id in rules.GroupFilter.Where(id => !giving.Contains(id)))
        {
            if (await groups.Find(http.Org.Id, id, ct) is not { } group) continue;
            var wanted = said.Contains(Identifiers.Canonical(group.Name)) || said.Contains(group.Id);
            if (wanted && !isIn.Contains(id)) put.Add(group);
            else if (!wanted && isIn.Contains(id) && rules.Groups == LinkingRules.Sync) taken.Add(group);
        }
        return (put, taken);
    }
}
