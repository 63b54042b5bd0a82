namespace Latchkey.Native;

/// <summary>What a provider makes of a refresh token that is shown again. RFC 9700 §4.14.2.</summary>
public enum RefreshRotation
{
    /// <summary>
    /// The provider does not rotate, or it answers a repeat as it answered the first time, or for some time: a lost answer is asked for again with
    /// the same token, and nobody is signed out.
    /// </summary>
    Forgiving,
    /// <summary>
    /// The provider takes a repeat for theft at once, and ends everything that came from the same sign-in. A refresh token is then sent once. When its
    /// answer is lost the
    /// access token at hand is used to its end, and after that the session is <see cref="SignInErrorKind.SessionExpired"/>: the person signs in
    /// again, but no alarm goes off.
    /// </summary>
    Strict,
}
