namespace Latchkey.Native;

/// <summary>A way to prove who one is, or one that somebody has set up.</summary>
public sealed class IdxAuthenticator
{
    internal IdxAuthenticator(string key, string type) => (Key, Type) = (key, type);

    /// <summary>Which (Okta's keys): <c>okta_password</c>, <c>okta_email</c>, <c>google_otp</c>, <c>webauthn</c>.</summary>
    public string Key { get; }

    /// <summary>Of which kind: <c>password</c>, <c>email</c>, <c>app</c>, <c>security_key</c>.</summary>
    public string Type { get; }

    /// <summary>The provider's id of it.</summary>
    public string? Id { get; internal init; }

    /// <summary>Its name, for a person.</summary>
    public string? DisplayName { get; internal init; }

    /// <summary>Where a code is mailed, with most of it hidden.</summary>
    public string? Email { get; internal init; }

    /// <summary>The key of an authenticator app that is being set up, to be typed; null otherwise. RFC 6238.</summary>
    public string? SharedSecret { get; internal init; }

    /// <summary>The same as a picture to be scanned: a <c>data:</c> address.</summary>
    public string? QrCode { get; internal init; }

    internal string? Challenge { get; init; }

    internal string? Activation { get; init; }

    internal IdxRemediation? Resend { get; init; }

    internal IdxRemediation? Recover { get; init; }

    internal IdxRemediation? Poll { get; init; }

    /// <summary>Its name.</summary>
    public override string ToString() => DisplayName ?? Key;
}
