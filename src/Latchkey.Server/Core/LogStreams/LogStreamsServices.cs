namespace Latchkey.Server.Core.LogStreams;

/// <summary>What this room brings.</summary>
internal static class LogStreamsServices
{
    public static void AddLogStreams(this IServiceCollection services)
    {
        services.AddSingleton<LogStreams>();
        services.AddSingleton<LogStreamChanges>();
        services.AddSingleton<LogStreamDelivery>();
        services.AddHostedService(get => get.GetRequiredService<LogStreamDelivery>());
    }
}
