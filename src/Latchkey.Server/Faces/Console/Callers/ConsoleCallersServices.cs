namespace Latchkey.Server.Faces.Console.Callers;

/// <summary>What this room brings.</summary>
internal static class ConsoleCallersServices
{
    public static void AddConsoleCallers(this IServiceCollection services)
    {
        services.AddSingleton<ConsoleSessions>();
        services.AddSingleton<ConsoleCookie>();
        services.AddSingleton<ConsoleForms>();
    }
}
