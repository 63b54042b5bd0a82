namespace Latchkey.Server.Core.Grants;

/// <summary>What this room brings.</summary>
internal static class GrantsServices
{
    public static void AddGrants(this IServiceCollection services)
    {
        services.AddSingleton<Consents>();
        services.AddSingleton<AuthorizationCodes>();
        services.AddSingleton<RefreshFamilies>();
        services.AddSingleton<Revocations>();
        services.AddSingleton<GrantRevocation>();
        services.AddSingleton<FamilyList>();
        services.AddSingleton<GrantChanges>();
        services.AddSingleton<AccountRevocation>();
        services.AddSingleton<DecoupledRequests>();
        services.AddSingleton<DeviceSecrets>();
        services.AddSingleton<InterclientTokens>();
        services.AddSingleton<InterclientTrust>();
    }
}
