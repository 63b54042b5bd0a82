namespace Latchkey.Server.Core.Clients;

/// <summary>What this room brings.</summary>
internal static class ClientsServices
{
    public static void AddClients(this IServiceCollection services)
    {
        services.AddSingleton<Apps>();
        services.AddSingleton<Assignments>();
        services.AddSingleton<AppScopes>();
        services.AddSingleton<AppKeys>();
        services.AddSingleton<ClientJwts>();
        services.AddSingleton<AppList>();
    }
}
