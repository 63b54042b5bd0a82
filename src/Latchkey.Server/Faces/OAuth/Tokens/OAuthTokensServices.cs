namespace Latchkey.Server.Faces.OAuth.Tokens;

/// <summary>What this room brings.</summary>
internal static class OAuthTokensServices
{
    public static void AddOAuthTokens(this IServiceCollection services)
    {
        services.AddSingleton<AuthorizationCodeGrant>();
        services.AddSingleton<RefreshTokenGrant>();
        services.AddSingleton<ClientCredentialsGrant>();
        services.AddSingleton<PasswordGrant>();
        services.AddSingleton<JwtBearerGrant>();
        services.AddSingleton<TokenGrants>();
    }
}
