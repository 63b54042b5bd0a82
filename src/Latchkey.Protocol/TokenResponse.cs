using System.Text.Json.Serialization;

namespace Latchkey.Protocol;

/// <summary>What /token answers. RFC 6749 §5.1, OpenID Connect Core §3.1.3.3. <c>state</c> is never among it (contract §2.2).</summary>
public sealed record TokenResponse
{
    [JsonPropertyName("token_type")] public required string TokenType { get; init; }
    /// <summary>Seconds from now until the access token ends.</summary>
    [JsonPropertyName("expires_in")] public long ExpiresIn { get; init; }
    [JsonPropertyName("access_token")] public required string AccessToken { get; init; }
    [JsonPropertyName("scope")] public string? Scope { get; init; }
    [JsonPropertyName("refresh_token")] public string? RefreshToken { get; init; }
    [JsonPropertyName("id_token")] public string? IdToken { get; init; }
    [JsonPropertyName("device_secret")] public string? DeviceSecret { get; init; }
    [JsonPropertyName("issued_token_type")] public string? IssuedTokenType { get; init; }

    /// <summary>Says what kind of answer it is, never the tokens.</summary>
    public override string ToString() => $"{TokenType} token response, {Scope}";
}
