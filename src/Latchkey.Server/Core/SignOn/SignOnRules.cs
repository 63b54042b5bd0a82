using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Networks;
using Latchkey.Server.Core.Rulebook;

namespace Latchkey.Server.Core.SignOn;

/// <summary>
/// What the policies of an org say of a sign-in. Contract §3.9: of each kind, the policies by priority that are for this
/// person, and within them the rules by priority; the first one whose conditions hold decides. Pure: the same question always
/// has the same answer.
/// </summary>
internal static class SignOnRules
{
    public static SignOnDecision Decide(PolicySet policies, SignOnFacts facts)
    {
        var session = First(policies.Of(PolicyType.SignOn), facts);
        var app = facts.AppId is null ? null : In(policies.OfApp(PolicyType.Access, facts.AccessPolicyId), facts);
        var enrollment = First(policies.Of(PolicyType.Enroll), facts);
        var action = session.Rule.Session!;
        var denied = action.Deny ? session : app is { Rule.App.Deny: true } ? app : null;
        var decided = new SignOnDecision
        {
            Session = session, App = app, Enrollment = enrollment, Denied = denied,
            Acr = facts.Wanted.Required ? Assurance.MetNow(facts.Wanted, facts.Amr, facts.Could) : null,
            Length = new(action.IdleMinutes, action.LifetimeMinutes, action.Persistent && !facts.IsAdmin),
        };
        return denied is not null ? decided : Proving(decided, facts);
    }

    /// <summary>The first rule for these facts of the first policy that is for the person and has one.</summary>
    public static RuleMatch First(IEnumerable<OrgPolicy> policies, SignOnFacts facts)
    {
        foreach (var policy in policies)
            if (IsFor(policy, facts.GroupIds) && In(policy, facts) is { } match) return match;
        throw new InvalidOperationException("The rule that every org has is for everybody.");
    }

    /// <summary>The first policy that is for somebody in these groups.</summary>
    public static OrgPolicy First(IEnumerable<OrgPolicy> policies, IReadOnlyCollection<string> groupIds) => policies.First(policy => IsFor(policy, groupIds));

    /// <summary>The first rule of a policy for these facts; null: none is.</summary>
    public static RuleMatch? In(OrgPolicy policy, SignOnFacts facts)
    {
        foreach (var rule in policy.Rules)
            if (rule.Active && Holds(rule, facts)) return new(policy, rule);
        return null;
    }

    public static bool IsFor(OrgPolicy policy, IReadOnlyCollection<string> groupIds) =>
        policy.Active && (policy.System || policy.Groups.Any(groupIds.Contains));

    public static bool Holds(OrgRule rule, SignOnFacts facts) => rule.System || ConditionsOf(rule, facts).All(condition => condition.Holds);

    /// <summary>The conditions of a rule by their names in the contract, each with whether it holds. There are none but those it has.</summary>
    public static IEnumerable<(string Name, bool Holds)> ConditionsOf(OrgRule rule, SignOnFacts facts)
    {
        var when = rule.Conditions;
        if (when.Users.Count + when.Groups.Count + when.ExcludedUsers.Count + when.ExcludedGroups.Count > 0)
            yield return ("people.users|people.groups", IsAmong(when, facts));
        if (when.Zones.Count + when.ExcludedZones.Count > 0)
            yield return ("network", (when.Zones.Count == 0 || Within(when.Zones, facts.Zones)) && !Within(when.ExcludedZones, facts.Zones));
        if (when.Risk is { } risk) yield return ("riskScore", (risk == SignInRisk.Low) == facts.KnownDevice);
        if (when.Apps.Count + when.ExcludedApps.Count > 0)
            yield return ("app", (when.Apps.Count == 0 || (facts.AppId is { } app && when.Apps.Contains(app)))
                && !(facts.AppId is { } there && when.ExcludedApps.Contains(there)));
    }

