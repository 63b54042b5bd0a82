using System.Text.Json.Serialization;

namespace Latchkey.Cli.Api;

/// <summary>Contract §3.7.</summary>
public sealed record TrustedOrigin(string? Id, string Name, string Origin, IReadOnlyList<TrustedOriginScope> Scopes);
