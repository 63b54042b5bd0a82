using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ClaimName = Latchkey.Protocol.Claim;

namespace Latchkey.AspNetCore;

/// <summary>Checks an access token and says who is calling. RFC 7519 §7.2, RFC 8725 §3, RFC 9068 §4.</summary>
internal sealed class AccessTokens(LatchkeyOptions options, IssuerKeys issuerKeys, TokenStatus? status, Proofs proofs, TimeProvider clock)
{
    private static readonly string[] algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256,
        SecurityAlgorithms.RsaSsaPssSha384,
        SecurityAlgorithms.RsaSsaPssSha512, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private readonly JsonWebTokenHandler tokens = new();

    /// <summary>The cheap refusals come first, so that only a token that could be good costs a signature check or a look for newer keys.</summary>
    public async Task<ClaimsPrincipal> Check(PresentedToken presented, HttpRequest request, CancellationToken ct)
    {
        var text = presented.Token;
        if (status is not null && text.AsSpan().Count('.') != 2)
        {
            var answer = await status.Of(text, ct);
            var caller = OpaqueTokens.Caller(options, answer, clock);
            await CheckProof(presented, request, answer!.Value.TryGetProperty(ClaimName.Confirmation, out var bound) ? bound : null);
            return caller;
        }
        var token = Parse(text);
        CheckHeader(token);
        CheckIssuerAndAudience(token);
        CheckLifetime(token);
        CheckIsForAccess(token);
        await CheckSignature(token, ct);
        await CheckStatus(text, ct);
        await CheckProof(presented, request, Confirmation(token));
        return Caller(token);
    }

    /// <summary>
    /// A bound token is worth nothing without proof of its key, and nothing as a bearer token; one that is not bound proves
    /// nothing. RFC 9449 §7.1 and §7.2, RFC 8705 §3.
    /// </summary>
    private async Task CheckProof(PresentedToken presented, HttpRequest request, JsonElement? confirmation)
    {
        var thumbprint = confirmation is { ValueKind: JsonValueKind.Object } cnf && cnf.TryGetProperty(ClaimName.KeyThumbprint, out var jkt)
            && jkt.ValueKind == JsonValueKind.String ? jkt.GetString() : null;
        if (confirmation is not null && (thumbprint is null || !presented.ByProof || options.DPoP == DPoPUse.Refused))
            throw BearerException.InvalidToken("The token is bound to a key and cannot be used as a bearer token.");
        if (thumbprint is null && (presented.ByProof || options.DPoP == DPoPUse.Required))
            throw BearerException.InvalidToken("The token is not bound to a key, as this API or the DPoP scheme asks.");
        if (thumbprint is not null) await proofs.Require(request, presented.Token, thumbprint);
    }

    /// <summary>What the token is bound to; something that is no object is a bond, too, if not one that can be proven.</summary>
    private static JsonElement? Confirmation(JsonWebToken token) =>
        !Has(token, ClaimName.Confirmation) ? null
            : token.TryGetPayloadValue<JsonElement>(ClaimName.Confirmation, out var confirmation) ? confirmation : default(JsonElement);

    public string NewNonce() => proofs.NewNonce();

    /// <summary>Whether the issuer answers and is the one that was meant; its keys are fetched when the first token comes.</summary>
    /// <exception cref="Exception">Why not.</exception>
    public Task CheckIssuer(CancellationToken ct) => issuerKeys.CheckIssuer(ct);

    /// <summary>The token is good by itself; whether it was revoked only the issuer knows. RFC 7662 §2.</summary>
    private async Task CheckStatus(string text, CancellationToken ct)
    {
        if (status is null) return;
        try
        {
            if (await status.Of(text, ct) is null) throw BearerException.InvalidToken("The token was revoked.");
        }
        catch (BearerException unreachable) when (unreachable.Status == 503 && options.Introspection!.AcceptWhenUnreachable)
        {
            // As the application wishes: it was logged where it happened.
        }
    }

    private JsonWebToken Parse(string text)
    {
        try
        {
            return tokens.ReadJsonWebToken(text);
        }
        catch (Exception malformed) when (malformed is ArgumentException or SecurityTokenException or FormatException)
        {
            throw BearerException.InvalidToken("The token is not a JSON Web Token.");
        }
    }

