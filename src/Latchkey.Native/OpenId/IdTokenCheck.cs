using System.Buffers.Text;
using System.Text.Json;
using Latchkey.Protocol;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Latchkey.Native.OpenId;

/// <summary>Every check of OpenID Connect Core §3.1.3.7, in its order; §12.2 after a refresh.</summary>
internal sealed class IdTokenCheck(SigningKeys keys, ServerTime time, string issuer, string clientId, TimeSpan tolerance)
{
    /// <summary>Signatures with public keys only: with "none" or HS256 anybody could write a token.</summary>
    private static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    private readonly JsonWebTokenHandler handler = new();

    public async Task<UserInfo> CheckAsync(string idToken, IdTokenExpectation expected, CancellationToken ct)
    {
        var (token, claims) = Parse(idToken);
        await CheckSignatureAsync(token, ct).ConfigureAwait(false);

        if (claims[Claim.Issuer] != issuer) throw Refused($"iss is '{claims[Claim.Issuer]}', not '{issuer}'");
        CheckAudience(claims);
        CheckTimes(claims, expected.MaxAge);

        var nonce = claims[Claim.Nonce];
        if (nonce is null ? !expected.NonceMayBeAbsent && expected.Nonce is not null : nonce != expected.Nonce)
            throw Refused("nonce is not the one that was sent");
        if (claims[Claim.AtHash] is { } hash && !TokenHash.Matches(expected.AccessToken, hash, token.Alg))
            throw Refused("at_hash does not belong to the access token");
        if (claims.Subject.Length == 0) throw Refused("sub is missing");
        if (expected.Subject is { } before && claims.Subject != before) throw Refused("sub is another person than before the refresh");
        return claims;
    }

    private static (JsonWebToken, UserInfo) Parse(string idToken)
    {
        try
        {
            var token = new JsonWebToken(idToken);
            return (token, UserInfo.Parse(Base64Url.DecodeFromChars(token.EncodedPayload)));
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException or JsonException or FormatException or InvalidOperationException)
        {
            throw SignInException.Untrusted("The ID token is not a JWT.", e);
        }
    }

    private async Task CheckSignatureAsync(JsonWebToken token, CancellationToken ct)
    {
        if (!Algorithms.Contains(token.Alg, StringComparer.Ordinal)) throw Refused($"alg '{token.Alg}' is not accepted");
        if (token.TryGetHeaderValue<object>("crit", out _)) throw Refused("crit names an extension this SDK does not know");      // RFC 7515 §4.1.11

        var found = await keys.FindAsync(string.IsNullOrEmpty(token.Kid) ? null : token.Kid, ct).ConfigureAwait(false);
        var candidates = found.Where(k => k.Kty == KeyTypeOf(token.Alg) && (string.IsNullOrEmpty(k.Alg) || k.Alg == token.Alg)).ToArray<SecurityKey>();
        if (candidates.Length == 0) throw Refused($"the provider has no key '{token.Kid}' for {token.Alg}");

        // The library proves the signature; what the claims must say is checked here, against the provider's clock.
        var result = await handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            RequireSignedTokens = true,
            ValidAlgorithms = Algorithms,
            IssuerSigningKeys = candidates,
            TryAllIssuerSigningKeys = true,
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        }).ConfigureAwait(false);
        if (!result.IsValid) throw Refused("the signature does not match", result.Exception);
    }

    private static string KeyTypeOf(string algorithm) =>
        algorithm.StartsWith("ES", StringComparison.Ordinal) ? JsonWebAlgorithmsKeyTypes.EllipticCurve : JsonWebAlgorithmsKeyTypes.RSA;

    private void CheckAudience(UserInfo claims)
    {
        var audiences = claims.Claims.TryGetValue(Claim.Audience, out var aud) && aud.ValueKind == JsonValueKind.Array
            ? [.. aud.EnumerateArray().Where(a => a.ValueKind == JsonValueKind.String).Select(a => a.GetString()!)]
            : new List<string> { claims[Claim.Audience] ?? "" };
        if (!audiences.Contains(clientId, StringComparer.Ordinal)) throw Refused("aud does not name this app");

        var authorizedParty = claims["azp"];
        if (authorizedParty is null ? audiences.Count > 1 : authorizedParty != clientId) throw Refused("azp is not this app");
    }

    private void CheckTimes(UserInfo claims, TimeSpan? maxAge)
    {
        var now = time.Now;
        // Knowing the provider's clock there is little to forgive; without it the device's clock may be somewhat wrong.
        var leeway = time.IsKnown && tolerance > TimeSpan.FromMinutes(1) ? TimeSpan.FromMinutes(1) : tolerance;

        var issuedAt = TimeOf(claims, Claim.IssuedAt) ?? throw Refused("iat is missing");
        if ((issuedAt - now).Duration() > tolerance)
            throw new SignInException(SignInErrorKind.ClockSkew, $"The ID token was issued at {issuedAt:u}, but it is {now:u}.")
            {
                ClockOffset = issuedAt - now,
                Hint = time.IsKnown ? "The provider's own clocks disagree: its Date header is far from the times in its tokens."
                    : "Set the clock of this device; the provider sends no Date header that would tell.",
            };
        if ((TimeOf(claims, Claim.Expires) ?? throw Refused("exp is missing")) <= now - leeway) throw Refused("exp has passed");
        if (TimeOf(claims, Claim.NotBefore) is { } start && start > now + tolerance) throw Refused("nbf is still to come");

        if (maxAge is not { } age) return;
        var authenticatedAt = TimeOf(claims, Claim.AuthTime) ?? throw Refused("auth_time is missing though max_age was sent");
        if (now - authenticatedAt > age + leeway) throw Refused("auth_time is longer ago than max_age allows");
    }

    private static DateTimeOffset? TimeOf(UserInfo claims, string name) =>
        claims.Claims.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds)
            && seconds is > 0 and < 253402300799
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds) : null;

    private static SignInException Refused(string reason, Exception? inner = null) => SignInException.Untrusted($"The ID token is refused: {reason}.", inner);
}
