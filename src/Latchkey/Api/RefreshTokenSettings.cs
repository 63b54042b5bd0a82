using System.Text.Json.Serialization;

namespace Latchkey.Cli.Api;

public sealed record RefreshTokenSettings([property: JsonPropertyName("rotation_type")] string RotationType,
    [property: JsonPropertyName("leeway")] int? Leeway = null);
