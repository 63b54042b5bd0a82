using Latchkey.Server.Core.Authenticators;

namespace Latchkey.Server.Faces.Journeys.Authorization;

/// <summary>The values of <c>enroll_amr_values</c> that name a factor we have. Contract §2.1.</summary>
internal static class EnrollAmr
{
    public static IReadOnlyList<string> Types(IReadOnlyList<string> values) => values.Count == 0 ? FactorType.All : [.. values.Select(TypeOf)
        .OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>One that asks for this kind alone.</summary>
    public static string ValueOf(string type) => type switch
    {
        FactorType.Totp => "otp",
        FactorType.Email => "email",
        _ => "webauthn",
    };

    private static string? TypeOf(string value) => value switch
    {
        "otp" or "oath_otp" or "google_otp" => FactorType.Totp,
        "email" => FactorType.Email,
        "webauthn" or "fido" or Assurance.SoftwareKey or Assurance.HardwareKey => FactorType.Passkey,
        _ => null,
    };
}
