namespace Latchkey.Server.Core.Domains;

/// <summary>What this room brings.</summary>
internal static class DomainsServices
{
    public static void AddDomains(this IServiceCollection services)
    {
        services.AddSingleton<DomainsOfOrgs>();
        services.AddSingleton<DomainRecords>();
        services.AddSingleton<DomainChanges>();
    }
}
