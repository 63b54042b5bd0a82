using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.Insight;

/// <summary>What this room brings.</summary>
internal static class InsightServices
{
    public static void AddInsight(this IServiceCollection services)
    {
        services.AddSingleton<Reasons>();
        services.AddSingleton<FactorCounts>();
        services.AddSingleton<AppUses>();
        services.AddSingleton<ILogFollower>(get => get.GetRequiredService<AppUses>());
        services.AddSingleton<SavedSearches>();
    }
}
