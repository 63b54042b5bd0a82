namespace Latchkey.Server.Core.Registry;

/// <summary>What this room brings.</summary>
internal static class RegistryServices
{
    public static void AddRegistry(this IServiceCollection services)
    {
        services.AddSingleton<AppChanges>();
        services.AddSingleton<AppSecretChanges>();
        services.AddSingleton<AppKeyChanges>();
        services.AddSingleton<AppScopeChanges>();
        services.AddSingleton<AssignmentChanges>();
        services.AddSingleton<InterclientChanges>();
        services.AddSingleton<ClientChanges>();
        services.AddSingleton<RegistrationTokens>();
    }
}
