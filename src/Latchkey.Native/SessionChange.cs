namespace Latchkey.Native;

/// <summary>What happened to a session.</summary>
public enum SessionChange
{
    /// <summary>There are new tokens; <see cref="LatchkeySession.User"/> may have changed.</summary>
    Refreshed,
    /// <summary>The provider ended the session: show the sign-in page.</summary>
    Expired,
    /// <summary>The session was signed out in this app.</summary>
    SignedOut,
    /// <summary>A refresh failed because the provider cannot be reached. The person is still signed in.</summary>
    Offline,
    /// <summary>
    /// The tokens went back behind the device's unlock: show what hides the app's contents, and call <see cref="LatchkeySession.UnlockAsync"/> when
    /// the app is in front.
    /// </summary>
    Locked,
}
