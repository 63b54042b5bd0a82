namespace Latchkey.Server.Ground.Web;

/// <summary>What this room brings.</summary>
internal static class WebServices
{
    public static void AddWeb(this IServiceCollection services)
    {
        services.AddSingleton<OutgoingHttp>();
        services.AddSingleton<RateCounters>();
        services.AddSingleton<OnceAMinute>();
        services.AddSingleton<RequestTimes>();
    }
}
