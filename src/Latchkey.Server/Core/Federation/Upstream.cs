namespace Latchkey.Server.Core.Federation;

/// <summary>Where a provider is, and as which client it is asked. Its secret is not part of it.</summary>
internal sealed record Upstream
{
    /// <summary>As its ID tokens say it, byte for byte. OpenID Connect Core §2.</summary>
    public required string Issuer { get; init; }
    /// <summary>
    /// By which of the org's addresses people come back, in Okta's words. Kept and given back: they come back by the one that they left from.
    /// </summary>
    public string IssuerMode { get; init; } = "DYNAMIC";
    /// <summary>Null, as the three that follow: as the provider's own document says.</summary>
    public string? AuthorizationUrl { get; init; }
    public string? TokenUrl { get; init; }
    public string? JwksUrl { get; init; }
    public string? UserInfoUrl { get; init; }
    public required IReadOnlyList<string> Scopes { get; init; }
    public required string ClientId { get; init; }
    /// <summary>The client has no secret: PKCE alone protects the code. RFC 7636.</summary>
    public bool Public { get; init; }
    /// <summary>It proves itself by a JWT that a key of the org signs, and has no secret. OpenID Connect Core §9, private_key_jwt.</summary>
    public bool SignsItself { get; init; }
    /// <summary>Of Apple's: whose key signs the secret, and which it is.</summary>
    public string? TeamId { get; init; }
    public string? KeyId { get; init; }
    /// <summary>What the provider hands out is kept, sealed. Nobody asked for it: it is not.</summary>
    public bool KeepsTokens { get; init; }
    /// <summary>How far the clocks may be apart.</summary>
    public int ClockSkewMilliseconds { get; init; } = 120_000;

    public TimeSpan ClockSkew => TimeSpan.FromMilliseconds(ClockSkewMilliseconds);

    /// <summary>The provider's own document is not needed: everything is said here.</summary>
    public bool IsWhole => AuthorizationUrl is not null && TokenUrl is not null && JwksUrl is not null;
}
