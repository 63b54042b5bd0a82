using Latchkey.Server.Ground.Jose;

namespace Latchkey.Server.Core.Keys;

/// <summary>What this room brings.</summary>
internal static class KeysServices
{
    public static void AddKeys(this IServiceCollection services)
    {
        services.AddSingleton<FreshPair>(SigningKey.Generate);
        services.AddSingleton<KeyRing>();
    }
}
