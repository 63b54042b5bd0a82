using System.Text.RegularExpressions;
using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Federation;

/// <summary>
/// Decides who somebody is here whom a provider sent. The provider's <c>sub</c> is who they are, and nothing else; an account that is here already is
/// found by a mail address that both sides have proven, once; a name there that somebody has is never given to another. Threats row 8.
/// </summary>
internal sealed class AccountLinking(Database db, LinkedIdentities linked, Users users, PeopleByMail byMail, SignedUp accounts, Memberships memberships,
    ProfileSchemas schemas, MailReach reach, SystemLog log, TimeProvider clock)
{
    public async Task<LinkOutcome> Recognize(HttpContext http, IdentityProvider provider, UpstreamPerson person)
    {
        var ct = http.RequestAborted;
        if (await linked.FindExternal(provider.Id, person.Subject, ct) is { } known)
            return await users.Read(provider.OrgId, known.UserId, ct) is { } here ? new LinkOutcome.Known(here, known)
                : new LinkOutcome.Refused(null, "the account is gone");

        var rules = provider.Rules;
        // Whoever says an address that they have not proven says somebody else's.
        if (person.Email is not { } email || !EmailAddress.Is(email)) return new LinkOutcome.Refused(null, "the provider says no mail address");
        if (!person.HasProvenMail(provider.Type)) return new LinkOutcome.Refused(null, "the provider has not verified the mail address");
        if (person[rules.LoginClaim] is not { } login) return new LinkOutcome.Refused(null, $"the provider does not say {rules.LoginClaim}");
        if (rules.LoginFilter is { } filter && !Matches(filter, login)) return new LinkOutcome.Refused(null, "the login does not match the provider's filter");

        var found = await FindHere(provider, login, email, ct);
        if (found is not null && rules.Links) return await Link(http, provider, person, found, email);
        if (found is not null) return new LinkOutcome.Refused(found, "somebody has the address, and accounts are not linked");
        return rules.Provisions ? await Provision(http, provider, person, login, email)
            : new LinkOutcome.Refused(null, "nobody here, and no accounts are made");
    }

    /// <summary>By the login, or by the address where it is one person's alone.</summary>
    private async Task<User?> FindHere(IdentityProvider provider, string login, string email, CancellationToken ct)
    {
        if (provider.Rules.Match != LinkingRules.Email && await users.FindByLogin(provider.OrgId, login, ct) is { } named
            && Identifiers.Canonical(named.Login) == Identifiers.Canonical(login)) return named;
        if (provider.Rules.Match == LinkingRules.UserName) return null;
        return await byMail.FindOnly(provider.OrgId, email, ct);
    }

    private async Task<LinkOutcome> Link(HttpContext http, IdentityProvider provider, UpstreamPerson person, User user, string email)
    {
        var (rules, ct) = (provider.Rules, http.RequestAborted);
        if (!EmailAddress.AreSame(user.Email, email)) return new LinkOutcome.Refused(user, "the account has another mail address");
        // Whoever made an account with an address that is not theirs would get its owner's sign-ins.
        if (!user.EmailVerified) return new LinkOutcome.Refused(user, "the account has not proven its mail address");
        if (rules.LinkExcluded.Contains(user.Id)) return new LinkOutcome.Refused(user, "the account is excluded from linking");
        var authorities = http.RequestServices.GetRequiredService<Authorities>();
        if (!rules.LinksAdmins && !(await authorities.Of(user, ct)).IsNone)
            return new LinkOutcome.Refused(user, "an administrator's account is linked by hand alone");
        if (AccountGate.RefusalToSignIn(user, clock.Now) is { } refusal) return new LinkOutcome.Refused(user, refusal.Explanation);
        // What it answers may hold other groups of theirs as well.
        if (rules.LinkGroups.Count > 0
            && !(await memberships.Among(rules.LinkGroups.ToHashSet(StringComparer.Ordinal), user, ct)).Any(rules.LinkGroups.Contains))
            return new LinkOutcome.Refused(user, "the account is in none of the groups that are linked");

        var linking = await linked.Linking(http.Org, provider, user, person.Subject, UpstreamProfile.ShownOf(person), ct);
        var made = await db.Write(async writing =>
        {
            if (await linking(writing) is not { } link) return null;
            await log.Record(writing, http.Org, http, FederationEvents.Linked.By(user.Party, user.Party, provider.Party));
            return link;
        }, ct);
        // Null: another answer for the same person was quicker, or they have another name there.
        return made is not null ? new LinkOutcome.Known(user, made)
            : await Meanwhile(provider, person, ct) ?? new LinkOutcome.Refused(user, "the account has another name at this provider");
    }

    private async Task<LinkOutcome> Provision(HttpContext http, IdentityProvider provider, UpstreamPerson person, string login, string email)
    {
        var ct = http.RequestAborted;
        UserDraft draft;
        try
        {
            draft = UserDraft.Of(UpstreamProfile.OfNew(person, login, email), await schemas.OfUsers(http.Org.Id, ct), reach);
        }
        catch (RuleException rule)
        {
            return new LinkOutcome.Refused(null, $"no account can be made of what the provider says: {rule.Message}");
        }
        var make = await accounts.Make(http, new NewUser
        {
            OrgId = http.Org.Id, Profile = draft.Profile, Status = UserStatus.Active, EmailVerified = true,
            GroupIds = provider.Rules.Groups == LinkingRules.Assign ? provider.Rules.AssignedGroups : [],
        });
        LinkedIdentity? link = null;
        User? user;
        try
        {
            user = await db.Write(async writing =>
            {
                if (await make(writing) is not { } made) return null;
                await UserValues.RequireUnique(writing, made.OrgId, made.Id, draft);
                link = await linked.TryLink(writing, provider, made, person.Subject, UpstreamProfile.ShownOf(person)) ?? throw new TakenException();
                await log.Record(writing, http.Org, http, FederationEvents.Linked.By(made.Party, made.Party, provider.Party));
                return made;
            }, ct);
        }
        catch (TakenException)
        {
            return await Meanwhile(provider, person, ct) ?? new LinkOutcome.Refused(null, "the provider is gone");
        }
        catch (RuleException rule)
        {
            return new LinkOutcome.Refused(null, $"no account can be made of what the provider says: {rule.Message}");
        }
        if (user is not null) return new LinkOutcome.Known(user, link!);
        return await Meanwhile(provider, person, ct) ?? new LinkOutcome.Refused(null, "somebody has this login");
    }

    /// <summary>Two answers for one person raced, and the other one made the link.</summary>
    private async Task<LinkOutcome?> Meanwhile(IdentityProvider provider, UpstreamPerson person, CancellationToken ct) =>
        await linked.FindExternal(provider.Id, person.Subject, ct) is { } link && await users.Read(provider.OrgId, link.UserId, ct) is { } user
            ? new LinkOutcome.Known(user, link) : null;

    private static bool Matches(string filter, string login)
    {
        try
        {
            return LoginPatterns.Of(filter).IsMatch(login);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private sealed class TakenException : Exception;
}
