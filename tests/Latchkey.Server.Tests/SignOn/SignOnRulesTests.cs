using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Core.SignOn;

namespace Latchkey.Server.Tests.SignOn;

/// <summary>What policies decide: a pure table of every condition and every action, each deciding once. Contract §3.9.</summary>
public sealed class SignOnRulesTests
{
    private const string Org = "00o00000000000000000", Ada = "00uAda", App = "0oaShop", Office = "nzoOffice";
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(60);
    private static readonly Evidence Key = new("webauthn", ["swk"]) { Possession = true, PhishingResistant = true };

    private static readonly SignOnFacts Usual = new()
    {
        UserId = Ada, GroupIds = ["gEveryone", "gStaff"], Zones = new HashSet<string> { Office }, KnownDevice = true, AppId = App, AccessPolicyId = "pApp", Amr = "pwd",
        ProvenAt = Now, JustProven = true, Could = Provable.Nothing, Kinds = [Evidence.App, Evidence.Mailbox], Now = Now,
    };

    private static readonly Provable HasApp = new([Evidence.App]) { Enrolled = true };

    private static OrgPolicy Policy(string type, params OrgRule[] rules) => new()
    {
        Id = type == PolicyType.Access ? "pApp" : "p" + type, OrgId = Org, Type = type, Name = "mine", Groups = ["gStaff"], Rules = [.. rules, .. PolicyType.IsOfApps(type) ? [SystemPolicies.RuleOf("pApp", type, Now)] : (OrgRule[])[]],
        Password = type == PolicyType.Password ? new() : null, Enroll = type == PolicyType.Enroll ? AllOf(EnrollSettings.Optional) : null, CreatedAt = Now, UpdatedAt = Now,
    };

    private static EnrollSettings AllOf(string self) => new(AuthenticatorKeys.All.ToDictionary(key => key, key => self));

    private static OrgRule Rule(SessionAction? session = null, AppAction? app = null, EnrollAction? enroll = null, RuleConditions? when = null) => new()
    {
        Id = "r", PolicyId = "p", Name = "mine", Session = session, App = app, Enroll = enroll, Conditions = when ?? RuleConditions.Always,
    };

    private static PolicySet Set(params OrgPolicy[] policies) => new([.. policies, .. PolicyType.All.Select(type => SystemPolicies.Of(Org, type, Now))]);

    private static SignOnDecision Decide(SessionAction action, SignOnFacts? facts = null, RuleConditions? when = null) =>
        SignOnRules.Decide(Set(Policy(PolicyType.SignOn, Rule(action, when: when))), facts ?? Usual);

    private static SignOnDecision Enter(AppAction action, SignOnFacts? facts = null, RuleConditions? when = null) =>
        SignOnRules.Decide(Set(Policy(PolicyType.Access, Rule(app: action, when: when))), facts ?? Usual);

    private static readonly (string Name, RuleConditions Holds, RuleConditions Fails)[] Conditions =
    [
        ("users", new() { Users = [Ada] }, new() { Users = ["00uBob"] }),
        ("users excluded", new() { ExcludedUsers = ["00uBob"] }, new() { ExcludedUsers = [Ada] }),
        ("groups", new() { Groups = ["gStaff"] }, new() { Groups = ["gOther"] }),
        ("groups excluded", new() { ExcludedGroups = ["gOther"] }, new() { ExcludedGroups = ["gStaff"] }),
        ("either user or group", new() { Users = ["00uBob"], Groups = ["gStaff"] }, new() { Users = ["00uBob"], Groups = ["gOther"] }),
        ("excluded outweighs", new() { Groups = ["gStaff"], ExcludedUsers = ["00uBob"] }, new() { Groups = ["gStaff"], ExcludedUsers = [Ada] }),
        ("zone", new() { Zones = [Office] }, new() { Zones = ["nzoElse"] }),
        ("zone excluded", new() { ExcludedZones = ["nzoElse"] }, new() { ExcludedZones = [Office] }),
        ("any zone", new() { Zones = ["ALL_ZONES"] }, new() { ExcludedZones = ["ALL_ZONES"] }),
        ("risk", new() { Risk = SignInRisk.Low }, new() { Risk = SignInRisk.High }),
    ];

