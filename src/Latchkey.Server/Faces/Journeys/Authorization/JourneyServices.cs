namespace Latchkey.Server.Faces.Journeys.Authorization;

/// <summary>What this room brings.</summary>
internal static class JourneyServices
{
    public static void AddJourneys(this IServiceCollection services)
    {
        services.AddSingleton<BrowserCookie>();
        services.AddSingleton<MailedLinks>();
        services.AddSingleton<DeviceChallenges>();
        services.AddSingleton<PendingSignIns>();
        services.AddSingleton<WidgetPages>();
        services.AddSingleton<AuthorizationAnswer>();
        services.AddSingleton<Threshold>();
    }
}
