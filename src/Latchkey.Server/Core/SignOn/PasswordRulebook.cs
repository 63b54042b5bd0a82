using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Networks;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.SignOn;

/// <summary>Which password policy is whose: the first one for a group of theirs. From memory. Contract §3.9, PASSWORD.</summary>
internal sealed class PasswordRulebook(OrgPolicies policies, Memberships memberships, Zones zones, TimeProvider clock) : IPasswordRulebook
{
    public async ValueTask<PasswordSettings> Of(User user, CancellationToken ct)
    {
        var set = await policies.Of(user.OrgId, ct);
        return SignOnRules.First(set.Of(PolicyType.Password), await memberships.Among(set.NamedGroups, user, ct)).Password!;
    }

    public async ValueTask<PasswordSettings> OfNew(string orgId, IReadOnlyCollection<string> groupIds, CancellationToken ct)
    {
        var set = await policies.Of(orgId, ct);
        return SignOnRules.First(set.Of(PolicyType.Password), [.. groupIds, .. set.SystemOf(PolicyType.Password).Groups]).Password!;
    }

    /// <summary>What they may do with their own, from where they are.</summary>
    public async ValueTask<PasswordAction> ActionOf(HttpContext http, User user)
    {
        var ct = http.RequestAborted;
        var set = await policies.Of(user.OrgId, ct);
        return SignOnRules.First(set.Of(PolicyType.Password), new SignOnFacts
        {
            UserId = user.Id, GroupIds = await memberships.Among(set.NamedGroups, user, ct),
            Zones = (await zones.Of(user.OrgId, ct)).Holding(CameFrom.Of(http)),
            Amr = "", ProvenAt = clock.Now, Could = Authenticators.Provable.Nothing, Now = clock.Now,
        }).Rule.Password!;
    }

    /// <summary>Some policy of the org lets a forgotten one be replaced by mail.</summary>
    public async ValueTask<bool> RecoversAny(Org org, CancellationToken ct) =>
        (await policies.Of(org.Id, ct)).Of(PolicyType.Password).Any(policy => policy is { Active: true, Password.RecoveredByMail: true });

    /// <summary>Some rule of the org lets people end a lock of their account.</summary>
    public async ValueTask<bool> UnlocksAny(Org org, CancellationToken ct) => (await policies.Of(org.Id, ct)).Of(PolicyType.Password)
        .Any(policy => policy.Active && policy.Rules.Any(rule => rule is { Active: true, Password.Unlock: true }));
}