    private static bool IsAmong(RuleConditions when, SignOnFacts facts) =>
        !when.ExcludedUsers.Contains(facts.UserId) && !when.ExcludedGroups.Any(facts.GroupIds.Contains)
        && (when.Users.Count + when.Groups.Count == 0 || when.Users.Contains(facts.UserId) || when.Groups.Any(facts.GroupIds.Contains));

    private static bool Within(IReadOnlyList<string> named, IReadOnlySet<string> zones) =>
        named.Any(zone => zone == ZoneSet.AnyZone ? zones.Count > 0 : zones.Contains(zone));

    /// <summary>What is not named by the policy is not set up; of what no policy speaks, every policy lets people.</summary>
    public static bool MayEnroll(RuleMatch enrollment, string type) =>
        AuthenticatorKeys.KeyOf(type) is not { } key || enrollment.Policy.Enroll!.Of(key) != EnrollSettings.NotAllowed;

    /// <summary>What is still to be proven, in the order in which a person meets it.</summary>
    private static SignOnDecision Proving(SignOnDecision decided, SignOnFacts facts)
    {
        var (session, app) = (decided.Session.Rule.Session!, decided.App?.Rule.App);
        if (Assurance.IsHalf(facts.Amr)) return decided with { Step = AssuranceStep.Password };
        // PASSWORD_IDP: the password, or the word of another provider. An app that wants the password gets that.
        var first = session.PasswordFirst && !Assurance.Has(facts.Amr, Assurance.Federated);
        if ((first || app is { Password: true }) && !Assurance.Has(facts.Amr, Assurance.Password))
            return decided with { Step = AssuranceStep.Password };
        // A mailbox by itself does where the app's rule is content with something that somebody has, and nowhere else.
        var mailboxAlone = Assurance.IsMailboxAlone(facts.Amr);
        if (mailboxAlone && app is not { TakesMailbox: true }) return decided with { Step = AssuranceStep.Password };
        if (app is not null && !facts.JustProven && Lapsed(app, facts)) return decided with { Step = AssuranceStep.SignIn };

        // A second factor that was given already may be asked for again: then the mailbox it came from is none that recovered the account.
        var left = Assurance.Has(facts.Amr, Assurance.Mfa) ? facts.Could : facts.Could.Beyond(facts.Amr);
        var required = session.RequireFactor || app is { TwoFactors: true };
        var demand = app?.Possession is { } wanted && !wanted.IsMetBy(facts.Amr) ? wanted : PossessionDemand.None;
        if ((required || (facts.Could.Enrolled && !facts.Inside)) && !IsGiven(session, app, facts))
        {
            // What the app wants to see is asked for at once, where they have it.
            if (!demand.IsNothing && left.Fit(demand) is { Any: true } fitting) return Asking(decided, fitting, demand);
            if (left.Any || left.Unknown) return Asking(decided, left, PossessionDemand.None);
            // The mailbox that they have set up is the one this sign-in rests on: what is left is what they know.
            if (mailboxAlone) return decided with { Step = AssuranceStep.Password };
            if (required) return Missing(decided, facts, demand, facts.Could.Any);
        }
        if (!demand.IsNothing)
        {
            // Another passkey may be what this one was not. A mailbox that recovered the account shows nothing in this sign-in (threats row 8).
            var could = facts.Could.Fit(demand);
            var fitting = could.Only(kind => kind.Type == FactorType.Passkey || !kind.IsSpentIn(facts.Amr));
            return fitting.Any ? Asking(decided, fitting, demand) : Missing(decided, facts, demand, could.Any);
        }
        var step = facts.Silent && decided.Acr is not null ? AssuranceStep.Enough : Assurance.StepTo(facts.Wanted, facts.Amr, facts.Could);
        if (step is AssuranceStep.SecondFactor or AssuranceStep.Enroll)
        {
            var asked = Assurance.DemandOf(facts.Wanted, facts.Amr, facts.Could);
            if (step == AssuranceStep.Enroll) return Missing(decided, facts, asked, possible: false);
            return Asking(decided, asked.IsNothing ? facts.Could.Beyond(facts.Amr) : facts.Could.Fit(asked), asked);
        }
        if (step != AssuranceStep.Enough) return decided with { Step = step };
        return Required(decided, facts);
    }

