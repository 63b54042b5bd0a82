using System.Collections.Frozen;

namespace Latchkey.Server.Core.ApiAccess;

/// <summary>
/// The scopes of the management API, <c>okta.{resource}.{read|manage}</c>. Contract §3.0. Granted to a service app by an
/// administrator, minted only by the org's own authorization server.
/// </summary>
internal static class ManagementScopes
{
    /// <summary>Of every scope of this server's own APIs.</summary>
    public const string Beginning = "okta.";

    /// <summary>What is managed through it.</summary>
    public static readonly IReadOnlyList<string> Resources =
    [
        "apiTokens", "appGrants", "apps", "authorizationServers", "brands", "clients", "domains", "groups", "networkZones", "orgs", "policies", "sessions",
        "templates", "trustedOrigins", "users",
        "schemas", "userTypes", "authenticators", "linkedObjects", "roles", "inlineHooks", "eventHooks", "idps", "logStreams", "emailServers", "emailDomains",
    ];

    /// <summary>All there are. What an administrator may grant.</summary>
    public static readonly FrozenSet<string> All =
        Resources.SelectMany(resource => (string[])[$"okta.{resource}.read", $"okta.{resource}.manage"]).Append("okta.logs.read")
        .Append("okta.clients.register").Concat(MyAccountScopes.All.Select(scope => scope.Name)).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether whoever has it administers the org. Of one's own account everybody is the administrator.</summary>
    public static bool Administers(string scope) => All.Contains(scope) && !scope.StartsWith(MyAccountScopes.Prefix, StringComparison.Ordinal);
}
