namespace Latchkey.Server.Core.Roles;

/// <summary>Who has a role.</summary>
/// <param name="Kind">USER, GROUP or CLIENT, as the API says.</param>
internal sealed record RoleHolder(string Kind, string Id)
{
    public const string User = "USER";
    public const string Group = "GROUP";
    public const string Client = "CLIENT";

    public static RoleHolder OfUser(string id) => new(User, id);

    public static RoleHolder OfGroup(string id) => new(Group, id);

    public static RoleHolder OfClient(string id) => new(Client, id);
}