    private static readonly (string Name, SessionAction Action, Func<SignOnDecision, bool> Shows)[] SessionActions =
    [
        ("deny", new() { Deny = true }, decision => decision.Denied is not null),
        ("second factor", new() { RequireFactor = true }, decision => decision.Step == AssuranceStep.Enroll),
        ("idle", new() { IdleMinutes = 5 }, decision => decision.Length.IdleMinutes == 5),
        ("lifetime", new() { LifetimeMinutes = 500 }, decision => decision.Length.LifetimeMinutes == 500),
        ("persistent", new() { Persistent = true }, decision => decision.Length.Persistent),
        ("remembers", new() { PromptMode = PromptMode.Device, RememberByDefault = true }, decision => decision.RemembersByDefault),
    ];

    private static readonly (string Name, AppAction Action, Func<SignOnDecision, bool> Shows)[] AppActions =
    [
        ("deny", new() { Deny = true }, decision => decision.Denied is not null),
        ("two factors", new() { TwoFactors = true }, decision => decision.Step == AssuranceStep.Enroll),
        ("phishing-resistant", new() { PhishingResistant = true }, decision => decision.Step == AssuranceStep.Unmet),      // nobody could set such a thing up
    ];

    public static IEnumerable<object[]> OfSessions => from condition in Conditions from action in SessionActions from holds in (bool[])[true, false] select (object[])[condition.Name, action.Name, holds];

    public static IEnumerable<object[]> OfApps => from condition in Conditions from action in AppActions from holds in (bool[])[true, false] select (object[])[condition.Name, action.Name, holds];

    [Theory, MemberData(nameof(OfSessions))]
    public void Each_condition_decides_once_for_each_action_of_a_session(string condition, string action, bool holds)
    {
        var (when, then) = (Conditions.Single(one => one.Name == condition), SessionActions.Single(one => one.Name == action));
        var decision = Decide(then.Action, when: holds ? when.Holds : when.Fails);
        then.Shows(decision).ShouldBe(holds);
        decision.Session.Policy.System.ShouldBe(!holds);
    }

    [Theory, MemberData(nameof(OfApps))]
    public void Each_condition_decides_once_for_each_action_of_an_app(string condition, string action, bool holds)
    {
        var (when, then) = (Conditions.Single(one => one.Name == condition), AppActions.Single(one => one.Name == action));
        var decision = Enter(then.Action, when: holds ? when.Holds : when.Fails);
        then.Shows(decision).ShouldBe(holds);
        decision.App!.Rule.System.ShouldBe(!holds);
    }

    [Fact]                                                             // an org that has changed nothing
    public void Who_has_a_second_factor_is_asked_for_it_and_who_has_none_signs_in_with_a_password()
    {
        SignOnRules.Decide(Set(), Usual).Step.ShouldBe(AssuranceStep.Enough);
        SignOnRules.Decide(Set(), Usual with { Could = HasApp }).Step.ShouldBe(AssuranceStep.SecondFactor);
        SignOnRules.Decide(Set(), Usual with { Could = HasApp, Amr = "mfa pwd otp" }).Step.ShouldBe(AssuranceStep.Enough);
        SignOnRules.Decide(Set(), Usual with { Could = new([Evidence.Mailbox]) }).Step.ShouldBe(AssuranceStep.Enough);      // proven, and nothing set up
        SignOnRules.Decide(Set(), Usual with { Could = new([Evidence.Mailbox]) { Enrolled = true }, Amr = "pwd mca" }).Step.ShouldBe(AssuranceStep.Enough);      // threats §1 row 8
        SignOnRules.Decide(Set(), Usual).Length.ShouldBe(new SessionLength(120, 30 * 24 * 60, false));
    }

    [Fact]
    public void Policies_are_tried_by_priority_and_a_policy_without_a_rule_that_fits_is_passed_over()
    {
        var (denies, allows) = (Policy(PolicyType.SignOn, Rule(new() { Deny = true })) with { Priority = 2 }, Policy(PolicyType.SignOn, Rule(new())) with { Id = "first", Priority = 1 });
        SignOnRules.Decide(Set(denies, allows), Usual).Session.Policy.Id.ShouldBe("first");
        SignOnRules.Decide(Set(denies with { Priority = 1 }, allows with { Priority = 2 }), Usual).Denied.ShouldNotBeNull();
        SignOnRules.Decide(Set(denies, allows with { Rules = [] }), Usual).Denied.ShouldNotBeNull();
        SignOnRules.Decide(Set(denies, allows with { Rules = [allows.Rules[0] with { Active = false }] }), Usual).Denied.ShouldNotBeNull();
        SignOnRules.Decide(Set(denies with { Active = false }), Usual).Session.Policy.System.ShouldBeTrue();
        SignOnRules.Decide(Set(denies), Usual with { GroupIds = ["gEveryone"] }).Session.Policy.System.ShouldBeTrue();
        SignOnRules.Decide(Set(Policy(PolicyType.SignOn, Rule(new()) with { Id = "below", Priority = 2 }, Rule(new() { Deny = true }))), Usual).Denied!.Rule.Id.ShouldBe("r");
    }

