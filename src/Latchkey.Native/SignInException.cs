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

/// <summary>
/// The one exception of the SDK, whatever failed: the network, the provider, the store, the browser, or a part the app gave. Cancelling a token
/// of yours still throws <see cref="OperationCanceledException"/>, and a wrong argument an <see cref="ArgumentException"/>.
/// </summary>
public sealed class SignInException : Exception
{
    /// <summary>Makes the error.</summary>
    /// <param name="kind">What kind of failure it is.</param>
    /// <param name="message">What happened, for a developer's log. Holds no secret.</param>
    /// <param name="inner">What caused it.</param>
    public SignInException(SignInErrorKind kind, string message, Exception? inner = null) : base(message, inner) => Kind = kind;

    /// <summary>What kind of failure it is: decide on this, not on the message.</summary>
    public SignInErrorKind Kind { get; }

    /// <summary>Whether the same call may succeed later without anybody changing anything.</summary>
    public bool IsTransient { get; init; }

    /// <summary>The <c>error</c> code the provider sent, such as <c>invalid_grant</c>. RFC 6749 §5.2.</summary>
    public string? OAuthError { get; init; }

    /// <summary>What a developer or person can do about it, when that is known.</summary>
    public string? Hint { get; init; }

    /// <summary>
    /// What came of asking the person to unlock, with <see cref="SignInErrorKind.PresenceRequired"/>, <see cref="SignInErrorKind.Locked"/> and
    /// <see cref="SignInErrorKind.UnlockChanged"/>.
    /// </summary>
    public UnlockAnswer? Unlock { get; init; }

    /// <summary>How long the provider asks to wait before the next try, with <see cref="SignInErrorKind.RateLimited"/>.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The provider's clock minus this device's, with <see cref="SignInErrorKind.ClockSkew"/>.</summary>
    public TimeSpan? ClockOffset { get; init; }

    /// <summary>Whether the request surely changed nothing at the provider: it never got there, or it was answered with a refusal.</summary>
    internal bool ChangedNothing { get; set; }

    internal static SignInException Network(string message, Exception? inner = null) =>
        new(SignInErrorKind.Network, message, inner) { IsTransient = true, Hint = "Check the connection and try again; the person stays signed in." };

    internal static SignInException Untrusted(string message, Exception? inner = null) => new(SignInErrorKind.Server, message, inner);

    internal static SignInException Misconfigured(string message, string? hint = null) => new(SignInErrorKind.Misconfigured, message) { Hint = hint };

    internal static SignInException Expired(string message, string? oauthError = null) =>
        new(SignInErrorKind.SessionExpired, message) { OAuthError = oauthError, Hint = "Call SignInAsync." };

    internal static SignInException StorageUnavailable(string message, string hint, Exception? inner = null) =>
        new(SignInErrorKind.StorageUnavailable, message, inner) { IsTransient = true, Hint = hint };

    /// <summary>What a newer version of the app wrote. It stays for it; trying again is no use.</summary>
    internal static SignInException Newer(string what) =>
        new(SignInErrorKind.StorageUnavailable, $"{what} was written by a newer version of the app, and is left as it is.")
        {
            Hint = "Update the app. To begin anew with this version, move the app's data folder away (LatchkeyOptions.DataDirectory); the person then signs in again.",
        };

    internal static SignInException StorageReset(string message, string hint, Exception? inner = null) =>
        new(SignInErrorKind.StorageReset, message, inner) { Hint = hint };
}
