namespace Latchkey.Server.Core.Signatures;

/// <summary>What this room brings.</summary>
internal static class SignaturesServices
{
    public static void AddSignatures(this IServiceCollection services)
    {
        services.AddSingleton<SigningAlgorithms>();
        services.AddSingleton<AppSignatures>();
        services.AddSingleton<KeyRotation>();
        services.AddHostedService(get => get.GetRequiredService<KeyRotation>());
    }
}
