namespace Latchkey.Server.Core.Administration;

/// <summary>What this room brings.</summary>
internal static class AdministrationServices
{
    public static void AddAdministration(this IServiceCollection services) => services.AddSingleton<ConsoleApp>();
}
