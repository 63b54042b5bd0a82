namespace Latchkey.Server.Core.Policies;

/// <summary>What this room brings.</summary>
internal static class PoliciesServices
{
    public static void AddPolicies(this IServiceCollection services)
    {
        services.AddSingleton<AccessPolicyChanges>();
        services.AddSingleton<AccessPolicyRuleChanges>();
    }
}
