namespace Latchkey.Server.Core.Authenticators;

/// <summary>The kinds of factor, by their names in the contract.</summary>
internal static class FactorType
{
    public const string Totp = "token:software:totp";
    public const string Email = "email";
    public const string Passkey = "webauthn";

    public static readonly IReadOnlyList<string> All = [Passkey, Totp, Email];

    /// <summary>Whose kind of it there is; the first one unless somebody says.</summary>
    public static IReadOnlyList<string> ProvidersOf(string type) => type switch
    {
        Totp => ["GOOGLE", "OKTA"],
        Passkey => ["FIDO"],
        _ => ["OKTA"],
    };
}
