namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>What this room brings.</summary>
internal static class AccountServices
{
    public static void AddAccount(this IServiceCollection services)
    {
        services.AddSingleton<AccountGuard>();
        services.AddSingleton<AccountOverview>();
        services.AddSingleton<AccountSessions>();
        services.AddSingleton<NewPassword>();
        services.AddSingleton<AccountEmailEndpoint>();
    }
}