    [Theory]                                                           // mode, minutes, amr, minutes since the factor, since the device's, asked
    [InlineData(PromptMode.Always, 0, "pwd", null, 1, true)]           // whatever a device remembers
    [InlineData(PromptMode.Always, 5, "mfa pwd otp", 60, null, false)]
    [InlineData(PromptMode.Session, 30, "mfa pwd otp", 29, null, false)]
    [InlineData(PromptMode.Session, 30, "mfa pwd otp", 31, null, true)]
    [InlineData(PromptMode.Session, 0, "mfa pwd otp", 3_000, null, false)]
    [InlineData(PromptMode.Session, 30, "pwd", null, 1, true)]
    [InlineData(PromptMode.Device, 30, "pwd", null, 29, false)]
    [InlineData(PromptMode.Device, 30, "pwd", null, 31, true)]
    [InlineData(PromptMode.Device, 0, "pwd", null, 500_000, false)]
    [InlineData(PromptMode.Device, 30, "pwd", null, null, true)]
    [InlineData(PromptMode.Device, 30, "mfa pwd otp", 29, null, false)]
    [InlineData(PromptMode.Device, 30, "mfa pwd otp", 31, 40, true)]
    public void A_second_factor_is_asked_for_as_often_as_the_rule_says(string mode, int minutes, string amr, int? factor, int? device, bool asked)
    {
        foreach (var required in (bool[])[true, false])
        {
            var facts = Usual with
            {
                Could = HasApp,
                Amr = amr,
                FactorAt = factor is { } f ? Now.AddMinutes(-f) : null,
                DeviceFactorAt = device is { } d ? Now.AddMinutes(-d) : null,
            };
            Decide(new() { RequireFactor = required, PromptMode = mode, FactorMinutes = minutes }, facts).Step.ShouldBe(asked ? AssuranceStep.SecondFactor : AssuranceStep.Enough);
        }
    }

    [Fact]                                                             // an app's two factors are two of this sign-in
    public void What_a_device_remembers_is_no_second_factor_for_an_app_that_wants_two()
    {
        var set = Set(Policy(PolicyType.SignOn, Rule(new() { PromptMode = PromptMode.Device })), Policy(PolicyType.Access, Rule(app: new() { TwoFactors = true })));
        SignOnRules.Decide(set, Usual with { Could = HasApp, DeviceFactorAt = Now }).Step.ShouldBe(AssuranceStep.SecondFactor);
    }

    [Theory]                                                           // again, seconds since the sign-in, for this request, asked
    [InlineData("PT0S", 9, false, false)]                              // a moment ago
    [InlineData("PT0S", 11, false, true)]
    [InlineData("PT0S", 60, true, false)]
    [InlineData("PT2H", 7_199, false, false)]
    [InlineData("PT2H", 7_201, false, true)]
    [InlineData("P1D", 90_000, false, true)]
    [InlineData("PT43800H", 90_000, false, false)]
    public void A_sign_in_counts_at_an_app_for_as_long_as_the_rule_says(string again, int seconds, bool fresh, bool asked) =>
        Enter(new() { ReauthenticateIn = again }, Usual with { ProvenAt = Now.AddSeconds(-seconds), JustProven = fresh }).Step.ShouldBe(asked ? AssuranceStep.SignIn : AssuranceStep.Enough);

    [Theory]                                                           // contract §3.9: the stricter of the rule and of its constraint
    [InlineData("PT43800H", "PT2H", 7_199, false)]
    [InlineData("PT43800H", "PT2H", 7_201, true)]
    [InlineData("PT1H", "PT2H", 3_601, true)]
    [InlineData("PT43800H", null, 90_000, false)]
    public void A_password_counts_for_as_long_as_its_constraint_says(string rule, string? password, int seconds, bool asked) =>
        Enter(new() { Password = true, PasswordAgainIn = password, ReauthenticateIn = rule }, Usual with { ProvenAt = Now.AddSeconds(-seconds), JustProven = false })
            .Step.ShouldBe(asked ? AssuranceStep.SignIn : AssuranceStep.Enough);

