namespace Latchkey.Server.Faces.OAuth.Exchange;

/// <summary>What this room brings.</summary>
internal static class OAuthExchangeServices
{
    public static void AddOAuthExchange(this IServiceCollection services)
    {
        services.AddSingleton<TokenExchangeGrant>();
        services.AddSingleton<NativeSsoExchange>();
        services.AddSingleton<OnBehalfExchange>();
        services.AddSingleton<InterclientExchange>();
    }
}
