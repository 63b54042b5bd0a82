using Latchkey.Server.Core.Authenticators;

namespace Latchkey.Server.Core.Rulebook;

/// <summary>What policies call the authenticators of this server. Contract §3.9, MFA_ENROLL.</summary>
internal static class AuthenticatorKeys
{
    public const string Password = "okta_password", Passkey = "webauthn";

    private static readonly IReadOnlyList<(string Key, string Type)> Kinds =
        [("okta_email", FactorType.Email), ("google_otp", FactorType.Totp), (Passkey, FactorType.Passkey)];

    /// <summary>All that a policy may say something of.</summary>
    public static readonly IReadOnlyList<string> All = [Password, .. Kinds.Select(kind => kind.Key)];

    /// <summary>The kind of factor; null for the password, which is none.</summary>
    public static string? TypeOf(string key) => Kinds.FirstOrDefault(kind => kind.Key == key).Type;

    /// <summary>Null for a kind of factor that no policy speaks of.</summary>
    public static string? KeyOf(string type) => Kinds.FirstOrDefault(kind => kind.Type == type).Key;
}
