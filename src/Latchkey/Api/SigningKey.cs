using System.Text.Json.Serialization;

namespace Latchkey.Cli.Api;

/// <summary>Contract §3.4, Keys.</summary>
public sealed record SigningKey(string Kid, string Alg, string Status, DateTimeOffset? Created, DateTimeOffset? Activated, DateTimeOffset? ExpiresAt)
{
    /// <summary>What stands for the org's own authorization server, which has no id.</summary>
    public const string OrgServer = "org";
}