    private static SignOnDecision Asking(SignOnDecision decided, Provable counting, PossessionDemand demand) =>
        decided with { Step = AssuranceStep.SecondFactor, Counting = counting, Demand = demand };

    /// <summary>What they have cannot be given in this sign-in but in another one, or there is nothing yet and something is to be set up.</summary>
    private static SignOnDecision Missing(SignOnDecision decided, SignOnFacts facts, PossessionDemand demand, bool possible)
    {
        decided = decided with { Demand = demand };
        if (possible) return decided with { Step = AssuranceStep.SignIn };
        // Where no model is known that hardware keeps, no device could show that it is of one.
        var open = demand.Key.Hardware && !facts.Could.HardwareIsKnown ? []
            : facts.Kinds.Select(kind => kind.Type).Where(demand.Takes).Where(decided.MayEnroll).ToArray();
        return open.Length == 0 || decided.Enrollment.Rule.Enroll!.Self == EnrollAction.Never ? decided with { Step = AssuranceStep.Unmet }
            : decided with { Step = AssuranceStep.Enroll, Enrolling = open };
    }

    /// <summary>What the enrolment policy wants everybody to have, when they sign in.</summary>
    private static SignOnDecision Required(SignOnDecision decided, SignOnFacts facts)
    {
        if (!facts.JustProven || decided.Enrollment.Rule.Enroll!.Self != EnrollAction.AtLogin) return decided;
        var missing = facts.Kinds.Select(kind => kind.Type)
            .Where(type => AuthenticatorKeys.KeyOf(type) is { } key && decided.Enrollment.Policy.Enroll!.Of(key) == EnrollSettings.Required)
            .Where(type => !(facts.Could.Enrolled && facts.Could.Includes(type))).ToArray();
        return missing.Length > 0 ? decided with { Step = AssuranceStep.Enroll, Enrolling = missing }
            : facts.Could.Enrolled ? decided : decided with { Offering = Optional(decided.Enrollment.Policy.Enroll!, facts) };
    }

    /// <summary>What it leaves to people, which is offered to who has nothing yet.</summary>
    private static string[] Optional(EnrollSettings settings, SignOnFacts facts) => [.. facts.Kinds.Select(kind => kind.Type)
        .Where(type => AuthenticatorKeys.KeyOf(type) is { } key && settings.Of(key) == EnrollSettings.Optional)];

    private static bool Lapsed(AppAction app, SignOnFacts facts) =>
        IsOver(app.ReauthenticateIn, facts) || (app.PasswordAgainIn is { } again && IsOver(again, facts));

    private static bool IsOver(string lasts, SignOnFacts facts) =>
        Durations.Read(lasts) is { } span && facts.Now - facts.ProvenAt > (span > facts.Grace ? span : facts.Grace);

    private static bool IsGiven(SessionAction session, AppAction? app, SignOnFacts facts)
    {
        var has = Assurance.Has(facts.Amr, Assurance.Mfa);
        if (app is { TwoFactors: true } && !has) return false;
        return session.PromptMode switch
        {
            PromptMode.Session => has && Counts(session, facts.FactorAt, facts.Now),
            PromptMode.Device => (has && Counts(session, facts.FactorAt, facts.Now)) || Counts(session, facts.DeviceFactorAt, facts.Now),
            _ => has,
        };
    }

    private static bool Counts(SessionAction session, DateTimeOffset? at, DateTimeOffset now) =>
        at is { } given && (session.FactorMinutes == 0 || now - given <= TimeSpan.FromMinutes(session.FactorMinutes));
}
