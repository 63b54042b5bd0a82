namespace Latchkey.Server.Faces.Journeys.Logout;

/// <summary>What this room brings.</summary>
internal static class LogoutServices
{
    public static void AddLogout(this IServiceCollection services)
    {
        services.AddSingleton<SignOutForm>();
        services.AddSingleton<SignOut>();
    }
}
