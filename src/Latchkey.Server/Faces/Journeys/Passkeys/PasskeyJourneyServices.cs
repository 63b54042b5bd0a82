namespace Latchkey.Server.Faces.Journeys.Passkeys;

/// <summary>What this room brings.</summary>
internal static class PasskeyJourneyServices
{
    public static void AddAccountPasskeys(this IServiceCollection services)
    {
        services.AddSingleton<AccountPasskeys>();
    }
}
