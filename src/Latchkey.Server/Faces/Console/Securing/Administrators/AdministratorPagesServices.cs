namespace Latchkey.Server.Faces.Console.Securing.Administrators;

/// <summary>What this room brings.</summary>
internal static class AdministratorPagesServices
{
    public static void AddConsoleAdministrators(this IServiceCollection services)
    {
        services.AddSingleton<NamedThings>();
        services.AddSingleton<ShownAssignments>();
    }
}
