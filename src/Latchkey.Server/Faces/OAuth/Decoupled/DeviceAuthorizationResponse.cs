using System.Text.Json.Serialization;

namespace Latchkey.Server.Faces.OAuth.Decoupled;

/// <summary>RFC 8628 §3.2.</summary>
internal sealed record DeviceAuthorizationResponse
{
    [JsonPropertyName("device_code")] public required string DeviceCode { get; init; }
    [JsonPropertyName("user_code")] public required string UserCode { get; init; }
    [JsonPropertyName("verification_uri")] public required string VerificationUri { get; init; }
    [JsonPropertyName("verification_uri_complete")] public required string VerificationUriComplete { get; init; }
    [JsonPropertyName("expires_in")] public required int ExpiresIn { get; init; }
    [JsonPropertyName("interval")] public required int Interval { get; init; }

    public override string ToString() => "device authorization response";
}
