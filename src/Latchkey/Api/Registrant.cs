using System.Text.Json.Serialization;
using Latchkey.Cli.Settings;

namespace Latchkey.Cli.Api;

/// <summary>The first administrator of an org to be.</summary>
public sealed record Registrant(string FirstName, string LastName, string Email, string Country, string? Organization)
{
    /// <summary>Identity Engine, not Classic.</summary>
    [JsonPropertyName("okta_oie")]
    public bool IdentityEngine { get; } = true;
}
