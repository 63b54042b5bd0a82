using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Networks;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.SignOn;

/// <summary>Asked by every door through which somebody gets in: gathers the facts, all from memory, and has <see cref="SignOnRules"/> decide.</summary>
internal sealed class SignOnGate(OrgPolicies policies, Zones zones, Memberships memberships, AuthenticatorKinds kinds, KnownDevices devices, SystemLog log,
    TimeProvider clock)
{
    public async ValueTask<SignOnDecision> Decide(HttpContext http, SignOnQuestion question)
    {
        var ct = http.RequestAborted;
        var (org, user) = (http.Org, question.User);
        var set = await policies.Of(org.Id, ct);
        var (known, factorAt) = devices.Of(http, user);
        var could = (await kinds.ProvableBy(user, ct)).Where(question.Seen);
        return SignOnRules.Decide(set, new SignOnFacts
        {
            UserId = user.Id, IsAdmin = user.IsAdmin, GroupIds = await memberships.Among(set.NamedGroups, user, ct),
            Zones = (await zones.Of(org.Id, ct)).Holding(CameFrom.Of(http)), KnownDevice = known, DeviceFactorAt = factorAt,
            AppId = question.App is { IsHome: false } app ? app.Id : null, AccessPolicyId = question.App?.AccessPolicyId,
            Amr = question.Amr, ProvenAt = question.ProvenAt, FactorAt = question.FactorAt, JustProven = question.JustProven,
            Grace = question.Grace ?? TimeSpan.FromSeconds(10), Could = question.Enrolled is { } added ? could.With(added) : could,
            Kinds = question.Seen ? [.. kinds.All.Select(kind => kind.Proves)] : [], Wanted = question.Wanted, Silent = question.Silent, Now = clock.Now,
        });
    }

    /// <summary>What a session of somebody is to be like who has proven elsewhere who they are; null: a rule keeps them out.</summary>
    public async ValueTask<SessionLength?> LengthOf(HttpContext http, SignOnQuestion question)
    {
        var decision = await Decide(http, question);
        if (decision.Denied is null) return decision.Length;
        await Tell(http, question, decision);
        return null;
    }

    /// <summary>Writes into the log which rule decided.</summary>
    public ValueTask Tell(HttpContext http, SignOnQuestion question, SignOnDecision decision) =>
        log.Record(http.Org, http, SignOnEvents.Evaluated(question, decision));
}
