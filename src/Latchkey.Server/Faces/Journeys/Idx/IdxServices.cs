namespace Latchkey.Server.Faces.Journeys.Idx;

/// <summary>What this room brings.</summary>
internal static class IdxServices
{
    public static void AddIdx(this IServiceCollection services)
    {
        services.AddSingleton<IdxCalls>();
        services.AddSingleton<IdxDocuments>();
        services.AddSingleton<IdxSteps>();
        services.AddSingleton<IdxFactors>();
        services.AddSingleton<IdxPasswords>();
        services.AddSingleton<IdxPasskeys>();
        services.AddSingleton<IdxMail>();
        services.AddSingleton<IdxWays>();
        services.AddSingleton<IdxWayDocuments>();
        services.AddSingleton<IdxRecovery>();
        services.AddSingleton<IdxSignUps>();
    }
}
