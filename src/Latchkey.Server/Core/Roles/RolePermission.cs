using Latchkey.Server.Core.ApiAccess;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Roles;

/// <summary>What a custom role can permit: Okta's names where Okta has one, else the scope's. Contract §3.2, roles.</summary>
internal static class RolePermission
{
    /// <summary>Okta's names for what a scope here calls otherwise.</summary>
    private static readonly Dictionary<string, string[]> Others = new(StringComparer.Ordinal)
    {
        ["okta.authzServers.read"] = [Rights.Read("authorizationServers")],
        ["okta.authzServers.manage"] = [Rights.Manage("authorizationServers")],
        ["okta.customizations.read"] = [Rights.Read("brands"), Rights.Read("templates")],
        ["okta.customizations.manage"] = [Rights.Manage("brands"), Rights.Manage("templates")],
        ["okta.iam.read"] = [Rights.Read("roles")],
    };

    private static readonly string[] Parts =
    [
        Rights.CreateUsers, Rights.ManageProfiles, Rights.ManageCredentials, Rights.ResetPasswords, Rights.ExpirePasswords, Rights.ResetFactors,
        Rights.ManageStanding, Rights.Unlock, Rights.ClearSessions, Rights.CreateGroups, Rights.ManageMembers, Rights.Assign, Rights.ReadSecrets,
    ];

    /// <summary>What leads to more than a role says: for SUPER_ADMIN alone.</summary>
    private static readonly string[] Reserved = [Rights.GrantRoles, Rights.GrantScopes, Rights.Manage("inlineHooks"), Rights.Manage("apiTokens"),
        Rights.Manage("idps"), Rights.Manage("logStreams"), Rights.Manage("emailServers")];

    /// <summary>By name.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        .. Others.Keys.Concat(Parts).Concat(Rights.Looking).Concat(ManagementScopes.Resources.Select(Rights.Manage)).Except(Reserved)
            .Where(name => !Others.Values.Any(rights => rights.Contains(name))).Order(StringComparer.Ordinal),
    ];

    /// <exception cref="RuleException">There is none of the name, or no custom role has it.</exception>
    public static string Require(string field, string? name) => All.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new RuleException(field, Reserved.Contains(name)
            ? $"'{name}' is SUPER_ADMIN's alone" : $"'{Parameters.Printable(name ?? "")}' is no permission of a role here");

    public static IReadOnlyList<string> RightsOf(string name) => Others.GetValueOrDefault(name, [name]);
}
