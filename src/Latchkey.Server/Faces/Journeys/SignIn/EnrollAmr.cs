using Latchkey.Server.Core.Authenticators;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>The values of <c>enroll_amr_values</c> that name a factor we have. Contract §2.1.</summary>
public static class EnrollAmr
{
    public static IReadOnlyList<string> Types(IReadOnlyList<string> values) => values.Count == 0 ? [FactorType.Totp, FactorType.Email]
        : [.. values.Select(value => value switch { "otp" or "oath_otp" or "google_otp" => FactorType.Totp, "email" => FactorType.Email, _ => null })
        .OfType<string>().Distinct(StringComparer.Ordinal)];
}
