namespace Latchkey.Server.Faces.Management.ClientRegistration;

/// <summary>What this room brings.</summary>
internal static class ManagementClientRegistrationServices
{
    public static void AddManagementClientRegistration(this IServiceCollection services)
    {
        services.AddSingleton<RegistrationTokens>();
    }
}
