namespace Latchkey.Native.OpenId;

/// <summary>What the ID token must agree with.</summary>
/// <param name="AccessToken">The access token it came with, for at_hash.</param>
/// <param name="Nonce">The nonce of the sign-in.</param>
/// <param name="NonceMayBeAbsent">After a refresh the nonce is normally left out.</param>
/// <param name="Subject">The person it must still be, after a refresh.</param>
/// <param name="MaxAge">How long ago the person may have proved themselves, when that was asked for.</param>
internal sealed record IdTokenExpectation(string AccessToken, string? Nonce, bool NonceMayBeAbsent = false, string? Subject = null, TimeSpan? MaxAge = null);
