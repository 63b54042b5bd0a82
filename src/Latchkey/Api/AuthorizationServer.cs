using System.Text.Json.Serialization;

namespace Latchkey.Cli.Api;

/// <summary>Contract §3.4.</summary>
public sealed record AuthorizationServer(string Id, string Name, string Issuer);
