using System.Text.Json.Serialization;

namespace Latchkey.Cli.Api;

public sealed record UserProfile(string Login, string? Email, string? FirstName, string? LastName);
