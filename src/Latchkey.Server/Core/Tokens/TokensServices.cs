namespace Latchkey.Server.Core.Tokens;

/// <summary>What this room brings.</summary>
internal static class TokensServices
{
    public static void AddTokens(this IServiceCollection services)
    {
        services.AddSingleton<CustomClaims>();
        services.AddSingleton<TokenIssuer>();
        services.AddSingleton<TokenPreview>();
        services.AddSingleton<PresentedTokens>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<IdTokenHints>();
        services.AddSingleton<GrantAllowance>();
        services.AddSingleton<RefreshTokens>();
    }
}
