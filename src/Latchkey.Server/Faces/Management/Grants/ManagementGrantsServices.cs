namespace Latchkey.Server.Faces.Management.Grants;

/// <summary>What this room brings.</summary>
internal static class ManagementGrantsServices
{
    public static void AddManagementGrants(this IServiceCollection services)
    {
        services.AddSingleton<GrantJson>();
    }
}
