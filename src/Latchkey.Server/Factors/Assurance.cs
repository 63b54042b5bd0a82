using Latchkey.Server.Web;

namespace Latchkey.Server.Factors;

/// <summary>How sure an app wants to be of who is there. Contract §2.1, <c>acr_values</c>; RFC 9470 §4.</summary>
public static class Acr
{
    public const string Password = "urn:okta:loa:1fa:pwd";
    public const string OneFactor = "urn:okta:loa:1fa:any";
    public const string TwoFactors = "urn:okta:loa:2fa:any";
    public const string TwoFactorsIfPossible = "urn:okta:loa:2fa:any:ifpossible";
    /// <summary>Known, so that asking for them is refused rather than overlooked; met by nothing yet.</summary>
    public const string PhishingResistant = "phr";
    public const string PhishingResistantHardware = "phrh";

    /// <summary>What can be met, the least first: whoever sends the list as it stands gets the least.</summary>
    public static readonly IReadOnlyList<string> Supported = [OneFactor, Password, TwoFactorsIfPossible, TwoFactors];

    public static bool IsKnown(string value) => Supported.Contains(value) || value is PhishingResistant or PhishingResistantHardware;
}

/// <summary>What one request wants, in the order it prefers.</summary>
public sealed record WantedAssurance(IReadOnlyList<string> Values, bool Required)
{
    public static readonly WantedAssurance Any = new([], Required: false);

    /// <summary>
    /// From <c>acr_values</c> and the <c>acr</c> member of the <c>claims</c> parameter (OpenID Connect Core §5.5.1.1), which
    /// comes first. Values that mean nothing here are passed over where the app only wished for them, and refused where it insists.
    /// </summary>
    public static WantedAssurance Of(IReadOnlyList<string> acrValues, IReadOnlyList<string>? claimed = null, bool essential = false)
    {
        // Essential without a value: whatever it was, the tokens must say so.
        if (essential && claimed is not { Count: > 0 }) claimed = acrValues.Any(Acr.IsKnown) ? acrValues : [Acr.OneFactor];
        var known = (claimed ?? []).Concat(essential ? [] : acrValues).Where(Acr.IsKnown).Distinct(StringComparer.Ordinal).ToArray();
        return new(known, Required: essential || known.Length > 0);
    }

    /// <summary>Of a request that a person answers elsewhere: RFC 9470 §4, CIBA Core §7.1. What nobody could meet is refused before anybody is asked.</summary>
    public static WantedAssurance Read(Parameters form) => Of(form.Words(Protocol.Parameter.AcrValues)) is { CanBeMet: true } wanted ? wanted : throw Assurance.Unmet();

    /// <summary>Whether anything a person could do would meet it.</summary>
    public bool CanBeMet => !Required || Values.Any(Acr.Supported.Contains);
}

public enum AssuranceStep
{
    Enough,
    SecondFactor,
    Enroll,
    /// <summary>This sign-in cannot become what is wanted; another one can.</summary>
    SignIn,
    Unmet,
}

/// <summary>A pure function of what is wanted, what was proven and what could be.</summary>
public static class Assurance
{
    /// <summary>Enrolling a first factor trusts the password alone, so it must have been typed this recently.</summary>
    public static readonly TimeSpan FreshEnoughToEnroll = TimeSpan.FromMinutes(15);

    /// <summary>Says "more than one" in amr. RFC 8176 §2.</summary>
    public const string Mfa = "mfa";

    /// <summary>Says that something came by another channel: the mailbox. RFC 8176 §2.</summary>
    public const string Mailbox = "mca";

    /// <summary>
    /// What a new password is worth that a mailed link led to. The mailbox has had its part in it, so a code that is mailed
    /// there adds nothing: one mailbox is one factor (threats row 8).
    /// </summary>
    public const string Recovered = $"pwd {Mailbox}";

    /// <summary>The step that is missing; when none is, the <c>acr</c> that tokens will say (null when none was asked for).</summary>
    public static (AssuranceStep Step, string? Acr) Of(WantedAssurance wanted, string amr, Provable could)
    {
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
    public static bool Owes(string amr, Provable could) => could.Enrolled && !Has(amr, Mfa) && could.Beyond(amr).Any;

    /// <summary>The same where nobody may be asked anything: the first value that is met as things stand. Null: none is.</summary>
    public static string? MetNow(WantedAssurance wanted, string amr, Provable could) => wanted.Values.FirstOrDefault(value => StepTo(value, amr, could) == AssuranceStep.Enough);

    /// <summary>
    /// What a proven factor adds to amr. RFC 8176 §2: a mailed code came by another channel, and is no second factor where that
    /// was the first.
    /// </summary>
    public static string Raised(string amr, string factorType)
    {
        var byMail = factorType == FactorType.Email;
        string[] before = byMail && Has(amr, Mailbox) ? [] : [Mfa];
        string[] methods = byMail ? ["otp", Mailbox] : ["otp"];
        return string.Join(' ', before.Concat(amr.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Concat(methods).Distinct(StringComparer.Ordinal));
    }

    public static bool Has(string amr, string method) => amr.Split(' ').Contains(method);

    private static AssuranceStep? StepTo(string value, string amr, Provable could)
    {
        var (both, left) = (Has(amr, Mfa), could.Beyond(amr));
        return value switch
        {
            Acr.OneFactor => AssuranceStep.Enough,
            Acr.Password => Has(amr, "pwd") ? AssuranceStep.Enough : null,
            // What is there and cannot be given again in this sign-in can be given in the next one.
            Acr.TwoFactors => both ? AssuranceStep.Enough : left.Any ? AssuranceStep.SecondFactor : could.Any ? AssuranceStep.SignIn : AssuranceStep.Enroll,
            Acr.TwoFactorsIfPossible => both || !left.Any ? AssuranceStep.Enough : AssuranceStep.SecondFactor,
            _ => null,
        };
    }

    /// <summary>OpenID Connect Core Unmet Authentication Requirements 1.0 §2.</summary>
    public static OAuthException Unmet() => OAuthException.Of("unmet_authentication_requirements", "The requested authentication context cannot be met.");
}
