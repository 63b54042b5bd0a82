using System.Text.Json.Serialization;

namespace Latchkey.Server.Faces.OAuth.Introspection;

/// <summary>RFC 7662 §2.2 with Okta's members (contract §2.6), and how sure the sign-in was (RFC 9470 §6.2).</summary>
internal sealed record IntrospectionResponse
{
    [JsonPropertyName("active")] public required bool Active { get; init; }
    [JsonPropertyName("token_type")] public string? TokenType { get; init; }
    [JsonPropertyName("scope")] public string? Scope { get; init; }
    [JsonPropertyName("client_id")] public string? ClientId { get; init; }
    [JsonPropertyName("username")] public string? Username { get; init; }
    [JsonPropertyName("exp")] public long? Expires { get; init; }
    [JsonPropertyName("iat")] public long? IssuedAt { get; init; }
    [JsonPropertyName("sub")] public string? Subject { get; init; }
    [JsonPropertyName("aud")] public string? Audience { get; init; }
    [JsonPropertyName("iss")] public string? Issuer { get; init; }
    [JsonPropertyName("jti")] public string? JwtId { get; init; }
    [JsonPropertyName("uid")] public string? UserId { get; init; }
    [JsonPropertyName("sid")] public string? SessionId { get; init; }
    [JsonPropertyName("device_id")] public string? DeviceId { get; init; }
    [JsonPropertyName("acr")] public string? Acr { get; init; }
    [JsonPropertyName("auth_time")] public long? AuthTime { get; init; }
    [JsonPropertyName("cnf")] public IntrospectedConfirmation? Confirmation { get; init; }
}
