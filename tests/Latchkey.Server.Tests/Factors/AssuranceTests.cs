
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Faces.Management.Authenticators;

namespace Latchkey.Server.Tests.Factors;

/// <summary>Which step is missing: a pure table of what is wanted, what was proven and what could be.</summary>
public sealed class AssuranceTests
{
    private const string OneAny = Acr.OneFactor, Pwd = Acr.Password, Two = Acr.TwoFactors, TwoIf = Acr.TwoFactorsIfPossible;

    [Theory]                                                           // contract §2.1, acr_values
    // wanted, amr, could prove, step, acr
    [InlineData("", "pwd", false, AssuranceStep.Enough, null)]
    [InlineData("", "mfa pwd otp", true, AssuranceStep.Enough, null)]
    [InlineData("1 2", "pwd", false, AssuranceStep.Enough, null)]      // OpenID Connect Core §3.1.2.1: a wish that means nothing here
    [InlineData(OneAny, "pwd", false, AssuranceStep.Enough, OneAny)]
    [InlineData(Pwd, "pwd", false, AssuranceStep.Enough, Pwd)]
    [InlineData(Pwd, "mfa pwd otp", true, AssuranceStep.Enough, Pwd)]
    [InlineData(Two, "pwd", false, AssuranceStep.Enroll, null)]
    [InlineData(Two, "pwd", true, AssuranceStep.SecondFactor, null)]
    [InlineData(Two, "mfa pwd otp", true, AssuranceStep.Enough, Two)]
    [InlineData(Two, "mfa pwd otp", false, AssuranceStep.Enough, Two)]
    [InlineData(TwoIf, "pwd", false, AssuranceStep.Enough, TwoIf)]
    [InlineData(TwoIf, "pwd", true, AssuranceStep.SecondFactor, null)]
    [InlineData(TwoIf, "mfa pwd otp mca", true, AssuranceStep.Enough, TwoIf)]
    [InlineData(Acr.PhishingResistant, "mfa pwd otp", true, AssuranceStep.Enroll, null)]
    [InlineData(Acr.PhishingResistantHardware, "mfa pwd otp", true, AssuranceStep.Unmet, null)]
    [InlineData("phrh phr", "pwd", true, AssuranceStep.Enroll, null)]
    [InlineData("phrh " + OneAny, "pwd", true, AssuranceStep.Enough, OneAny)]     // in order of preference
    [InlineData("phrh " + Two + " " + OneAny, "pwd", true, AssuranceStep.SecondFactor, null)]
    [InlineData("", "swk", true, AssuranceStep.Password, null)]                   // a key that anybody may have found
    [InlineData("phr " + OneAny, "swk", true, AssuranceStep.Password, null)]
    [InlineData("", "mfa swk", true, AssuranceStep.Enough, null)]
    [InlineData(Two, "mfa swk", true, AssuranceStep.Enough, Two)]
    [InlineData(Pwd, "mfa swk", true, AssuranceStep.Password, null)]
    [InlineData(Acr.PhishingResistant, "mfa swk", true, AssuranceStep.Enough, Acr.PhishingResistant)]
    [InlineData(OneAny + " " + Two, "pwd", true, AssuranceStep.Enough, OneAny)]
    [InlineData("1 " + Two, "mfa pwd otp", true, AssuranceStep.Enough, Two)]
    public void The_missing_step_follows_from_what_is_wanted_proven_and_possible(string wanted, string amr, bool could, AssuranceStep step, string? acr) =>
        Assurance.Of(WantedAssurance.Of(Words(wanted)), amr, Could(app: false, could)).ShouldBe((step, acr));

