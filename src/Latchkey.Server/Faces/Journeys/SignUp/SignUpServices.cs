namespace Latchkey.Server.Faces.Journeys.SignUp;

/// <summary>What this room brings.</summary>
internal static class SignUpServices
{
    public static void AddSignUp(this IServiceCollection services)
    {
        services.AddSingleton<SignUps>();
    }
}
