using Latchkey.Server.Core.People;

namespace Latchkey.Server.Core.SignOn;

/// <summary>What this room brings.</summary>
internal static class SignOnServices
{
    public static void AddSignOn(this IServiceCollection services)
    {
        services.AddSingleton<KnownDevices>();
        services.AddSingleton<SignOnGate>();
        services.AddSingleton<SignUpRulebook>();
        services.AddSingleton<MailSignInRulebook>();
        services.AddSingleton<PasswordRulebook>();
        services.AddSingleton<IPasswordRulebook>(services => services.GetRequiredService<PasswordRulebook>());
    }
}
