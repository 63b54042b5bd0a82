namespace Latchkey.Server.Faces.OAuth.Introspection;

/// <summary>What this room brings.</summary>
internal static class OAuthIntrospectionServices
{
    public static void AddOAuthIntrospection(this IServiceCollection services)
    {
        services.AddSingleton<TokenIntrospection>();
    }
}
