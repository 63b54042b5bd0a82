using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Rulebook;

namespace Latchkey.Server.Core.SignOn;

/// <summary>
/// Whether strangers make accounts for themselves on the way to an app, and what they are put in. From memory. Contract §3.9, PROFILE_ENROLLMENT.
/// </summary>
internal sealed class SignUpRulebook(OrgPolicies policies)
{
    public async ValueTask<ProfileAction> Of(Org org, App app, CancellationToken ct) =>
        (await policies.Of(org.Id, ct)).OfApp(PolicyType.Profile, app.EnrollmentPolicyId).Rules[^1].Profile!;

    /// <summary>Whether they do on the way to this app; null: to any that there may be.</summary>
    public async ValueTask<bool> Offered(Org org, App? app, CancellationToken ct) => app is not null ? (await Of(org, app, ct)).Register
        : (await policies.Of(org.Id, ct)).Of(PolicyType.Profile).Any(policy => policy.Active && policy.Rules[^1].Profile!.Register);
}
