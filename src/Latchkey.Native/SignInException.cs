namespace Latchkey.Native;

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

    /// <summary>
    /// In pages of the app's own: the key of what the provider had to tell when it ended the sign-in, such as <c>idx.session.expired</c>.
    /// </summary>
    public string? MessageKey { get; init; }

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
            Hint = "Update the app. To begin anew with this version, move the app's data folder away (LatchkeyOptions.DataDirectory); the person then "
                + "signs in again.",
        };

    internal static SignInException StorageReset(string message, string hint, Exception? inner = null) =>
        new(SignInErrorKind.StorageReset, message, inner) { Hint = hint };
}
