namespace Latchkey.Server.Core.Recovery;

/// <summary>What this room brings.</summary>
internal static class RecoveryServices
{
    public static void AddRecovery(this IServiceCollection services)
    {
        services.AddSingleton<Passwords>();
        services.AddSingleton<AccountRecovery>();
        services.AddSingleton<AccountNotices>();
        services.AddSingleton<AccountLinks>();
        services.AddSingleton<AccountUnlocking>();
    }
}
