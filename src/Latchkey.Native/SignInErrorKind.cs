namespace Latchkey.Native;

/// <summary>Why something the SDK was asked for did not happen. Only <see cref="SessionExpired"/> means that the person must sign in again.</summary>
public enum SignInErrorKind
{
    /// <summary>The person closed the browser or pressed cancel, and the platform could tell.</summary>
    Cancelled,
    /// <summary>Nobody came back from the browser within <see cref="LatchkeyOptions.SignInTimeout"/>.</summary>
    TimedOut,
    /// <summary>This machine has no browser to open, and <see cref="LatchkeyOptions.OnNoBrowser"/> is not set.</summary>
    NoBrowser,
    /// <summary>Another sign-in of the same <see cref="LatchkeyClient"/> is still waiting for its answer.</summary>
    FlowInProgress,
    /// <summary>The provider could not be reached, or its answer was lost. Nothing stored has changed; try again later.</summary>
    Network,
    /// <summary>The provider failed, or its answer cannot be trusted. <see cref="SignInException.IsTransient"/> tells which.</summary>
    Server,
    /// <summary>The provider asks to wait: <see cref="SignInException.RetryAfter"/>.</summary>
    RateLimited,
    /// <summary>There is no session any more: the person must sign in again.</summary>
    SessionExpired,
    /// <summary>The clocks of this device and of the provider disagree by <see cref="SignInException.ClockOffset"/>, too much to trust a token.</summary>
    ClockSkew,
    /// <summary>Stored credentials cannot be read or written now (locked keyring, permissions, full disk). The person is <b>not</b> signed out.</summary>
    StorageUnavailable,
    /// <summary>Stored credentials can never be read again (key lost, file tampered with). They were set aside; the next start begins signed out.</summary>
    StorageReset,
    /// <summary>The app, or its registration at the provider, is set up wrongly. The message says what.</summary>
    Misconfigured,
    /// <summary>The provider refused: the person declined, is not assigned to the app, or a policy says no.</summary>
    Denied,
    /// <summary>The person did not show that they are there, or this device cannot ask. They are <b>not</b> signed out.</summary>
    PresenceRequired,
    /// <summary>
    /// The tokens stand behind the device's unlock (<see cref="LatchkeyOptions.Unlock"/>) and nobody can be asked now: the app is in the background, or
    /// the device is locked. They are <b>not</b> signed out; ask again when the app is in front.
    /// </summary>
    Locked,
    /// <summary>
    /// What opened the tokens is gone: a finger or face was added to the device, or its code taken away. The person signs in again, which replaces
    /// them; until then the session stays listed, with its name, and nothing is deleted.
    /// </summary>
    UnlockChanged,
    /// <summary>
    /// What shows the page failed: the browser, or the app's own <see cref="LatchkeyOptions.Browser"/> or <see cref="LatchkeyOptions.OnNoBrowser"/>.
    /// </summary>
    BrowserFailed,
    /// <summary>
    /// Something failed that has no name here; the inner exception tells what. A part the app gave, or a fault of this SDK. They are <b>not</b>
    /// signed out.
    /// </summary>
    Unexpected,
}
