namespace Latchkey.Server.Faces.Authn;

/// <summary>What this room brings.</summary>
internal static class AuthnServices
{
    public static void AddAuthn(this IServiceCollection services)
    {
        services.AddSingleton<AuthnSteps>();
        services.AddSingleton<AuthnLinks>();
    }
}