    [Theory]                                                           // whoever has set one up gives it, whatever an app asks for; threats §1 row 8: one mailbox is one factor
    // wanted, amr, app, mailbox, step, acr
    [InlineData("", "pwd", true, false, AssuranceStep.SecondFactor, null)]
    [InlineData(OneAny, "pwd", true, false, AssuranceStep.SecondFactor, null)]
    [InlineData(Pwd, "pwd", false, true, AssuranceStep.SecondFactor, null)]
    [InlineData("1 2", "pwd", false, true, AssuranceStep.SecondFactor, null)]
    [InlineData("", "mfa pwd otp", true, false, AssuranceStep.Enough, null)]
    [InlineData(Pwd, "mfa pwd otp", true, false, AssuranceStep.Enough, Pwd)]
    [InlineData("", Assurance.Recovered, true, false, AssuranceStep.SecondFactor, null)]
    [InlineData("", Assurance.Recovered, true, true, AssuranceStep.SecondFactor, null)]
    [InlineData("", Assurance.Recovered, false, true, AssuranceStep.Enough, null)]
    [InlineData(Two, Assurance.Recovered, false, true, AssuranceStep.SignIn, null)]
    [InlineData(TwoIf, Assurance.Recovered, false, true, AssuranceStep.Enough, TwoIf)]
    public void What_is_set_up_is_asked_for(string wanted, string amr, bool app, bool mailbox, AssuranceStep step, string? acr) =>
        Assurance.Of(WantedAssurance.Of(Words(wanted)), amr, Could(app, mailbox) with { Enrolled = true }).ShouldBe((step, acr));

    [Theory]                                                           // OpenID Connect Core §5.5.1.1
    [InlineData("", Two, true, Two)]
    [InlineData(OneAny, Two, true, Two)]                               // what is essential leaves no choice
    [InlineData(OneAny, Two, false, Two + " " + OneAny)]
    [InlineData("", "", true, OneAny)]                                 // whatever it was, the token must say so
    [InlineData(Two, "", true, Two)]
    [InlineData("1", "", true, OneAny)]
    public void The_claims_parameter_comes_first(string acrValues, string claimed, bool essential, string wanted) =>
        string.Join(' ', WantedAssurance.Of(Words(acrValues), Words(claimed), essential).Values).ShouldBe(wanted);

    [Fact]                                                             // OpenID Connect Core §5.5.1.1: MUST treat it as a failed authentication
    public void An_essential_value_that_means_nothing_here_cannot_be_met()
    {
        WantedAssurance.Of([], ["urn:example:gold"], essential: true).CanBeMet(hardwareIsKnown: true).ShouldBeFalse();
        WantedAssurance.Of([OneAny], ["urn:example:gold"], essential: true).CanBeMet(hardwareIsKnown: true).ShouldBeFalse();
        WantedAssurance.Of([], ["urn:example:gold"], essential: false).CanBeMet(hardwareIsKnown: false).ShouldBeTrue();
        WantedAssurance.Of(["phrh"]).CanBeMet(hardwareIsKnown: false).ShouldBeFalse();
        WantedAssurance.Of(["phrh"]).CanBeMet(hardwareIsKnown: true).ShouldBeTrue();
        WantedAssurance.Of(["phrh", OneAny]).CanBeMet(hardwareIsKnown: false).ShouldBeTrue();
    }

    [Theory]                                                           // RFC 8176 §2
    [InlineData("pwd", FactorType.Totp, "mfa pwd otp")]
    [InlineData("pwd", FactorType.Email, "mfa pwd otp mca")]
    [InlineData("mfa pwd otp mca", FactorType.Totp, "mfa pwd otp mca")]
    [InlineData(Assurance.Recovered, FactorType.Totp, "mfa pwd mca otp")]
    [InlineData(Assurance.Recovered, FactorType.Email, "pwd mca otp")]
    public void Amr_says_what_was_proven(string before, string type, string after) =>
        string.Join(' ', Shown.Told(Assurance.Raised(before, type == FactorType.Totp ? Evidence.App : Evidence.Mailbox))).ShouldBe(after);

