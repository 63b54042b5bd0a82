using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Rulebook;

/// <summary>What this room brings.</summary>
internal static class RulebookServices
{
    public static void AddRulebook(this IServiceCollection services)
    {
        services.AddSingleton<OrgPolicies>();
        services.AddSingleton<OrgPolicyChanges>();
        services.AddSingleton<NamedByRules>();
        services.AddSingleton<OrgRuleChanges>();
        services.AddSingleton<ZoneChanges>();
        services.AddSingleton<INamesOthers, NamesInRules>();
    }
}
