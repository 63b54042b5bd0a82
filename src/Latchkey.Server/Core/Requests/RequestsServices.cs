namespace Latchkey.Server.Core.Requests;

/// <summary>What this room brings.</summary>
internal static class RequestsServices
{
    public static void AddRequests(this IServiceCollection services)
    {
        services.AddSingleton<PushedRequests>();
        services.AddSingleton<RequestObjects>();
        services.AddSingleton<PassedRequests>();
    }
}
