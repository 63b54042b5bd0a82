using Latchkey.Server.Core.Orgs;

namespace Latchkey.Server.Core.Authenticators;

/// <summary>An authenticator as programs know it. Contract §3.9, §4.</summary>
/// <param name="Key">What policies call it.</param>
/// <param name="Type">Okta's word for what it is.</param>
/// <param name="Name">For people.</param>
/// <param name="Method">The one way to use it.</param>
/// <param name="Factor">Its <see cref="FactorType"/>; null for the password, which is none.</param>
internal sealed record KnownAuthenticator(string Key, string Type, string Name, string Method, string? Factor)
{
    public static readonly KnownAuthenticator Password = new("okta_password", "password", "Password", "password", null);

    public static readonly IReadOnlyList<KnownAuthenticator> All =
    [
        Password, new("okta_email", "email", "Email", "email", FactorType.Email),
        new("google_otp", "app", "Google Authenticator", "otp", FactorType.Totp), new("webauthn", "security_key", "Passkeys", "webauthn", FactorType.Passkey),
    ];

    /// <summary>The one that a factor is of; null: of none, which is the password.</summary>
    public static KnownAuthenticator Of(string? factorType) => All.First(one => one.Factor == factorType);

    /// <summary>The one that policies call so.</summary>
    public static KnownAuthenticator At(string key) => All.First(one => one.Key == key);

    /// <summary>Every org has each of them, under an id of its own.</summary>
    public string IdAt(Org org) => $"aut{Place}{org.Id[4..]}";

    private int Place => All.Index().First(one => one.Item == this).Index;

    public override string ToString() => Key;
}
