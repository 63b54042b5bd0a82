namespace Latchkey.Server.Faces.Console.Securing.Policies.Kit;

/// <summary>What this room brings.</summary>
internal static class ConsolePoliciesServices
{
    public static void AddConsolePolicies(this IServiceCollection services) => services.AddSingleton<PolicyNames>();
}
