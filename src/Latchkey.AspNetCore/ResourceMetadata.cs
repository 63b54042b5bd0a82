using System.Text.Json.Serialization;

namespace Latchkey.AspNetCore;

/// <summary>What an API says of itself, so that an app can find out whom to ask for tokens. RFC 9728 §2.</summary>
internal sealed record ResourceMetadata
{
    [JsonPropertyName("resource")] public required string Resource { get; init; }
    [JsonPropertyName("authorization_servers")] public required IReadOnlyList<string> AuthorizationServers { get; init; }
    [JsonPropertyName("scopes_supported")] public IReadOnlyList<string>? Scopes { get; init; }
    [JsonPropertyName("bearer_methods_supported")] public IReadOnlyList<string> BearerMethods { get; } = ["header"];
    [JsonPropertyName("dpop_signing_alg_values_supported")] public IReadOnlyList<string>? DPoPAlgorithms { get; init; }
    [JsonPropertyName("dpop_bound_access_tokens_required")] public bool? DPoPRequired { get; init; }
    [JsonPropertyName("resource_name")] public string? Name { get; init; }
    [JsonPropertyName("resource_documentation")] public string? Documentation { get; init; }
}
