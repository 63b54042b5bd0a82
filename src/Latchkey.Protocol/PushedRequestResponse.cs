using System.Text.Json.Serialization;

namespace Latchkey.Protocol;

/// <summary>What /par answers. RFC 9126 §2.2.</summary>
public sealed record PushedRequestResponse
{
    [JsonPropertyName("request_uri")] public required string RequestUri { get; init; }
    /// <summary>Seconds from now until it may no longer be visited.</summary>
    [JsonPropertyName("expires_in")] public required long ExpiresIn { get; init; }
}
