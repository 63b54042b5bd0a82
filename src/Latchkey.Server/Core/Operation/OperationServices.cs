namespace Latchkey.Server.Core.Operation;

/// <summary>What this room brings.</summary>
internal static class OperationServices
{
    public static void AddOperation(this IServiceCollection services)
    {
        services.AddSingleton<Backups>();
        services.AddSingleton<Checkup>();
        services.AddSingleton<ServerFacts>();
    }
}
