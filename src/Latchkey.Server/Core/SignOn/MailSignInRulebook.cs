using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Rulebook;

namespace Latchkey.Server.Core.SignOn;

/// <summary>
/// Whether a mailed code may be the first thing that somebody proves on the way to an app: some rule of the app's policy is content with something that
/// they have, and some rule of the global session policy does not begin with the password. Nothing of anybody is looked at: who it is for, the rules say
/// once the code is right. Contract §3.9, ACCESS_POLICY <c>possession</c>, OKTA_SIGN_ON <c>primaryFactor</c>.
/// </summary>
internal sealed class MailSignInRulebook(OrgPolicies policies, ServerSettings settings)
{
    public async ValueTask<bool> Lets(Org org, App app, CancellationToken ct)
    {
        if (!settings.SendsMail || app.IsHome) return false;
        var set = await policies.Of(org.Id, ct);
        return set.OfApp(PolicyType.Access, app.AccessPolicyId).Rules.Any(rule => rule is { Active: true, App.TakesMailbox: true })
            && set.Of(PolicyType.SignOn).Any(policy => policy.Active
                && policy.Rules.Any(rule => rule is { Active: true, Session: { PasswordFirst: false, Deny: false } }));
    }
}
