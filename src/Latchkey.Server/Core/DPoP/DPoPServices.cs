using Latchkey.Protocol;

namespace Latchkey.Server.Core.DPoP;

/// <summary>What this room brings.</summary>
internal static class DPoPServices
{
    public static void AddDPoP(this IServiceCollection services)
    {
        services.AddSingleton<DPoPNonces>();
        services.AddSingleton<ProofKeys>();
        services.AddSingleton(get => new SpentProofs(get.GetRequiredService<TimeProvider>(), DPoPNonces.Accepted));
        services.AddSingleton<SharedProofs>();
        services.AddSingleton<DPoPProofs>();
    }
}
