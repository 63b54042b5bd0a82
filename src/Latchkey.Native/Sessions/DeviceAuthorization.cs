using System.Text.Json.Serialization;

namespace Latchkey.Native.Sessions;

/// <summary>What the device authorization endpoint answers. RFC 8628 §3.2.</summary>
internal sealed record DeviceAuthorization
{
    [JsonPropertyName("device_code")] public required string DeviceCode { get; init; }
    [JsonPropertyName("user_code")] public required string UserCode { get; init; }
    [JsonPropertyName("verification_uri")] public required string VerificationUri { get; init; }
    [JsonPropertyName("verification_uri_complete")] public string? VerificationUriComplete { get; init; }
    [JsonPropertyName("expires_in")] public required long ExpiresIn { get; init; }
    [JsonPropertyName("interval")] public long? Interval { get; init; }

    public override string ToString() => "device authorization";
}
