namespace Latchkey.Server.Core.Orgs;

/// <summary>What this room brings.</summary>
internal static class OrgsServices
{
    public static void AddOrgs(this IServiceCollection services)
    {
        services.AddSingleton<OrgDirectory>();
    }
}
