using Latchkey.Server.Ground.Outbox;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.AutoMembership;

/// <summary>What this room brings.</summary>
internal static class AutoMembershipServices
{
    public static void AddAutoMembership(this IServiceCollection services)
    {
        services.AddSingleton<RuleApplication>();
        services.AddSingleton<GroupRules>();
        services.AddSingleton<GroupRuleRun>();
        services.AddSingleton<ICourier>(get => get.GetRequiredService<GroupRuleRun>());
        services.AddSingleton<GroupRuleChanges>();
        services.AddSingleton<INamesOthers, NamesInGroupRules>();
    }
}
