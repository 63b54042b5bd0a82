using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Securing.Policies.Kit;
using Latchkey.Server.Ground.Languages;

namespace Latchkey.Server.Faces.Console.Securing.Policies.Rule;

/// <summary>A rule as a form has it. Its fields are called what the management API calls them (contract §3.9).</summary>
internal static class RuleForm
{
    public const string Name = "name";
    public const string Groups = "conditions.people.groups.include";
    public const string NotGroups = "conditions.people.groups.exclude";
    public const string Users = "conditions.people.users.include";
    public const string NotUsers = "conditions.people.users.exclude";
    public const string Apps = "conditions.app.include";
    public const string Device = "conditions.riskScore.level";
    /// <summary>Before the id of each zone.</summary>
    public const string InZone = "conditions.network.include.";
    public const string NotInZone = "conditions.network.exclude.";

    private const string SignOn = "actions.signon.";
    public const string Access = SignOn + "access";
    public const string PrimaryFactor = SignOn + "primaryFactor";
    public const string RequireFactor = SignOn + "requireFactor";
    public const string Prompt = SignOn + "factorPromptMode";
    public const string FactorMinutes = SignOn + "factorLifetime";
    public const string Remember = SignOn + "rememberDeviceByDefault";
    public const string Idle = SignOn + "session.maxSessionIdleMinutes";
    public const string Lifetime = SignOn + "session.maxSessionLifetimeMinutes";
    public const string Persistent = SignOn + "session.usePersistentCookie";

    private const string AppSignOn = "actions.appSignOn.";
    public const string AppAccess = AppSignOn + "access";
    public const string FactorMode = AppSignOn + "verificationMethod.factorMode";
    public const string Again = AppSignOn + "verificationMethod.reauthenticateIn";
    private const string Constraints = AppSignOn + "verificationMethod.constraints.";
    public const string WithPassword = Constraints + "knowledge";
    public const string PasswordAgain = Constraints + "knowledge.reauthenticateIn";
    private const string Possession = Constraints + "possession.";
    public const string PhishingResistant = Possession + "phishingResistant";
    public const string DeviceBound = Possession + "deviceBound";
    public const string Hardware = Possession + "hardwareProtection";
    public const string OwnerVerified = Possession + "userVerification";
    public const string Presence = Possession + "userPresence";
    public const string Methods = Possession + "authenticationMethods";
    /// <summary>Before the key of each authenticator.</summary>
    public const string OneMethod = Methods + ".";

    public const string MayChange = "actions.passwordChange.access";
    public const string MayReset = "actions.selfServicePasswordReset.access";
    public const string MayUnlock = "actions.selfServiceUnlock.access";
    public const string Enroll = "actions.enroll.self";
    public const string Register = "actions.profileEnrollment.unknownUserAction";
    public const string ProfileGroups = "actions.profileEnrollment.targetGroupIds";

    public const string Provider = "actions.idp.providers";
    public const string Patterns = "conditions.userIdentifier.patterns";

    public const string Allow = "ALLOW";
    public const string Deny = "DENY";
    public const string OneFactor = "1FA";
    public const string TwoFactors = "2FA";
    public const string PasswordFirst = "PASSWORD_IDP";
    public const string AnyFirst = "PASSWORD_IDP_ANY_FACTOR";

    public static bool KnowsDevices(string type) => type is PolicyType.SignOn or PolicyType.Access;

    public static FormState Suggested(string type) => FormState.Of(Of(SystemPolicies.RuleOf("00p", type, default)));

    public static FormState Of(OrgRule rule, IReadOnlyDictionary<string, string> names)
    {
        var when = rule.Conditions;
        IEnumerable<KeyValuePair<string, string?>> conditions = rule.System ? [] :
        [
            new(Name, rule.Name), new(Groups, PolicyNames.Lines(when.Groups, names)), new(NotGroups, PolicyNames.Lines(when.ExcludedGroups, names)),
            new(Users, PolicyNames.Lines(when.Users, names)), new(NotUsers, PolicyNames.Lines(when.ExcludedUsers, names)),
            new(Apps, when.Apps.Count == 0 ? null : string.Join('\n', when.Apps)), new(Device, when.Risk),
            new(Patterns, when.Identifiers.Count == 0 ? null : string.Join('\n', when.Identifiers.Select(TypedPatterns.Written))),
            .. when.Zones.Select(zone => KeyValuePair.Create(InZone + zone, (string?)"on")),
            .. when.ExcludedZones.Select(zone => KeyValuePair.Create(NotInZone + zone, (string?)"on")),
        ];
        return FormState.Of([.. conditions, .. Of(rule), .. rule.Profile is { } profile
            ? [new(ProfileGroups, PolicyNames.Lines(profile.Groups, names))] : (IEnumerable<KeyValuePair<string, string?>>)[]]);
    }

