using Latchkey.Protocol;

namespace Latchkey.Native.OpenId;

/// <summary>What an OAuth error code means to the app. RFC 6749 §4.1.2.1 and §5.2, OpenID Connect Core §3.1.2.6.</summary>
internal static class Refusals
{
    public static SignInException Of(string? error, string message) => error switch
    {
        OAuthError.ServerError or OAuthError.TemporarilyUnavailable =>
            new(SignInErrorKind.Server, message) { OAuthError = error, IsTransient = true },
        OAuthError.InvalidClient or OAuthError.UnauthorizedClient or OAuthError.InvalidScope or OAuthError.InvalidRequest
            or OAuthError.UnsupportedGrantType or OAuthError.UnsupportedResponseType or OAuthError.UnsupportedResponseMode =>
            new(SignInErrorKind.Misconfigured, message)
            {
                OAuthError = error,
                Hint = "Compare client id, redirect URI, scopes and grant types with the app's registration."
            },
        OAuthError.UseDPoPNonce or OAuthError.InvalidDPoPProof =>
            new(SignInErrorKind.Server, message)
            {
                OAuthError = error,
                Hint = "A proxy that rewrites the provider's addresses, or a provider without a Date header and a wrong clock here, explains it."
            },
        OAuthError.InvalidGrant =>
            new(SignInErrorKind.Denied, message) { OAuthError = error, Hint = "The code was used before or is too old: sign in again." },
        null => new(SignInErrorKind.Server, message),
        _ => new(SignInErrorKind.Denied, message) { OAuthError = error },
    };
}
