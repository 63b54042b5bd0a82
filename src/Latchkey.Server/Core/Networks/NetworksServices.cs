namespace Latchkey.Server.Core.Networks;

/// <summary>What this room brings.</summary>
internal static class NetworksServices
{
    public static void AddNetworks(this IServiceCollection services)
    {
        services.AddSingleton<Zones>();
    }
}
