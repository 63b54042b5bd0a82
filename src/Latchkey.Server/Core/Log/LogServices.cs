namespace Latchkey.Server.Core.Log;

/// <summary>What this room brings.</summary>
internal static class LogServices
{
    public static void AddLog(this IServiceCollection services)
    {
        services.AddSingleton<SystemLog>();
        services.AddSingleton<LoggedWrites>();
        services.AddSingleton<SignInsSeen>();
        services.AddSingleton<LogSearch>();
        services.AddSingleton<SignInCounts>();
        services.AddHostedService<SystemLogWriter>();
    }
}
