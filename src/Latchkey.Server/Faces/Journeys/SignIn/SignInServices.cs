using Latchkey.Server.Core.Brands;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>What this room brings.</summary>
internal static class SignInServices
{
    public static void AddSignIn(this IServiceCollection services)
    {
        services.AddSingleton<ISignInPreview, SignInPreview>();
        services.AddSingleton<RememberedNames>();
        services.AddSingleton<Handovers>();
        services.AddSingleton<SignInSteps>();
        services.AddSingleton<FactorEndpoint>();
        services.AddSingleton<MailSignInEndpoint>();
        services.AddSingleton<EnrollPages>();
        services.AddSingleton<EnrollEndpoint>();
    }
}