    [Fact]
    public void A_password_is_asked_for_where_a_rule_wants_one()
    {
        var key = Usual with { Amr = "mfa swk" };
        Decide(new() { PasswordFirst = true }, key with { JustProven = false }).Step.ShouldBe(AssuranceStep.Password);
        Enter(new() { Password = true }, key).Step.ShouldBe(AssuranceStep.Password);
        Enter(new() { Password = true }).Step.ShouldBe(AssuranceStep.Enough);
        Decide(new(), key).Step.ShouldBe(AssuranceStep.Enough);
    }

    [Fact]
    public void Only_a_key_gets_in_where_phishing_is_resisted()
    {
        var wants = new AppAction { PhishingResistant = true };
        var facts = Usual with { Kinds = [Evidence.App, Key] };
        Enter(wants, facts).ShouldSatisfyAllConditions(d => d.Step.ShouldBe(AssuranceStep.Enroll), d => d.Enrolling.ShouldBe(["webauthn"]));
        Enter(wants, facts with { Could = HasApp, Amr = "mfa pwd otp" }).Step.ShouldBe(AssuranceStep.Enroll);
        var both = Enter(wants, facts with { Could = new([Evidence.App, Key]) { Enrolled = true }, Amr = "mfa pwd otp" });
        (both.Step, both.Counting.Kinds.ShouldHaveSingleItem().Type).ShouldBe((AssuranceStep.SecondFactor, "webauthn"));
        Enter(wants, facts with { Amr = "mfa pwd swk" }).Step.ShouldBe(AssuranceStep.Enough);
    }

