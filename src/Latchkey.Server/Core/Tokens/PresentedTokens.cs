using Latchkey.Protocol;
using Latchkey.Server.Core.DPoP;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Tokens;

/// <summary>
/// The access token of a request: in the header, or in a form body, never in the address (RFC 6750 §2). One that is bound
/// to a key counts only in the DPoP scheme and with a proof of that key (RFC 9449 §7). Every endpoint that takes access tokens asks here.
/// </summary>
internal sealed class PresentedTokens(AccessTokens accessTokens, DPoPProofs proofs)
{
    private const string Bearer = "Bearer";

    public const string Invalid = "The access token is invalid";

    /// <summary>The token, in force and shown by whom it is for; otherwise the refusal, with its challenge.</summary>
    public async Task<TokenInForce> Require(HttpContext http, AuthorizationServer server)
    {
        var (scheme, text) = await Read(http);
        var token = await accessTokens.Read(text, server, http.RequestAborted);
        if (scheme == Bearer)
        {
            if (token is null) throw OAuthException.InvalidToken(Invalid);
            return token.KeyThumbprint is null ? token
                : throw DPoPProofs.InvalidWithToken(OAuthError.InvalidToken, "The access token is bound to a key and needs the DPoP scheme and a proof");
        }
        if (token?.KeyThumbprint is not { } thumbprint) throw DPoPProofs.InvalidWithToken(OAuthError.InvalidToken, Invalid);
        await proofs.Require(http, text, thumbprint);
        return token;
    }

    /// <summary>Whether a request has a scheme of access tokens.</summary>
    public static bool AreShownBy(HttpContext http) =>
        SpeakDPoP(http) || (http.Request.Headers.Authorization is [{ } header] && Of(header, Bearer) is not null);

    /// <summary>Whether it has the DPoP scheme, and so wants to be answered in it.</summary>
    public static bool SpeakDPoP(HttpContext http) => http.Request.Headers.Authorization is [{ } header] && Of(header, DPoPProof.Header) is not null;

    private static async Task<(string Scheme, string Token)> Read(HttpContext http)
    {
        var header = http.Request.Headers.Authorization;
        var inBody = HttpMethods.IsPost(http.Request.Method) && Parameters.IsForm(http.Request) ? (await Parameters.Form(http.Request))[Parameter.AccessToken]
            : null;
        if (header.Count > 1 || (header.Count == 1 && inBody is not null)) throw OAuthException.TokenInTwoPlaces();
        if (inBody is not null) return (Bearer, inBody);
        if (header.Count == 0) throw OAuthException.NoToken();
        if (Of(header[0]!, Bearer) is { } bearer) return (Bearer, bearer);
        return Of(header[0]!, DPoPProof.Header) is { } bound ? (DPoPProof.Header, bound) : throw OAuthException.NoToken();
    }

    /// <summary>Schemes are spelt in any case. RFC 9110 §11.1.</summary>
    private static string? Of(string header, string scheme) =>
        header.Length > scheme.Length && header[scheme.Length] == ' ' && header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            ? header[(scheme.Length + 1)..].Trim() : null;
}
