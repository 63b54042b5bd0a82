using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Networks;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.SignOn;

/// <summary>Asked by every door through which somebody gets in: gathers the facts, all from memory, and has <see cref="SignOnRules"/> decide.</summary>
internal sealed class SignOnGate(OrgPolicies policies, Zones zones, Memberships memberships, AuthenticatorKinds kinds, Factors factors,
    KnownDevices devices, Authorities authorities, SystemLog log, TimeProvider clock)
{
    public async ValueTask<SignOnDecision> Decide(HttpContext http, SignOnQuestion question)
    {
        var ct = http.RequestAborted;
        var (org, user) = (http.Org, question.User);
        var set = await policies.Of(org.Id, ct);
        var (known, factorAt) = devices.Of(http, user, await factors.ActiveIds(user, ct));
        var could = (await kinds.ProvableBy(user, ct)).Where(question.Seen);
        if ((set.AsksForKeys && question.App is not null) || question.Wanted.Values.Contains(Acr.PhishingResistantHardware))
            could = await kinds.WithKeys(org, user, could, ct);
        var decision = SignOnRules.Decide(set, new SignOnFacts
        {
            UserId = user.Id, IsAdmin = !(await authorities.Of(user, ct)).IsNone, GroupIds = await memberships.Among(set.NamedGroups, user, ct),
            Zones = (await zones.Of(org.Id, ct)).Holding(CameFrom.Of(http)), KnownDevice = known, DeviceFactorAt = factorAt,
            AppId = question.App is { IsHome: false } app ? app.Id : null, AccessPolicyId = question.App?.AccessPolicyId,
            Amr = question.Amr, ProvenAt = question.ProvenAt, FactorAt = question.FactorAt, JustProven = question.JustProven,
            Grace = question.Grace ?? TimeSpan.FromSeconds(10), Could = question.Enrolled is { } added ? could.With(added) : could,
            Kinds = kinds.Proofs, Wanted = question.Wanted, Silent = question.Silent, Inside = question.Inside, Now = clock.Now,
        });
        return decision.Offering.Count == 0 ? decision
            : decision with { Offering = [.. decision.Offering.Where(type => kinds.Find(type) is { } kind && kind.WorksAt(org))] };
    }

    /// <summary>What a session of somebody is to be like who has proven elsewhere who they are; null: a rule keeps them out.</summary>
    public async ValueTask<SessionLength?> LengthOf(HttpContext http, SignOnQuestion question)
    {
        var decision = await Decide(http, question);
        if (decision.Denied is null) return decision.Length;
        await Tell(http, question, decision);
        return null;
    }

    /// <summary>The same for somebody who comes with a token that stands for a sign-in.</summary>
    public ValueTask<SessionLength?> LengthOf(HttpContext http, User user, string amr, DateTimeOffset provenAt) => LengthOf(http, new()
    {
        User = user, Amr = amr, ProvenAt = provenAt, FactorAt = Assurance.Has(amr, Assurance.Mfa) ? provenAt : null,
    });

    /// <summary>
    /// They have just signed in with this device. It is told so where a rule asks for it, and else keeps nothing.
    /// </summary>
    /// <param name="http">The request.</param>
    /// <param name="user">As they stand now: nothing of it counts after their next password.</param>
    /// <param name="factorAt">When they gave a second factor that is to be remembered; null: none is.</param>
    public async ValueTask Remember(HttpContext http, User user, DateTimeOffset? factorAt)
    {
        if (http.Org.TellsOfDevices || (await policies.Of(http.Org.Id, http.RequestAborted)).AsksForDevices)
            devices.Remember(http, user.Id, user.Era, factorAt, await factors.ActiveIds(user, http.RequestAborted));
    }

    /// <summary>People are told of it: they have been here before, and never with this device.</summary>
    public bool IsNews(HttpContext http, User user) => http.Org.TellsOfDevices && user.LastLoginAt is not null && !devices.Has(http, user);

    /// <summary>For a program that can show nobody anything: it gets what it asks for, or hears why not.</summary>
    /// <param name="http">The request.</param>
    /// <param name="question">Who wants in, and where.</param>
    /// <param name="more">What it is told where more would have to be proven.</param>
    /// <exception cref="OAuthException">A rule keeps the person out, or they would have to prove more.</exception>
    public async ValueTask RequireUnseen(HttpContext http, SignOnQuestion question, string more)
    {
        question = question with { Seen = false, Silent = true };
        var decision = await Decide(http, question);
        if (decision.Allowed) return;
        await Tell(http, question, decision);
        throw decision.Denied is not null ? OAuthException.AccessDenied("The sign-on policy does not let the user in.", detail: decision.Sentence)
            : OAuthException.InvalidGrant(more, decision.Sentence);
    }

    /// <summary>Writes into the log which rule decided.</summary>
    public ValueTask Tell(HttpContext http, SignOnQuestion question, SignOnDecision decision) =>
        log.Record(http.Org, http, SignOnEvents.Evaluated(question, decision));
}
