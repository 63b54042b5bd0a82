namespace Latchkey.Server.Faces.Management.People;

/// <summary>What this room brings.</summary>
internal static class ManagementPeopleServices
{
    public static void AddManagementPeople(this IServiceCollection services)
    {
        services.AddSingleton<UserCredentials>();
    }
}