    private static void CheckHeader(JsonWebToken token)
    {
        if (token.IsEncrypted) throw BearerException.InvalidToken("The token is encrypted.");
        if (!algorithms.Contains(token.Alg, StringComparer.Ordinal))
            throw BearerException.InvalidToken($"The signature algorithm '{token.Alg}' is not accepted.");

        // RFC 7515 §4.1.11: we understand no critical extension.
        if (token.TryGetHeaderValue<object>("crit", out _)) throw BearerException.InvalidToken("The token has a critical header that is not understood.");
    }

    private void CheckIssuerAndAudience(JsonWebToken token)
    {
        if (token.Issuer != options.Issuer)
            throw BearerException.InvalidToken($"The token is from the issuer '{token.Issuer}'; this API trusts '{options.Issuer}'.");
        if (!token.Audiences.Contains(options.Audience, StringComparer.Ordinal))
            throw BearerException.InvalidToken($"The token is for the audience '{string.Join(' ', token.Audiences)}'; this API is '{options.Audience}'.");
    }

    private void CheckLifetime(JsonWebToken token)
    {
        if (token.ValidTo == DateTime.MinValue) throw BearerException.InvalidToken("The token has no expiry.");

        var now = clock.GetUtcNow().UtcDateTime;
        if (now >= After(token.ValidTo, options.ClockSkew)) throw BearerException.InvalidToken($"The token expired at {token.ValidTo:u}.");
        if (After(now, options.ClockSkew) < token.ValidFrom) throw BearerException.InvalidToken($"The token is not valid before {token.ValidFrom:u}.");
    }

    /// <summary>
    /// An ID token tells an app who signed in; it must not open an API. An access token says what it is in <c>typ</c>
    /// (RFC 9068 §2.1), or, as Latchkey's, names the client or the scopes it was issued for; only an ID token carries the
    /// nonce or a hash of its companions (OpenID Connect Core §2, §3.3.2.11).
    /// </summary>
    private static void CheckIsForAccess(JsonWebToken token)
    {
        var declared = token.Typ?.ToUpperInvariant() is "AT+JWT" or "APPLICATION/AT+JWT";
        if (!declared && token.Typ?.ToUpperInvariant() is not (null or "" or "JWT"))
            throw BearerException.InvalidToken($"A token of type '{token.Typ}' is not an access token.");

        var namesAccess = Has(token, ClaimName.Scopes) || Has(token, "scope") || Has(token, ClaimName.ClientId) || Has(token, "client_id");
        var belongsToSignIn = Has(token, ClaimName.Nonce) || Has(token, ClaimName.AtHash) || Has(token, ClaimName.CHash);
        if (belongsToSignIn || !(declared || namesAccess))
            throw BearerException.InvalidToken("This is not an access token; send the access token, not the ID token.");
    }

    private async Task CheckSignature(JsonWebToken token, CancellationToken ct)
    {
        var keys = await issuerKeys.Current(ct);
        var candidates = keys.For(token.Alg, token.Kid);
        if (candidates.Count == 0) candidates = (await issuerKeys.NewerThan(keys, ct)).For(token.Alg, token.Kid);
        if (candidates.Count == 0) throw BearerException.InvalidToken("The token is signed with a key the issuer does not publish.");

        var verdict = await tokens.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = options.Issuer,
            ValidAudience = options.Audience,
            ValidAlgorithms = algorithms,
            IssuerSigningKeys = candidates,
            TryAllIssuerSigningKeys = true,
            LifetimeValidator = static (_, _, _, _) => true,       // judged above, by the clock this application keeps
        });
        if (!verdict.IsValid) throw BearerException.InvalidToken("The token's signature is not the issuer's.");
    }

    /// <summary>Claims keep the names they have in the token; each scope is one <c>scp</c> claim, whichever way the issuer writes them.</summary>
    private ClaimsPrincipal Caller(JsonWebToken token) => Callers.Of(options, token.Claims.ToList());

    private static bool Has(JsonWebToken token, string claim) => token.TryGetPayloadValue<object>(claim, out _);

    private static DateTime After(DateTime time, TimeSpan skew) => DateTime.MaxValue - time > skew ? time + skew : DateTime.MaxValue;
}
