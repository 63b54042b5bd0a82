namespace Latchkey.Server.Faces.OAuth.Revocation;

/// <summary>What this room brings.</summary>
internal static class OAuthRevocationServices
{
    public static void AddOAuthRevocation(this IServiceCollection services) => services.AddSingleton<TokenRevocation>();
}
