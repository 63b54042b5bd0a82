namespace Latchkey.Server.Core.Roles;

/// <summary>A thing, or all of a kind, that a role may be for. Contract §3.2, roles.</summary>
/// <param name="Kind">As it is stored.</param>
/// <param name="Target">An id or a name; empty: all of the kind.</param>
internal sealed record AdminResource(string Kind, string Target = "")
{
    public const string EverythingKind = "EVERYTHING";
    public const string UserKind = "USER";
    /// <summary>The people in a group.</summary>
    public const string MembersKind = "MEMBERS";
    public const string GroupKind = "GROUP";
    public const string AppKind = "APP";
    /// <summary>All apps of one name of the catalogue.</summary>
    public const string AppNameKind = "APP_NAME";
    public const string ServerKind = "AUTHORIZATION_SERVER";
    public const string CustomizationsKind = "CUSTOMIZATIONS";
    public const string PoliciesKind = "POLICIES";

    public static readonly AdminResource Everything = new(EverythingKind);
    public static readonly AdminResource AllUsers = new(UserKind);
    public static readonly AdminResource AllGroups = new(GroupKind);
    public static readonly AdminResource AllApps = new(AppKind);
    public static readonly AdminResource AllServers = new(ServerKind);
    public static readonly AdminResource Customizations = new(CustomizationsKind);
    public static readonly AdminResource Policies = new(PoliciesKind);

    /// <summary>The one name that apps here have in Okta's catalogue.</summary>
    public const string OidcName = "oidc_client";

    public static AdminResource User(string id) => new(UserKind, id);

    public static AdminResource MembersOf(string groupId) => new(MembersKind, groupId);

    public static AdminResource Group(string id) => new(GroupKind, id);

    public static AdminResource App(string id) => new(AppKind, id);

    public static AdminResource Server(string id) => new(ServerKind, id);

    public bool Includes(AdminResource other) => this == other || Kind == EverythingKind
        || (Target.Length == 0 && Kind == (other.Kind == MembersKind ? UserKind : other.Kind == AppNameKind ? AppKind : other.Kind))
        // Every app here has that one name.
        || (Kind == AppNameKind && Target == OidcName && other.Kind == AppKind);

    /// <summary>Whether it is, or is a part of, what such a right is about.</summary>
    public bool IsOf(AdminResource whole) => Kind == EverythingKind || whole.Includes(this);
}
