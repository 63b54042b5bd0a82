using Latchkey.Native.Proofs;
using Latchkey.Protocol;

namespace Latchkey.Native.OpenId;

/// <summary>The provider's token and revocation endpoints, as a public client calls them. RFC 6749 §3.2, RFC 7009.</summary>
internal sealed class TokenEndpoint(ProviderHttp http, Discovery discovery, string clientId)
{
    public Task<TokenResponse> RedeemAsync(string code, string redirectUri, string verifier, ProofKey? key, CancellationToken ct) => PostAsync(new()
    {
        [Parameter.GrantType] = GrantType.AuthorizationCode,
        [Parameter.Code] = code,
        [Parameter.RedirectUri] = redirectUri,
        [Parameter.CodeVerifier] = verifier,
        [Parameter.ClientId] = clientId,
    }, key, ct);

    /// <summary>New tokens for a refresh token. Once: not asked for again when the answer is lost. RFC 6749 §6.</summary>
    public Task<TokenResponse> RefreshAsync(string refreshToken, ProofKey? key, CancellationToken ct, bool once = false) => PostAsync(new()
    {
        [Parameter.GrantType] = GrantType.RefreshToken,
        [Parameter.RefreshToken] = refreshToken,
        [Parameter.ClientId] = clientId,
    }, key, ct, once: once);

    /// <summary>Any other grant. An exchange may give what is no access token, of type <c>N_A</c>. RFC 8693 §2.2.1.</summary>
    public Task<TokenResponse> GrantAsync(Dictionary<string, string> form, ProofKey? key, CancellationToken ct, bool mayBeOfAnyType = false)
    {
        form[Parameter.ClientId] = clientId;
        return PostAsync(form, key, ct, mayBeOfAnyType);
    }

    /// <summary>Ends a token at the provider; false when the provider offers no revocation. RFC 7009 §2.</summary>
    public async Task<bool> RevokeAsync(string token, string hint, CancellationToken ct)
    {
        if ((await discovery.GetAsync(ct).ConfigureAwait(false)).RevocationEndpoint is not { } endpoint) return false;
        await http.PostAsync(SecureAddress.Require(endpoint, "revocation_endpoint"), new Dictionary<string, string>
        {
            [Parameter.Token] = token,
            [Parameter.TokenTypeHint] = hint,
            [Parameter.ClientId] = clientId,
        }, ct).ConfigureAwait(false);
        return true;
    }

    /// <summary>Whether the access token needs a proof wherever it is shown. RFC 9449 §5.</summary>
    public static bool IsBound(TokenResponse answer) => DPoPProof.Header.Equals(answer.TokenType, StringComparison.OrdinalIgnoreCase);

    private async Task<TokenResponse> PostAsync(Dictionary<string, string> form, ProofKey? key, CancellationToken ct, bool mayBeOfAnyType = false,
        bool once = false)
    {
        var metadata = await discovery.GetAsync(ct).ConfigureAwait(false);
        var json = await http.PostAsync(SecureAddress.Require(metadata.TokenEndpoint, "token_endpoint"), form, key, ct, once).ConfigureAwait(false);
        var answer = ProviderHttp.Read(json, ProtocolJson.Default.TokenResponse, "The token answer");
        // It goes into a header as it is. RFC 6749 appendix A.12.
        if (string.IsNullOrEmpty(answer.AccessToken) || answer.AccessToken.Any(c => c is < ' ' or > '~'))
            throw SignInException.Untrusted("The access token in the token answer is empty, or has other characters than printable ones.");
        var isUsable = mayBeOfAnyType || "Bearer".Equals(answer.TokenType, StringComparison.OrdinalIgnoreCase) || (key is not null && IsBound(answer));
        return isUsable ? answer : throw SignInException.Untrusted(
            $"The token answer is of type '{answer.TokenType}'; this SDK asked for a {(key is null ? "bearer token" : "bound or a bearer token")}.");
    }
}