    [Theory]                                                           // contract §2.1: phr and phrh are met by keys of one site, and by nothing else
    // wanted, amr, has a key, step, acr
    [InlineData(Acr.PhishingResistant, "mfa pwd swk", true, AssuranceStep.Enough, Acr.PhishingResistant)]
    [InlineData(Acr.PhishingResistant, "mfa pwd hwk", true, AssuranceStep.Enough, Acr.PhishingResistant)]
    [InlineData(Acr.PhishingResistant, "mfa pwd otp", true, AssuranceStep.SecondFactor, null)]
    [InlineData(Acr.PhishingResistant, "mfa pwd otp", false, AssuranceStep.Enroll, null)]
    [InlineData(Acr.PhishingResistantHardware, "mfa pwd hwk", true, AssuranceStep.Enough, Acr.PhishingResistantHardware)]
    [InlineData(Acr.PhishingResistantHardware, "mfa pwd swk", true, AssuranceStep.Unmet, null)]
    public void Only_a_key_resists_phishing(string wanted, string amr, bool key, AssuranceStep step, string? acr) =>
        Assurance.Of(WantedAssurance.Of(Words(wanted)), amr, new Provable(key ? [Evidence.App, Evidence.Passkey] : [Evidence.App])).ShouldBe((step, acr));

    [Theory]                                                           // threats §1 row 8: what was given counts once
    [InlineData("swk", "mfa swk pwd")]
    [InlineData("mfa swk", "mfa swk pwd")]
    [InlineData("pwd", "pwd")]
    public void The_password_counts_beside_a_passkey_and_not_beside_itself(string before, string after) =>
        Assurance.Raised(before, Evidence.Password).ShouldBe(after);

    [Fact]
    public void One_device_is_one_factor_unless_it_knows_its_owner()
    {
        Assurance.Of(Evidence.Passkey).ShouldBe("swk +webauthn");
        Assurance.Of(Evidence.OfPasskey(new(Verified: true))).ShouldBe("mfa swk +webauthn/v");
        Assurance.Of(Evidence.OfPasskey(new(Verified: true, Bound: true, Hardware: true))).ShouldBe("mfa hwk +webauthn/vbh");
        string.Join(' ', Shown.Told(Assurance.Raised("swk", Evidence.Passkey))).ShouldBe("swk");
        foreach (var before in (string[])["swk", "hwk"]) new Provable([Evidence.Passkey]).Beyond(before).Any.ShouldBeFalse();
    }

    [Fact]                                                             // decision 0045: two halves of what is wanted are not the whole
    public void What_one_key_is_and_another_is_adds_up_to_nothing()
    {
        var both = Assurance.Raised(Assurance.Raised("pwd", Evidence.OfPasskey(new(Verified: true))), Evidence.OfPasskey(new(Bound: true)));
        string.Join(' ', Shown.Told(both)).ShouldBe("mfa pwd swk");
        bool Meets(KeyTraits wanted) => new PossessionDemand { Key = wanted }.IsMetBy(both);
        (Meets(new(Verified: true)), Meets(new(Bound: true)), Meets(new(true, true)), Meets(new(Hardware: true))).ShouldBe((true, true, false, false));
        new PossessionDemand { PhishingResistant = true }.IsMetBy("mfa pwd swk").ShouldBeTrue();      // of a session from before
        new PossessionDemand { Key = new(Bound: true) }.IsMetBy("mfa pwd swk").ShouldBeFalse();
    }

    [Fact]                                                             // an older server beside a newer one
    public void What_is_not_known_here_is_owed_all_the_same()
    {
        var could = new Provable([]) { Enrolled = true, Unknown = true };
        Assurance.Owes("pwd", could).ShouldBeTrue();
        Assurance.Owes("mfa pwd otp", could).ShouldBeFalse();
    }

    private static Provable Could(bool app, bool mailbox) =>
        new([.. new[] { Evidence.App, Evidence.Mailbox }.Where(kind => kind == Evidence.App ? app : mailbox)]);

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