    /// <summary>Constraints of a possession, what was given, and what each passkey of the person is: f none, else v, b, h.</summary>
    [Theory]                                                           // contract §3.9; decision 0045
    [InlineData("v", "mfa pwd swk +webauthn", "v", AssuranceStep.SecondFactor)]
    [InlineData("v", "mfa swk +webauthn/v", "v", AssuranceStep.Enough)]
    [InlineData("b", "mfa swk +webauthn/v", "v", AssuranceStep.Enroll)]                // all that they have is copied
    [InlineData("b", "mfa swk +webauthn/v", "v vb", AssuranceStep.SecondFactor)]       // another of theirs would do
    [InlineData("b", "mfa swk +webauthn/vb", "vb", AssuranceStep.Enough)]
    [InlineData("b", "mfa pwd otp +token:software:totp", "", AssuranceStep.Enroll)]    // nobody knows where a secret is kept that was shown once
    [InlineData("h", "mfa swk +webauthn/vb", "vb", AssuranceStep.Enroll)]
    [InlineData("h", "mfa hwk +webauthn/vbh", "vbh", AssuranceStep.Enough)]
    [InlineData("vb", "mfa pwd swk +webauthn/v +webauthn/b", "v b", AssuranceStep.Enroll)]      // each is half of it
    [InlineData("b", "mfa pwd swk", "b", AssuranceStep.SecondFactor)]                  // a session from before anybody asked
    [InlineData("b", "pwd", "vb", AssuranceStep.SecondFactor)]
    public void Each_constraint_is_met_by_a_key_that_is_so(string wanted, string amr, string keys, AssuranceStep step)
    {
        static KeyTraits Of(string traits) => new(traits.Contains('v', StringComparison.Ordinal), traits.Contains('b', StringComparison.Ordinal), traits.Contains('h', StringComparison.Ordinal));
        var could = new Provable(keys.Length == 0 ? [Evidence.App] : [Evidence.App, Key]) { Enrolled = true, HardwareIsKnown = true, Keys = [.. keys.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Of)] };
        var facts = Usual with { Amr = amr, Could = could, Kinds = [Evidence.App, Key, Evidence.Mailbox] };
        var decision = Enter(new() { Key = Of(wanted) }, facts);
        decision.Step.ShouldBe(step);
        if (step == AssuranceStep.SecondFactor) decision.Counting.Kinds.ShouldHaveSingleItem().Type.ShouldBe("webauthn");
        if (step == AssuranceStep.Enroll) decision.Enrolling.ShouldBe(["webauthn"]);
        decision.Sentence.ShouldContain(": possession.");
        if (wanted == "h" && step == AssuranceStep.Enroll) Enter(new() { Key = Of(wanted) }, facts with { Could = could with { HardwareIsKnown = false } }).Step.ShouldBe(AssuranceStep.Unmet);
    }

    [Theory]                                                           // contract §3.9: which authenticators, by name
    [InlineData("email", "mfa pwd otp +token:software:totp", AssuranceStep.SecondFactor)]
    [InlineData("email", "mfa pwd otp mca +email", AssuranceStep.Enough)]
    [InlineData("email", "mfa pwd mca otp +token:software:totp", AssuranceStep.SignIn)]        // threats §1 row 8: it recovered the account
    [InlineData("token:software:totp", "mfa pwd otp mca +email", AssuranceStep.SecondFactor)]
    [InlineData("token:software:totp", "pwd", AssuranceStep.SecondFactor)]
    [InlineData("webauthn", "mfa pwd otp mca +email", AssuranceStep.Enroll)]
    public void One_of_the_named_authenticators_is_asked_for(string type, string amr, AssuranceStep step)
    {
        var decision = Enter(new() { Types = [type] }, Usual with { Amr = amr, Could = new([Evidence.App, Evidence.Mailbox]) { Enrolled = true }, Kinds = [Key, Evidence.App, Evidence.Mailbox] });
        decision.Step.ShouldBe(step);
        if (step == AssuranceStep.SecondFactor) decision.Counting.Kinds.ShouldHaveSingleItem().Type.ShouldBe(type);
        decision.Constraints.ShouldBe(["possession.authenticationMethods"]);
    }

    [Theory]                                                           // self, what is set up, what is wanted, step
    [InlineData(EnrollAction.AtLogin, false, false, AssuranceStep.Enroll)]
    [InlineData(EnrollAction.AtLogin, true, false, AssuranceStep.Enough)]
    [InlineData(EnrollAction.AtChallenge, false, false, AssuranceStep.Enough)]
    [InlineData(EnrollAction.AtChallenge, false, true, AssuranceStep.Enroll)]
    [InlineData(EnrollAction.Never, false, false, AssuranceStep.Enough)]
    [InlineData(EnrollAction.Never, false, true, AssuranceStep.Unmet)]
    public void What_is_required_is_set_up_when_the_rule_says(string self, bool has, bool required, AssuranceStep step)
    {
        var enroll = Policy(PolicyType.Enroll, Rule(enroll: new(self))) with { Enroll = new(new Dictionary<string, string> { ["google_otp"] = EnrollSettings.Required }) };
        var set = Set(enroll, Policy(PolicyType.SignOn, Rule(new() { RequireFactor = required })));
        var decision = SignOnRules.Decide(set, Usual with { Could = has ? HasApp : Provable.Nothing, Amr = has ? "mfa pwd otp" : "pwd" });
        decision.Step.ShouldBe(step);
        if (step == AssuranceStep.Enroll) decision.Enrolling.ShouldBe([FactorType.Totp]);      // not the mailbox, of which the policy says nothing
        decision.MayEnroll(FactorType.Email).ShouldBeFalse();
    }

    [Theory]
    [InlineData("0oaShop", true), InlineData("0oaElse", false), InlineData(null, false)]
    public void An_enrolment_rule_may_be_for_an_app(string? app, bool holds) =>
        SignOnRules.Decide(Set(Policy(PolicyType.Enroll, Rule(enroll: new(EnrollAction.Never), when: new() { Apps = [App] }))), Usual with { AppId = app }).Enrollment.Policy.System.ShouldBe(!holds);

    [Fact]                                                             // contract §3.9: administrators never get persistent cookies
    public void An_administrator_gets_no_persistent_cookie() => Decide(new() { Persistent = true }, Usual with { IsAdmin = true }).Length.Persistent.ShouldBeFalse();

    [Fact]                                                             // OpenID Connect Core §3.1.2.1: what the app asks for comes on top, and never instead
    public void What_an_app_asks_for_adds_to_what_the_policies_want()
    {
        SignOnRules.Decide(Set(), Usual with { Wanted = WantedAssurance.Of([Acr.TwoFactors]) }).Step.ShouldBe(AssuranceStep.Enroll);
        SignOnRules.Decide(Set(), Usual with { Could = HasApp, Wanted = WantedAssurance.Of([Acr.OneFactor]) }).Step.ShouldBe(AssuranceStep.SecondFactor);
        Enter(new() { TwoFactors = true }, Usual with { Could = HasApp, Wanted = WantedAssurance.Of([Acr.Password]) }).Step.ShouldBe(AssuranceStep.SecondFactor);
    }

    [Theory]
    [InlineData("PT2H", 7_200), InlineData("P1DT30M", 88_200), InlineData("PT0S", 0), InlineData("P", null), InlineData("PT", null), InlineData("P1M", null), InlineData("2H", null), InlineData("PT-1H", null)]
    public void A_duration_is_read_as_ISO_8601_writes_it(string text, int? seconds) => ((int?)Durations.Read(text)?.TotalSeconds).ShouldBe(seconds);
}
