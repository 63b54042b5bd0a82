namespace Latchkey.Server.Faces.OAuth.Decoupled;

/// <summary>What this room brings.</summary>
internal static class OAuthDecoupledServices
{
    public static void AddOAuthDecoupled(this IServiceCollection services)
    {
        services.AddSingleton<DecoupledGrant>();
        services.AddSingleton<CibaRequestObjects>();
        services.AddSingleton<CibaHints>();
        services.AddSingleton<ApprovalLetters>();
    }
}
