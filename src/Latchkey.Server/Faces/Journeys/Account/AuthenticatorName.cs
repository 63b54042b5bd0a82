using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Ground.Languages;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>What a kind of authenticator is called.</summary>
internal static class AuthenticatorName
{
    public static string Of(string type, Texts texts) => type switch
    {
        FactorType.Totp => texts.EnrollApp,
        FactorType.Email => texts.EnrollMail,
        FactorType.Passkey => texts.Passkey,
        _ => type,
    };
}
