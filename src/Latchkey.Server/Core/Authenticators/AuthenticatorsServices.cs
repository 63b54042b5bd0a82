namespace Latchkey.Server.Core.Authenticators;

/// <summary>What this room brings.</summary>
internal static class AuthenticatorsServices
{
    public static void AddAuthenticators(this IServiceCollection services)
    {
        services.AddSingleton<RecoveryCodes>();
        services.AddSingleton<Factors>();
        services.AddSingleton<MailLinks>();
        services.AddSingleton<MailedCodes>();
        services.AddSingleton<AuthenticatorKind, AppKind>();
        services.AddSingleton<AuthenticatorKind, MailboxKind>();
        services.AddSingleton<AuthenticatorKinds>();
        services.AddSingleton<SecondFactor>();
    }
}
