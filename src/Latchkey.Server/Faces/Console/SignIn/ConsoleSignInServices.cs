namespace Latchkey.Server.Faces.Console.SignIn;

/// <summary>What this room brings.</summary>
internal static class ConsoleSignInServices
{
    public static void AddConsoleSignIn(this IServiceCollection services)
    {
        services.AddSingleton<ConsoleSignIn>();
        services.AddSingleton<FlowCookie>();
    }
}
