namespace Latchkey.Server.Core.Work;

/// <summary>What this room brings.</summary>
internal static class WorkServices
{
    public static void AddWork(this IServiceCollection services) => services.AddSingleton<BrowserWork>();
}
