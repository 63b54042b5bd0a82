namespace Latchkey.Server.Core.NewOrgs;

/// <summary>What this room brings.</summary>
internal static class NewOrgsServices
{
    public static void AddNewOrgs(this IServiceCollection services)
    {
        services.AddSingleton<OrgSeed>();
        services.AddSingleton<Registration>();
        services.AddSingleton<SetupToken>();
    }
}
