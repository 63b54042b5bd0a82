namespace Latchkey.Native;

/// <summary>Whether tokens are bound to a key of this device, so that a stolen token is worth nothing elsewhere. RFC 9449.</summary>
public enum DPoP
{
    /// <summary>When the provider offers it with ES256. A provider that gives bearer tokens all the same is accepted.</summary>
    Automatic,
    /// <summary>Always: a provider that does not offer it, or gives a bearer token, is <see cref="SignInErrorKind.Misconfigured"/>.</summary>
    Required,
    /// <summary>Never for a new sign-in. Tokens that are bound already stay bound.</summary>
    Off,
}
