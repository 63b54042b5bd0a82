namespace Latchkey.Server.Ground.Storage;

/// <summary>What this room brings.</summary>
internal static class StorageServices
{
    public static void AddStorage(this IServiceCollection services)
    {
        services.AddSingleton<Turns>();
        services.AddSingleton<DatabaseMarks>();
        services.AddSingleton<Outage>();
        services.AddSingleton<Belonging>();
    }
}
