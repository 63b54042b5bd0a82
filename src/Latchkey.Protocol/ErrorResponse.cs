using System.Text.Json.Serialization;

namespace Latchkey.Protocol;

/// <summary>An error answer. RFC 6749 §5.2.</summary>
public sealed record ErrorResponse
{
    [JsonPropertyName("error")] public required string Error { get; init; }
    [JsonPropertyName("error_description")] public string? ErrorDescription { get; init; }
    /// <summary>What the server's log says beyond it. Only a development server sends it.</summary>
    [JsonPropertyName("error_detail")] public string? ErrorDetail { get; init; }
}
