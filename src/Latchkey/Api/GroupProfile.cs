using System.Text.Json.Serialization;

namespace Latchkey.Cli.Api;

public sealed record GroupProfile(string Name, string? Description);
