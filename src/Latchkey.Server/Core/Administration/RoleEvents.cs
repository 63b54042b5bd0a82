using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Roles;

namespace Latchkey.Server.Core.Administration;

/// <summary>What happens to roles, by the contract's event names (§3.6): each says what was before and what is after.</summary>
internal static class RoleEvents
{
    public static readonly LogEntry UserGranted = new("user.account.privilege.grant", "Administrator's role given to a user");
    public static readonly LogEntry UserRevoked = new("user.account.privilege.revoke", "Administrator's role taken from a user");
    public static readonly LogEntry GroupGranted = new("group.privilege.grant", "Administrator's role given to a group");
    public static readonly LogEntry GroupRevoked = new("group.privilege.revoke", "Administrator's role taken from a group");
    public static readonly LogEntry ClientGranted = new("app.oauth2.client.privilege.grant", "Administrator's role given to an app");
    public static readonly LogEntry ClientRevoked = new("app.oauth2.client.privilege.revoke", "Administrator's role taken from an app");
    public static readonly LogEntry RoleCreated = new("iam.role.create", "Custom role made");
    public static readonly LogEntry RoleUpdated = new("iam.role.update", "Custom role changed");
    public static readonly LogEntry RoleDeleted = new("iam.role.delete", "Custom role deleted");
    public static readonly LogEntry PermissionsAdded = new("iam.role.permissions.add", "Permission added to a custom role");
    public static readonly LogEntry PermissionsDeleted = new("iam.role.permissions.delete", "Permission taken from a custom role");
    public static readonly LogEntry SetCreated = new("iam.resourceset.create", "Resource set made");
    public static readonly LogEntry SetUpdated = new("iam.resourceset.update", "Resource set changed");
    public static readonly LogEntry SetDeleted = new("iam.resourceset.delete", "Resource set deleted");
    public static readonly LogEntry ResourcesAdded = new("iam.resourceset.resources.add", "Resource added to a set");
    public static readonly LogEntry ResourcesDeleted = new("iam.resourceset.resources.delete", "Resource taken from a set");

    public static LogEntry Granted(RoleHolder holder) => holder.Kind switch
    {
        RoleHolder.Group => GroupGranted,
        RoleHolder.Client => ClientGranted,
        _ => UserGranted,
    };

    public static LogEntry Revoked(RoleHolder holder) => holder.Kind switch
    {
        RoleHolder.Group => GroupRevoked,
        RoleHolder.Client => ClientRevoked,
        _ => UserRevoked,
    };

    public static LogEntry From(this LogEntry entry, string before, string after) =>
        entry with { Debug = new Dictionary<string, string> { ["before"] = before, ["after"] = after } };

    /// <summary>
    /// What is said of something that is changed all at once: the same as where its label, what comes to it and what goes are changed one after the other.
    /// </summary>
    public static IEnumerable<LogEntry> PieceByPiece<T>((LogEntry Updated, LogEntry Added, LogEntry Deleted) events, (string Label, string Description) was,
        (string Label, string Description) now, IReadOnlyList<T> before, IReadOnlyList<T> after, Func<IEnumerable<T>, string> words)
    {
        var kept = before.Union(after).ToArray();
        var (adds, deletes) = (kept.Length > before.Count, kept.Length > after.Count);
        if (was != now || (!adds && !deletes))
            yield return events.Updated.From($"{was.Label}: {was.Description}", $"{now.Label}: {now.Description}");
        if (adds) yield return events.Added.From(words(before), words(kept));
        if (deletes) yield return events.Deleted.From(words(kept), words(after));
    }

    public static string Words(this IEnumerable<AdminResource> resources) =>
        string.Join(", ", resources.Select(resource => resource.Target.Length > 0 ? $"{resource.Kind} {resource.Target}" : resource.Kind));

    public static LogParty Party(this CustomRole role) => new(role.Id, "CustomRole", null, role.Label);

    public static LogParty Party(this ResourceSet set) => new(set.Id, "ResourceSet", null, set.Label);

    public static LogParty Party(this RoleAssignment assignment, string label) => new(assignment.Id, "ROLE", assignment.Type, label);
}
