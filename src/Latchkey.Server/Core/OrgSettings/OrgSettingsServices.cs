namespace Latchkey.Server.Core.OrgSettings;

/// <summary>What this room brings.</summary>
internal static class OrgSettingsServices
{
    public static void AddOrgSettings(this IServiceCollection services)
    {
        services.AddSingleton<OrgSettingsChanges>();
        services.AddSingleton<OrgContacts>();
    }
}
