using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Authenticators;

/// <summary>A pure function of what is wanted, what was proven and what could be.</summary>
internal static class Assurance
{
    /// <summary>Enrolling a first factor trusts the password alone, so it must have been typed this recently.</summary>
    public static readonly TimeSpan FreshEnoughToEnroll = TimeSpan.FromMinutes(15);

    /// <summary>Says "more than one" in amr. RFC 8176 §2.</summary>
    public const string Mfa = "mfa";

    /// <summary>Says that something came by another channel: the mailbox. RFC 8176 §2.</summary>
    public const string Mailbox = "mca";

    /// <summary>A key of this person's device was used, and hardware keeps it. RFC 8176 §2.</summary>
    public const string HardwareKey = "hwk";

    /// <summary>The same, where software does.</summary>
    public const string SoftwareKey = "swk";

    /// <summary>The password was typed. RFC 8176 §2.</summary>
    public const string Password = "pwd";

    /// <summary>What counts once in a sign-in, however often it is given.</summary>
    public static readonly IReadOnlyList<string> CountsOnce = [Password, Mailbox, HardwareKey, SoftwareKey];

    /// <summary>Another provider vouches for them: it has signed them in, in a way of its own. No value of RFC 8176 says that.</summary>
    public const string Federated = "fed";

    /// <summary>A device that has made sure of its owner is two factors: it, and what they know or are.</summary>
    public static string Of(Evidence passkey) => string.Join(' ', passkey.UserVerified ? [Mfa, .. passkey.Words] : passkey.Words);

    /// <summary>
    /// What a new password is worth that a mailed link led to. The mailbox has had its part in it, so a code that is mailed
    /// there adds nothing: one mailbox is one factor (threats row 8).
    /// </summary>
    public const string Recovered = $"pwd {Mailbox}";

    /// <summary>The step that is missing; when none is, the <c>acr</c> that tokens will say (null when none was asked for).</summary>
    public static (AssuranceStep Step, string? Acr) Of(WantedAssurance wanted, string amr, Provable could)
    {
        if (IsHalf(amr)) return (AssuranceStep.Password, null);
        if (Owes(amr, could)) return (AssuranceStep.SecondFactor, null);
        if (!wanted.Required) return (AssuranceStep.Enough, null);
        foreach (var value in wanted.Values)
            if (StepTo(value, amr, could) is { } step) return step == AssuranceStep.Enough ? (step, value) : (step, null);
        return (AssuranceStep.Unmet, null);
    }

    /// <summary>
    /// Whoever has set a second factor up gives it, whatever an app asks for: a thief who knows the password would ask for
    /// less. Not what this sign-in rests on already.
    /// </summary>
    public static bool Owes(string amr, Provable could) => could.Enrolled && !Has(amr, Mfa) && (could.Unknown || could.Beyond(amr).Any);

    /// <summary>Somebody holds the device and has not shown that it is theirs: nobody is signed in by that alone.</summary>
    internal static bool IsHalf(string amr) => HasKey(amr) && !Has(amr, Mfa) && !Has(amr, Password);

    /// <summary>Somebody reads the mail, and nothing else is known of them.</summary>
    internal static bool IsMailboxAlone(string amr) => Has(amr, Mailbox) && !Has(amr, Mfa) && !Has(amr, Password) && !Has(amr, Federated) && !HasKey(amr);

    internal static bool HasKey(string amr) => Has(amr, HardwareKey) || Has(amr, SoftwareKey);

    /// <summary>What the first value that can be met wants people to have.</summary>
    public static PossessionDemand DemandOf(WantedAssurance wanted, string amr, Provable could) =>
        wanted.Values.FirstOrDefault(value => StepTo(value, amr, could) is not null) switch
        {
            Acr.PhishingResistant => Resistant,
            Acr.PhishingResistantHardware => ResistantHardware,
            _ => PossessionDemand.None,
        };

    private static readonly PossessionDemand Resistant = new() { PhishingResistant = true, Names = [Acr.PhishingResistant] };

    private static readonly PossessionDemand ResistantHardware = new()
    {
        PhishingResistant = true, Key = new(Hardware: true), Names = [Acr.PhishingResistantHardware],
    };

    /// <summary>The same where nobody may be asked anything: the first value that is met as things stand. Null: none is.</summary>
    public static string? MetNow(WantedAssurance wanted, string amr, Provable could) =>
        wanted.Values.FirstOrDefault(value => StepTo(value, amr, could) == AssuranceStep.Enough);

    /// <summary>
    /// What a proven factor adds to amr. RFC 8176 §2: a mailed code came by another channel, and is no second factor where that
    /// was the first.
    /// </summary>
    public static string Raised(string amr, Evidence proven)
    {
        string[] before = proven.IsSpentIn(amr) ? [] : [Mfa];
        var methods = amr.Split(' ', StringSplitOptions.RemoveEmptyEntries).Concat(proven.Words);
        return string.Join(' ', before.Concat(methods).Distinct(StringComparer.Ordinal));
    }

    public static bool Has(string amr, string method) => amr.Split(' ').Contains(method);

    /// <summary>The step that is missing to the first value that can be met; enough where nobody wants anything.</summary>
    public static AssuranceStep StepTo(WantedAssurance wanted, string amr, Provable could)
    {
        if (!wanted.Required) return AssuranceStep.Enough;
        foreach (var value in wanted.Values)
            if (StepTo(value, amr, could) is { } step) return step;
        return AssuranceStep.Unmet;
    }

    private static AssuranceStep? StepTo(string value, string amr, Provable could)
    {
        var (both, left) = (Has(amr, Mfa), could.Beyond(amr));
        return value switch
        {
            Acr.OneFactor => AssuranceStep.Enough,
            Acr.Password => Has(amr, Password) ? AssuranceStep.Enough : AssuranceStep.Password,
            // What is there and cannot be given again in this sign-in can be given in the next one.
            Acr.TwoFactors => both ? AssuranceStep.Enough : left.Any ? AssuranceStep.SecondFactor : could.Any ? AssuranceStep.SignIn : AssuranceStep.Enroll,
            // Keys answer only the site they were made for. RFC 8176 §2: kept by hardware, or by software.
            Acr.PhishingResistant => HasKey(amr) ? AssuranceStep.Enough : left.PhishingResistant ? AssuranceStep.SecondFactor : AssuranceStep.Enroll,
            // Another one than was given may be kept by hardware. Where no model is known that is, no device could show it.
            Acr.PhishingResistantHardware => Has(amr, HardwareKey) ? AssuranceStep.Enough : could.Fit(ResistantHardware).Any ? AssuranceStep.SecondFactor
                : could.HardwareIsKnown ? AssuranceStep.Enroll : null,
            Acr.TwoFactorsIfPossible => both || !left.Any ? AssuranceStep.Enough : AssuranceStep.SecondFactor,
            _ => null,
        };
    }

    /// <summary>OpenID Connect Core Unmet Authentication Requirements 1.0 §2.</summary>
    public static OAuthException Unmet() => OAuthException.Of("unmet_authentication_requirements", "The requested authentication context cannot be met.");
}
