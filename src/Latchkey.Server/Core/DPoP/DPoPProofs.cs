using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.DPoP;

/// <summary>
/// Checks the proofs that requests carry: once each, of this request, by the holder of the key. RFC 9449 §4.3, contract
/// §2.15. At the token endpoint a proof needs a nonce of ours; with a token a recent one passes without, and a client whose
/// clock is wrong is handed a nonce instead of being sent away.
/// </summary>
internal sealed class DPoPProofs(DPoPNonces nonces, ProofKeys keys, SignatureMeters meters, SpentProofs spent, SharedProofs shared, TimeProvider clock)
{
    public static readonly IReadOnlyList<string> Algorithms = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "ES512"];

    /// <summary>FAPI 2.0 Security Profile §5.4.1.</summary>
    private static readonly IReadOnlyList<string> Fapi2Algorithms = ["PS256", "ES256"];

    /// <summary>Without a nonce: contract §2.15.</summary>
    public static readonly TimeSpan LongestAgo = TimeSpan.FromMinutes(5);

    /// <summary>Without a nonce: how far a client's clock may be ahead of ours.</summary>
    public static readonly TimeSpan FurthestAhead = TimeSpan.FromSeconds(10);

    /// <summary>RFC 9449 §7.1: the scheme, and which algorithms a proof may be signed with.</summary>
    public static string Challenge(string error, string description) =>
        $"{DPoPProof.Header} error=\"{error}\", error_description=\"{description}\", algs=\"{string.Join(' ', Algorithms)}\"";

    /// <summary>A token that needs a proof, or the proof itself, will not do. RFC 9449 §7.1.</summary>
    public static OAuthException InvalidWithToken(string error, string description) =>
        OAuthException.InvalidProofOfToken(error, description, Challenge(error, description));

    public static OAuthException Missing() => PresentedProof.Invalid("The DPoP proof JWT header is missing.");

    /// <summary>The key the tokens of this request are to be bound to; null for bearer tokens, where the app may have such.</summary>
    public async Task<string?> ThumbprintForTokens(HttpContext http, App app) =>
        await Thumbprint(http, app) ?? (app.DPoPRequired || app.IsFapi2 ? throw Missing() : null);

    /// <summary>
    /// The key a request to this authorization server proves, e.g. a pushed authorization request (RFC 9449 §10.1); null when it carries no proof.
    /// </summary>
    public async Task<string?> Thumbprint(HttpContext http, App app)
    {
        if (Single(http) is not { } text) return null;
        var proof = Checked(http, text);
        if (app.IsFapi2 && !Fapi2Algorithms.Contains(proof.Algorithm))
            throw PresentedProof.Invalid($"The 'alg' of the DPoP proof JWT must be one of: [{string.Join(", ", Fapi2Algorithms)}].");
        await Spend(http, proof, nonceNeeded: true);
        return proof.Key.Thumbprint;
    }

    /// <summary>
    /// The key of a pushed authorization request: its proof's, or what its <c>dpop_jkt</c> says; where both are given they agree. RFC 9449 §10.1.
    /// </summary>
    public async Task<string?> PushedKey(HttpContext http, App app, Parameters parameters)
    {
        var (proven, named) = (await Thumbprint(http, app), parameters[Parameter.DPoPKey]);
        return proven is null || named is null || proven == named ? proven ?? named
            : throw OAuthException.InvalidRequest("The 'dpop_jkt' parameter is not the thumbprint of the DPoP proof's key.");
    }

    /// <summary>The proof that comes with an access token: of the key the token is bound to, for this token. RFC 9449 §7.1.</summary>
    public async Task Require(HttpContext http, string accessToken, string thumbprint)
    {
        try
        {
            var proof = Checked(http, Single(http) ?? throw Missing());
            if (proof.AccessTokenHash is not { } hash || hash != DPoPProof.AccessTokenHash(accessToken))
                throw PresentedProof.InvalidClaim(Claim.AccessTokenHash);
            if (proof.Key.Thumbprint != thumbprint) throw PresentedProof.Invalid("The DPoP proof is not of the key the access token is bound to.");
            await Spend(http, proof, nonceNeeded: false);
        }
        catch (OAuthException refusal)
        {
            throw InvalidWithToken(refusal.Error, refusal.Message);
        }
    }

    /// <summary>RFC 9449 §4.3, step 1: not more than one.</summary>
    private static string? Single(HttpContext http)
    {
        var header = http.Request.Headers[DPoPProof.Header];
        return header.Count > 1 ? throw PresentedProof.Invalid("There must be one DPoP proof JWT header.") : header is [var text] ? text ?? "" : null;
    }

    /// <summary>What can be said of it by itself: it is signed by its key and made for this method and address.</summary>
    private PresentedProof Checked(HttpContext http, string text)
    {
        var proof = PresentedProof.Read(text);
        // In any case: the short calls of okta-sdk-nodejs (get, post, put, delete) name it in small letters.
        if (!proof.Method.Equals(http.Request.Method, StringComparison.OrdinalIgnoreCase)) throw PresentedProof.InvalidClaim(Claim.HttpMethod);
        // The address as people know it, whatever host the request named.
        if (!DPoPProof.IsFor(Segments.Collapsed(proof.Address), new Uri(http.Org.Url), http.Request.Path.Value!))
            throw PresentedProof.InvalidClaim(Claim.HttpAddress);
        meters.Checked(proof.Algorithm);
        return keys.Verifies(proof) ? proof : throw PresentedProof.Invalid("The signature of the DPoP proof JWT is invalid.");
    }

    /// <summary>It is of our time, and this is its first use. Last, so that a refused proof is not used up.</summary>
    private async Task Spend(HttpContext http, PresentedProof proof, bool nonceNeeded)
    {
        var nonce = proof.Nonce is { } text ? nonces.Read(http.Org.Id, text) ?? throw AskForNonce(http, nonceNeeded) : (ReadNonce?)null;
        var made = DateTimeOffset.FromUnixTimeSeconds(proof.IssuedAt);
        if (nonce is null && (nonceNeeded || made < clock.Now - LongestAgo || made > clock.Now + FurthestAhead)) throw AskForNonce(http, nonceNeeded);

        switch (spent.TrySpend(proof.Key.Thumbprint, proof.Id, nonce?.IssuedAt ?? made))
        {
            case Spending.Repeated: throw Used();
            case Spending.Forgotten: throw AskForNonce(http, nonceNeeded);
        }
        if (shared.CountElsewhere(nonce) && !await shared.TrySpend(proof.Key.Thumbprint, proof.Id, http.RequestAborted)) throw Used();
        if (nonce is { } used && nonces.IsAgeing(used)) http.Response.Headers[DPoPProof.NonceHeader] = nonces.Issue(http.Org.Id);
    }

    private static OAuthException Used() => PresentedProof.Invalid("The DPoP proof JWT has already been used.");

    /// <summary>RFC 9449 §8 at the authorization server, §9 where a token is used.</summary>
    private OAuthException AskForNonce(HttpContext http, bool always)
    {
        http.Response.Headers[DPoPProof.NonceHeader] = nonces.Issue(http.Org.Id);
        return OAuthException.Of(OAuthError.UseDPoPNonce,
            always ? "Authorization server requires nonce in DPoP proof." : "Resource server requires nonce in DPoP proof.");
    }
}
