using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Ground.Languages;

namespace Latchkey.Server.Faces.Console.Securing.Policies.Kit;

/// <summary>What authenticators are called, and what an enrolment policy says of each.</summary>
internal static class Authenticators
{
    public static string Name(Texts texts, string key) => key switch
    {
        AuthenticatorKeys.Password => texts.Directory.Password,
        "okta_email" => texts.Directory.Email,
        "google_otp" => texts.Policy.AuthenticatorApp,
        "webauthn" => texts.Policy.Passkeys,
        _ => key,
    };

    public static string Word(PolicyTexts said, string self) => self switch
    {
        EnrollSettings.Required => said.Required,
        EnrollSettings.Optional => said.OptionalOnes,
        _ => said.NotAllowed,
    };
}
