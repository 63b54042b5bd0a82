using System.Text.Json.Serialization;

namespace Latchkey.Cli.Api;

/// <summary>Contract §3.1, the path the Okta CLI uses.</summary>
public sealed record ClientCredentials(
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("client_secret")] string? ClientSecret)
{
    public override string ToString() => ClientId;      // never the secret
}
