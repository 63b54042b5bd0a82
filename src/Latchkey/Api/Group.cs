using System.Text.Json.Serialization;

namespace Latchkey.Cli.Api;

/// <summary>Contract §3.3.</summary>
public sealed record Group(string Id, string? Type, GroupProfile? Profile);
