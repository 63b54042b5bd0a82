namespace Latchkey.Server.Core.Origins;

/// <summary>What this room brings.</summary>
internal static class OriginsServices
{
    public static void AddOrigins(this IServiceCollection services)
    {
        services.AddSingleton<TrustedOrigins>();
        services.AddSingleton<TrustedOriginChanges>();
        services.AddSingleton<ReturnAddresses>();
    }
}
