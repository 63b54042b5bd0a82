namespace Latchkey.Server.Core.ApiAccess;

/// <summary>
/// What apps do with a person's own account, by Okta's names. Only the org's own server hands them out, and they open something only for an app that an
/// administrator granted them to. Contract §4.1.
/// </summary>
internal static class MyAccountScopes
{
    public const string Prefix = "okta.myAccount.";

    /// <summary>Each with what a person reads of it.</summary>
    public static readonly IReadOnlyList<(string Name, string DisplayName, string Description)> All =
    [
        (Prefix + "apps.manage", "Take back what apps may do", "The app can take back what you allowed other apps."),
        (Prefix + "apps.read", "See your apps", "The apps you allowed something."),
        (Prefix + "authenticators.manage", "Rename what you sign in with", "The app can rename your authenticators."),
        (Prefix + "authenticators.read", "See what you sign in with", "Which authenticators you have set up."),
        (Prefix + "email.manage", "Verify your email address", "The app can have a code sent to you and check it."),
        (Prefix + "email.read", "See your email addresses", "Your addresses, and whether they have been verified."),
        (Prefix + "oktaApplications.read", "See what your organization offers", "Applications of this server itself."),
        (Prefix + "organization.read", "See your organization", "Its name and address."),
        (Prefix + "password.manage", "Change your password", "The app can set a new password for you."),
        (Prefix + "password.read", "See whether you have a password", "When it was changed, and what a new one must be like."),
        (Prefix + "profile.manage", "Change your profile", "What your organization lets you change yourself."),
        (Prefix + "profile.read", "Read your profile", "All that your profile says."),
        (Prefix + "sessions.manage", "Sign you out", "The app can end where you are signed in."),
        (Prefix + "webauthn.manage", "Add and remove your passkeys", "The app can add passkeys and take them away."),
        (Prefix + "webauthn.read", "See your passkeys", "Which passkeys you have."),
    ];
}
