using Latchkey.Server.Core.ApiAccess;

namespace Latchkey.Server.Core.Roles;

/// <summary>A role that every org has, by Okta's name. Contract §3.2, roles.</summary>
internal sealed record StandardRole
{
    public const string Super = "SUPER_ADMIN";
    public const string Org = "ORG_ADMIN";

    /// <summary>
    /// Handed out by an administrator alone, who is answerable for whom they trust. Whoever says which provider is believed says who anybody is, and
    /// whoever says where the log goes, or by which server mail does, reads it there.
    /// </summary>
    private static readonly string[] Reserved = ["roles", "appGrants", "inlineHooks", "idps", "logStreams", "emailServers"];

    private StandardRole(string type, string label, params IReadOnlyList<string> rights) => (Type, Label, Permits) = (type, label, rights);

    public string Type { get; }
    public string Label { get; }
    /// <summary>Its <see cref="Rights"/>.</summary>
    public IReadOnlyList<string> Permits { get; }
    /// <summary>Can be for some groups and the people in them.</summary>
    public bool TakesGroups { get; private init; }
    /// <summary>Can be for some apps.</summary>
    public bool TakesApps { get; private init; }

    public static readonly IReadOnlyList<StandardRole> All =
    [
        new(Super, "Super Administrator", Rights.All),
        new(Org, "Organization Administrator",
        [
            .. ManagementScopes.Resources.Except(Reserved).Select(Rights.Manage), .. Rights.Looking,
        ]),
        new("APP_ADMIN", "Application Administrator",
            Rights.Manage("apps"), Rights.Manage("clients"), Rights.Read("users"), Rights.Read("groups"), Rights.Read("schemas"), Rights.Read("userTypes"),
            Rights.Read("authorizationServers"), Rights.Read("policies"), Rights.Read("appGrants"), Rights.Read("logs"), Rights.MakeTokens)
        { TakesApps = true },
        new("USER_ADMIN", "Group Administrator",
            Rights.Manage("users"), Rights.Manage("groups"), Rights.Manage("sessions"), Rights.Read("apps"), Rights.Read("schemas"), Rights.Read("userTypes"),
            Rights.Read("linkedObjects"), Rights.Read("logs"), Rights.MakeTokens) { TakesGroups = true },
        new("GROUP_MEMBERSHIP_ADMIN", "Group Membership Administrator",
            Rights.ManageMembers, Rights.Read("users"), Rights.Read("groups"), Rights.Read("schemas"), Rights.Read("userTypes"), Rights.MakeTokens)
        { TakesGroups = true },
        new("HELP_DESK_ADMIN", "Help Desk Administrator",
            Rights.ResetPasswords, Rights.ExpirePasswords, Rights.ResetFactors, Rights.Unlock, Rights.ClearSessions, Rights.Read("users"),
            Rights.Read("groups"), Rights.Read("schemas"), Rights.Read("userTypes")) { TakesGroups = true },
        new("API_ACCESS_MANAGEMENT_ADMIN", "API Access Management Administrator",
            Rights.Manage("authorizationServers"), Rights.Read("apps"), Rights.Read("clients"), Rights.Read("users"), Rights.Read("groups"),
            Rights.Read("schemas"), Rights.Read("userTypes"), Rights.MakeTokens),
        new("REPORT_ADMIN", "Report Administrator", Rights.Read("logs")),
        new("READ_ONLY_ADMIN", "Read-only Administrator", [.. Rights.Looking, Rights.MakeTokens]),
    ];

    public static StandardRole? Find(string? type) => All.FirstOrDefault(role => role.Type.Equals(type, StringComparison.OrdinalIgnoreCase));

    /// <summary>What somebody with the role may do.</summary>
    /// <param name="targets">What it is for; none: everything. To look is to look at all there is, either way.</param>
    public IReadOnlyList<Holding> For(IReadOnlyList<AdminResource> targets)
    {
        if (targets.Count == 0) return [new(Permits, [AdminResource.Everything])];
        var reached = targets.SelectMany(
            target => target.Kind == AdminResource.GroupKind ? (AdminResource[])[target, AdminResource.MembersOf(target.Target)] : [target]);
        var limited = Permits.Where(right => !Rights.Looks(right) && Rights.WholeOf(right) is not null).ToArray();
        // Whoever manages some of them looks at all of them, and has what is nobody else's.
        var looking = limited.Select(right => Rights.Read(Rights.ResourceOf(right))).Concat(Permits.Where(Rights.Looks))
            .Concat(Permits.Where(right => right == Rights.MakeTokens)).Distinct().ToArray();
        return [new(limited, [.. reached]), new(looking, [AdminResource.Everything])];
    }
}
