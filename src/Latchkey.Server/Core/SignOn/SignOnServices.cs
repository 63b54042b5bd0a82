namespace Latchkey.Server.Core.SignOn;

/// <summary>What this room brings.</summary>
internal static class SignOnServices
{
    public static void AddSignOn(this IServiceCollection services)
    {
        services.AddSingleton<KnownDevices>();
        services.AddSingleton<SignOnGate>();
    }
}
