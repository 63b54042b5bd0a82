using Latchkey.Server.Core.Authenticators;

namespace Latchkey.Server.Core.Passkeys;

/// <summary>What this room brings.</summary>
internal static class PasskeysServices
{
    public static void AddPasskeys(this IServiceCollection services)
    {
        services.AddSingleton<AnsweringParties>();
        services.AddSingleton<PasskeyRulebook>();
        services.AddSingleton<DeviceJudge>();
        services.AddSingleton<PasskeyKind>();
        services.AddSingleton<AuthenticatorKind>(get => get.GetRequiredService<PasskeyKind>());
        services.AddSingleton<PasskeySignIn>();
        services.AddSingleton<SpentChallenges>();
    }
}
