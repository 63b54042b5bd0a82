using System.Text.Json.Serialization;

namespace Latchkey.Cli.Api;

public sealed record NewAppClient([property: JsonPropertyName("token_endpoint_auth_method")] string TokenEndpointAuthMethod);
