namespace Latchkey.Server.Core.Idx;

/// <summary>What this room brings.</summary>
internal static class IdxServices
{
    public static void AddIdxTransactions(this IServiceCollection services)
    {
        services.AddSingleton<IdxTransactions>();
        services.AddSingleton<IdxCodes>();
    }
}
