namespace Latchkey.Server.Ground.Sealing;

/// <summary>What this room brings.</summary>
internal static class SealingServices
{
    public static void AddSealing(this IServiceCollection services)
    {
        services.AddSingleton<Seal>();
    }
}
