using System.Text.Json;
using Latchkey.Protocol;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.DPoP;

/// <summary>A proof as it came: well-formed, but not one word of it verified yet. RFC 9449 §4.2.</summary>
internal sealed record PresentedProof
{
    /// <summary>The largest key accepted makes a proof of half this length.</summary>
    private const int Longest = 8_192;
    private const int LongestId = 512;

    public required string Algorithm { get; init; }
    public required ProofKey Key { get; init; }
    public required string Id { get; init; }
    public required string Method { get; init; }
    public required Uri Address { get; init; }
    public required long IssuedAt { get; init; }
    public string? Nonce { get; init; }
    public string? AccessTokenHash { get; init; }
    public required byte[] Signed { get; init; }
    public required byte[] Signature { get; init; }

    // RFC 9449 §4.3: steps 2 to 6 and 8's form are here. Other members and claims (nbf and exp among them) are nobody's business.
    public static PresentedProof Read(string text)
    {
        if (text.Length > Longest || Jws.TakeApart(text) is not { } proof || proof.ReadClaims() is not { } claims)
            throw Invalid("The DPoP proof JWT is not well-formed.");
        if (proof.Type != DPoPProof.Type) throw Invalid("The 'typ' of the DPoP proof JWT must be dpop+jwt.");
        var algorithm = DPoPProofs.Algorithms.Contains(proof.Algorithm) ? proof.Algorithm
            : throw Invalid($"The 'alg' of the DPoP proof JWT must be one of: [{string.Join(", ", DPoPProofs.Algorithms)}].");
        if (!proof.Header.TryGetProperty("jwk", out var jwk) || ProofKey.Read(jwk, algorithm) is not { } key)
            throw Invalid("The 'jwk' of the DPoP proof JWT must be a public key for its 'alg'.");

        return new PresentedProof
        {
            Algorithm = algorithm, Key = key, Signed = proof.Signed, Signature = proof.Signature,
            Id = Jws.StringOf(claims, Claim.JwtId) is { Length: > 0 and <= LongestId } id ? id : throw InvalidClaim(Claim.JwtId),
            Method = Jws.StringOf(claims, Claim.HttpMethod) ?? throw InvalidClaim(Claim.HttpMethod),
            Address = Uri.TryCreate(Jws.StringOf(claims, Claim.HttpAddress), UriKind.Absolute, out var address) && address.UserInfo.Length == 0 ? address
                : throw InvalidClaim(Claim.HttpAddress),
            IssuedAt = SecondsOf(claims, Claim.IssuedAt) ?? throw InvalidClaim(Claim.IssuedAt),
            Nonce = claims.TryGetProperty(Claim.Nonce, out _) ? Jws.StringOf(claims, Claim.Nonce) ?? throw InvalidClaim(Claim.Nonce) : null,
            AccessTokenHash = Jws.StringOf(claims, Claim.AccessTokenHash),
        };
    }

    /// <summary>A NumericDate may have a fraction. RFC 7519 §2.</summary>
    private static long? SecondsOf(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds)
            && seconds is >= 0 and < 253_402_300_800 ? (long)seconds : null;

    public static OAuthException Invalid(string description) => OAuthException.Of(OAuthError.InvalidDPoPProof, description);

    public static OAuthException InvalidClaim(string claim) => Invalid($"'{claim}' claim in the DPoP proof JWT is invalid.");
}
