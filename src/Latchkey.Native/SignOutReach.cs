namespace Latchkey.Native;

/// <summary>How far a sign-out reaches.</summary>
public enum SignOutReach
{
    /// <summary>This app forgets the tokens and asks the provider to revoke them. The browser stays signed in; works offline.</summary>
    AppOnly,
    /// <summary>Also ends the browser's session at the provider, for every app that shares it. Opens the browser.</summary>
    AppAndBrowser,
    /// <summary>
    /// As <see cref="AppAndBrowser"/>, also for the sibling apps that share the sign-in (<see cref="LatchkeyOptions.SharedSignIn"/>). Does nothing
    /// at all unless the provider confirms that the tokens are revoked.
    /// </summary>
    Everywhere,
}
