using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Issuers;

/// <summary>What this room brings.</summary>
internal static class IssuersServices
{
    public static void AddIssuers(this IServiceCollection services)
    {
        services.AddSingleton<AuthorizationServers>();
        services.AddSingleton<ServerChanges>();
        services.AddSingleton<ScopeChanges>();
        services.AddSingleton<ClaimChanges>();
        services.AddSingleton<AccessPolicies>();
        services.AddSingleton<INamesOthers, NamesInAccess>();
    }
}
