namespace Latchkey.Server.Ground.Jose;

/// <summary>What this room brings.</summary>
internal static class JoseServices
{
    public static void AddJose(this IServiceCollection services)
    {
        services.AddSingleton<SignatureMeters>();
    }
}
