using System.Text.Json.Serialization;

namespace Latchkey.Cli.Api;

public sealed record TrustedOriginScope(string Type);
