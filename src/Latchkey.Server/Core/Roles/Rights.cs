using System.Collections.Frozen;
using Latchkey.Server.Core.ApiAccess;

namespace Latchkey.Server.Core.Roles;

/// <summary>
/// What somebody may do, in the words of the management API's scopes and of the permissions of custom roles: <c>okta.{resource}.{…}.{action}</c>. To manage
/// something is to be let do every part of it, and whoever does a part of it may look at it.
/// </summary>
internal static class Rights
{
    /// <summary>Everything there is.</summary>
    public const string All = "*";
    /// <summary>Asked of nobody in particular: whoever administers anything may.</summary>
    public const string Enter = "okta.console.read";
    public const string GrantRoles = "okta.roles.manage";
    public const string GrantScopes = "okta.appGrants.manage";
    public const string ReadSecrets = "okta.apps.clientCredentials.read";
    public const string Assign = "okta.apps.assignment.manage";
    public const string CreateUsers = "okta.users.create";
    public const string ManageProfiles = "okta.users.userprofile.manage";
    public const string ManageCredentials = "okta.users.credentials.manage";
    public const string ResetPasswords = "okta.users.credentials.resetPassword";
    public const string ExpirePasswords = "okta.users.credentials.expirePassword";
    public const string ResetFactors = "okta.users.credentials.resetFactors";
    public const string ManageStanding = "okta.users.lifecycle.manage";
    public const string Unlock = "okta.users.lifecycle.unlock";
    public const string ClearSessions = "okta.users.lifecycle.clearSessions";
    public const string CreateGroups = "okta.groups.create";
    public const string ManageMembers = "okta.groups.members.manage";
    public const string MakeTokens = "okta.apiTokens.create";

    private const string Beginning = "okta.";
    private const string Managing = ".manage";
    private const string Reading = ".read";

    /// <summary>Of resources that a role may be for a part of.</summary>
    private static readonly FrozenDictionary<string, AdminResource> Wholes = new Dictionary<string, AdminResource>
    {
        ["users"] = AdminResource.AllUsers, ["groups"] = AdminResource.AllGroups, ["apps"] = AdminResource.AllApps, ["clients"] = AdminResource.AllApps,
        ["authorizationServers"] = AdminResource.AllServers, ["brands"] = AdminResource.Customizations, ["templates"] = AdminResource.Customizations,
        ["policies"] = AdminResource.Policies,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>To look at everything but secrets.</summary>
    public static readonly IReadOnlyList<string> Looking = [.. ManagementScopes.Resources.Select(resource => Read(resource)), Read("logs")];

    public static string Read(string resource) => Beginning + resource + Reading;

    public static string Manage(string resource) => Beginning + resource + Managing;

    /// <summary>users, apps, …</summary>
    public static string ResourceOf(string right) => right.Split('.') is [_, var resource, ..] ? resource : "";

    public static bool Looks(string right) => right.EndsWith(Reading, StringComparison.Ordinal) && right != ReadSecrets;

    /// <summary>All of what a right is about; null where nobody's role is for a part of it.</summary>
    public static AdminResource? WholeOf(string right) => Wholes.GetValueOrDefault(ResourceOf(right));

    /// <summary>Whether who holds the one holds the other.</summary>
    public static bool Implies(string held, string needed)
    {
        if (held == All || held == needed) return true;
        // What is read of an app beside its secrets is open to whoever does anything with it.
        if (Looks(needed) && held.StartsWith(needed[..^(Reading.Length - 1)], StringComparison.Ordinal)) return true;
        return held.EndsWith(Managing, StringComparison.Ordinal) && needed.StartsWith(held[..^(Managing.Length - 1)], StringComparison.Ordinal);
    }
}
