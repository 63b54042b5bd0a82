namespace Latchkey.Native;

/// <summary>Names of remediations, as Okta's clients know them. A provider may have others.</summary>
public static class IdxRemediations
{
    /// <summary>Who it is, and the password: <c>identifier</c>, <c>credentials.passcode</c>.</summary>
    public const string Identify = "identify";

    /// <summary>A passkey by itself, with no name typed: <see cref="IdxSignIn.UsePasskeyAsync"/>.</summary>
    public const string PasskeyWithoutName = "challenge-webauthn-autofillui-authenticator";

    /// <summary>Which authenticator to prove oneself by: <see cref="IdxSignIn.ChooseAsync"/>.</summary>
    public const string SelectAuthenticator = "select-authenticator-authenticate";

    /// <summary>Its answer, a code most often: <c>credentials.passcode</c>.</summary>
    public const string ChallengeAuthenticator = "challenge-authenticator";

    /// <summary>Which authenticator to set up.</summary>
    public const string SelectAuthenticatorToEnroll = "select-authenticator-enroll";

    /// <summary>The first answer of one that is being set up.</summary>
    public const string EnrollAuthenticator = "enroll-authenticator";

    /// <summary>A new password in place of one that has expired.</summary>
    public const string ReenrollAuthenticator = "reenroll-authenticator";

    /// <summary>A new password in place of one that soon will have expired; <see cref="Skip"/> keeps it for now.</summary>
    public const string ReenrollAuthenticatorWarning = "reenroll-authenticator-warning";

    /// <summary>A new password in place of a forgotten one.</summary>
    public const string ResetAuthenticator = "reset-authenticator";

    /// <summary>Whose password is forgotten: <c>identifier</c>. <see cref="IdxStep.Recover"/> leads there.</summary>
    public const string IdentifyRecovery = "identify-recovery";

    /// <summary>The account is locked: on to where it is opened.</summary>
    public const string UnlockAccount = "unlock-account";

    /// <summary>Whose account is locked, and how to open it: <c>identifier</c>, and one of the options.</summary>
    public const string SelectAuthenticatorToUnlock = "select-authenticator-unlock-account";

    /// <summary>There is no account yet: on to where one is made.</summary>
    public const string SelectEnrollProfile = "select-enroll-profile";

    /// <summary>Who it is: <c>userProfile.…</c>, <c>credentials.passcode</c>.</summary>
    public const string EnrollProfile = "enroll-profile";

    /// <summary>Whether the app may have what it asks for: <c>consent</c>.</summary>
    public const string Consent = "consent";

    /// <summary>What no policy insists on is left out.</summary>
    public const string Skip = "skip";

    /// <summary>Another provider signs in, in the browser: <see cref="IdxRemediation.Redirect"/>.</summary>
    public const string RedirectIdp = "redirect-idp";
}
