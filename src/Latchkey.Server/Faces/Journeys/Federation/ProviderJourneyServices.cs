namespace Latchkey.Server.Faces.Journeys.Federation;

/// <summary>What this room brings.</summary>
internal static class ProviderJourneyServices
{
    public static void AddProviderSignIn(this IServiceCollection services)
    {
        services.AddSingleton<ProviderAnswers>();
    }
}
