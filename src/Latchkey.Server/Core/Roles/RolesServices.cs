namespace Latchkey.Server.Core.Roles;

/// <summary>What this room brings.</summary>
internal static class RolesServices
{
    public static void AddRoles(this IServiceCollection services) => services.AddSingleton<RoleBooks>();
}
