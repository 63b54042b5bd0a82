namespace Latchkey.Server.Faces.OAuth.Callers;

/// <summary>What this room brings.</summary>
internal static class OAuthCallersServices
{
    public static void AddOAuthCallers(this IServiceCollection services)
    {
        services.AddSingleton<ClientAuthentication>();
        services.AddSingleton<ClientAssertions>();
    }
}
