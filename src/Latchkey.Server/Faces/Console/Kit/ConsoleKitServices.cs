namespace Latchkey.Server.Faces.Console.Kit;

/// <summary>What this room brings.</summary>
internal static class ConsoleKitServices
{
    public static void AddConsoleKit(this IServiceCollection services)
    {
        services.AddSingleton<FormCalls>();
        services.AddSingleton<Undoing>();
    }
}
