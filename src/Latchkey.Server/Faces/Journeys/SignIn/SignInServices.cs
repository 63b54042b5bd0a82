namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>What this room brings.</summary>
internal static class SignInServices
{
    public static void AddSignIn(this IServiceCollection services)
    {
        services.AddSingleton<Handovers>();
        services.AddSingleton<SignInSteps>();
        services.AddSingleton<FactorEndpoint>();
        services.AddSingleton<EnrollPages>();
        services.AddSingleton<EnrollEndpoint>();
    }
}
