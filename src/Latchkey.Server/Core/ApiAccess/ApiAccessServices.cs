namespace Latchkey.Server.Core.ApiAccess;

/// <summary>What this room brings.</summary>
internal static class ApiAccessServices
{
    public static void AddApiAccess(this IServiceCollection services)
    {
        services.AddSingleton<ApiTokens>();
        services.AddSingleton<ApiTokenChanges>();
    }
}
