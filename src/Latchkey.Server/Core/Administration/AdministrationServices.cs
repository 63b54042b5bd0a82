namespace Latchkey.Server.Core.Administration;

/// <summary>What this room brings.</summary>
internal static class AdministrationServices
{
    public static void AddAdministration(this IServiceCollection services)
    {
        services.AddSingleton<ConsoleApp>();
        services.AddSingleton<Authorities>();
        services.AddSingleton<AdministratorGate>();
        services.AddSingleton<RoleAssignments>();
        services.AddSingleton<RoleChanges>();
        services.AddSingleton<AdministratorChanges>();
        services.AddSingleton<CustomRoles>();
        services.AddSingleton<CustomRoleChanges>();
        services.AddSingleton<ResourceNames>();
        services.AddSingleton<RoleLabels>();
        services.AddSingleton<ResourceSets>();
        services.AddSingleton<ResourceSetChanges>();
    }
}