    /// <summary>A rule with nothing but the action of its policy's kind.</summary>
    public static OrgRule Action(FormState typed, string type, OrgRule? existing, IReadOnlyList<string> profileGroups)
    {
        var rule = new OrgRule { Id = "", PolicyId = "", Name = "" };
        return type switch
        {
            PolicyType.Access => rule with { App = ReadApp(typed, existing?.App ?? new()) },
            PolicyType.Password => rule with
            {
                Password = new(Change: typed.Ticked(MayChange), Reset: typed.Ticked(MayReset), Unlock: typed.Ticked(MayUnlock)),
            },
            PolicyType.Enroll => rule with { Enroll = new(typed.Text(Enroll) ?? EnrollAction.AtChallenge) },
            PolicyType.Profile => rule with { Profile = new(typed.Ticked(Register), profileGroups) },
            PolicyType.Discovery => rule with { Routing = new(typed.Text(Provider)) },
            _ => rule with { Session = ReadSession(typed) },
        };
    }

    public static IReadOnlyDictionary<string, string> Labels(Texts texts)
    {
        var said = texts.Policy;
        return new Dictionary<string, string>
        {
            [Name] = texts.Console.Name, [Groups] = said.InGroups, [NotGroups] = said.NotInGroups, [Users] = said.ThePeople, [NotUsers] = said.NotThePeople,
            [Apps] = said.IfApp, [Prompt] = said.AskedAgain, [FactorMinutes] = said.FactorMinutes, [Idle] = said.IdleMinutes,
            [Lifetime] = said.LifetimeMinutes, [Again] = said.SignInAgain, [Enroll] = said.AskedToEnroll, [ProfileGroups] = said.PutInto,
            [Provider] = said.SignInAt, [Patterns] = said.IfTyped, [PasswordAgain] = said.PasswordAgain, [Methods] = said.OneOfThem,
        };
    }

    private static IEnumerable<KeyValuePair<string, string?>> Of(OrgRule rule) => rule switch
    {
        { Session: { } session } =>
        [
            new(Access, session.Deny ? Deny : Allow), new(PrimaryFactor, session.PasswordFirst ? PasswordFirst : AnyFirst),
            new(RequireFactor, On(session.RequireFactor)), new(Prompt, session.PromptMode), new(FactorMinutes, Whole.Written(session.FactorMinutes)),
            new(Remember, On(session.RememberByDefault)), new(Idle, Whole.Written(session.IdleMinutes)),
            new(Lifetime, Whole.Written(session.LifetimeMinutes)), new(Persistent, On(session.Persistent)),
        ],
        { App: { } app } =>
        [
            new(AppAccess, app.Deny ? Deny : Allow), new(FactorMode, app.TwoFactors ? TwoFactors : OneFactor), new(Again, app.ReauthenticateIn),
            .. Of(AppConstraints.Demand(app)),
        ],
        { Password: { } password } => [new(MayChange, On(password.Change)), new(MayReset, On(password.Reset)), new(MayUnlock, On(password.Unlock))],
        { Enroll: { } enroll } => [new(Enroll, enroll.Self)],
        { Profile: { } profile } => [new(Register, On(profile.Register))],
        { Routing: { } routing } => [new(Provider, routing.ProviderId)],
        _ => [],
    };

    private static SessionAction ReadSession(FormState typed) => new()
    {
        Deny = typed[Access] == Deny, RequireFactor = typed.Ticked(RequireFactor), PromptMode = typed.Text(Prompt) ?? PromptMode.Always,
        FactorMinutes = Whole.Read(typed, FactorMinutes), RememberByDefault = typed.Ticked(Remember), PasswordFirst = typed[PrimaryFactor] == PasswordFirst,
        IdleMinutes = Whole.Read(typed, Idle), LifetimeMinutes = Whole.Read(typed, Lifetime), Persistent = typed.Ticked(Persistent),
    };

    private static IEnumerable<KeyValuePair<string, string?>> Of(ProofDemand demand) =>
    [
        new(WithPassword, On(demand.Password)), new(PasswordAgain, demand.PasswordAgainIn), new(PhishingResistant, On(demand.PhishingResistant)),
        new(DeviceBound, On(demand.Key.Bound)), new(Hardware, On(demand.Key.Hardware)), new(OwnerVerified, On(demand.Key.Verified)),
        new(Presence, On(demand.Presence)), .. demand.Methods.Select(key => KeyValuePair.Create(OneMethod + key, On(true))),
    ];

    private static AppAction ReadApp(FormState typed, AppAction existing) => existing.Asking(new()
    {
        Password = typed.Ticked(WithPassword), PasswordAgainIn = typed.Ticked(WithPassword) ? typed.Text(PasswordAgain) : null,
        PhishingResistant = typed.Ticked(PhishingResistant), Presence = typed.Ticked(Presence),
        Key = new(Verified: typed.Ticked(OwnerVerified), Bound: typed.Ticked(DeviceBound), Hardware: typed.Ticked(Hardware)),
        Methods = [.. AppConstraints.Possible.Where(key => typed.Ticked(OneMethod + key))],
    }) with
    {
        Deny = typed[AppAccess] == Deny,
        TwoFactors = typed[FactorMode] == TwoFactors,
        ReauthenticateIn = typed.Text(Again) ?? AppAction.NeverAgain,
    };

    private static string? On(bool ticked) => ticked ? "on" : null;
}
