using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Latchkey.Server.Ground.Jose;

/// <summary>A key pair an authorization server signs with. RFC 7517, contract §2.9.</summary>
internal sealed class SigningKey
{
    public required string Kid { get; init; }
    public required string OrgId { get; init; }
    /// <summary>Empty for the org's own server, <see cref="KeyRing.InternalServer"/> for its access tokens, whose keys are not published.</summary>
    public required string ServerId { get; init; }
    /// <summary>RS256 or ES256.</summary>
    public required string Algorithm { get; init; }
    /// <summary>NEXT, ACTIVE or EXPIRED.</summary>
    public required string Status { get; init; }
    /// <summary>When it began to sign; null: it has not yet.</summary>
    public DateTimeOffset? ActivatedAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    /// <summary>When the last token it signed has ended; null: it still signs, or has not yet.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
    /// <summary>The public half as it stands in the JWKS.</summary>
    public required string PublicJwk { get; init; }
    /// <summary>The first part of a token without <c>typ</c>, as it is sent.</summary>
    public required byte[] Header { get; init; }
    public required SignatureProvider Signer { get; init; }
    public required SignatureProvider Verifier { get; init; }

    /// <summary>A fresh pair: its kid is its thumbprint (RFC 7638), so no two keys can share one.</summary>
    public static (string Kid, string PublicJwk, string PrivateJwk) Generate(string algorithm)
    {
        JsonWebKey key;
        if (algorithm == SecurityAlgorithms.EcdsaSha256)
        {
            using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var numbers = pair.ExportParameters(true);
            key = new JsonWebKey { Kty = "EC", Crv = "P-256", X = Text(numbers.Q.X!), Y = Text(numbers.Q.Y!), D = Text(numbers.D!) };
        }
        else
        {
            using var pair = RSA.Create(2048);
            var numbers = pair.ExportParameters(true);
            key = new JsonWebKey
            {
                Kty = "RSA", N = Text(numbers.Modulus!), E = Text(numbers.Exponent!), D = Text(numbers.D!),
                P = Text(numbers.P!), Q = Text(numbers.Q!), DP = Text(numbers.DP!), DQ = Text(numbers.DQ!), QI = Text(numbers.InverseQ!),
            };
        }
        var kid = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        var publicPart = key.Kty == "EC"
            ? $$"""{"kty":"EC","alg":"{{algorithm}}","kid":"{{kid}}","use":"sig","crv":"P-256","x":"{{key.X}}","y":"{{key.Y}}"}"""
            : $$"""{"kty":"RSA","alg":"{{algorithm}}","kid":"{{kid}}","use":"sig","e":"{{key.E}}","n":"{{key.N}}"}""";
        var privatePart = key.Kty == "EC"
            ? $$"""{"kty":"EC","crv":"P-256","x":"{{key.X}}","y":"{{key.Y}}","d":"{{key.D}}"}"""
            : $$"""
                {"kty":"RSA","n":"{{key.N}}","e":"{{key.E}}","d":"{{key.D}}",
                "p":"{{key.P}}","q":"{{key.Q}}","dp":"{{key.DP}}","dq":"{{key.DQ}}","qi":"{{key.QI}}"}
                """;
        return (kid, publicPart, privatePart);
    }

    public static SigningKey Load(SigningKeyRow row, string privateJwk)
    {
        var key = new JsonWebKey(privateJwk) { KeyId = row.Kid };
        return new SigningKey
        {
            Kid = row.Kid, OrgId = row.OrgId, ServerId = row.ServerId, Algorithm = row.Algorithm, Status = row.Status, PublicJwk = row.PublicJwk,
            ActivatedAt = row.ActivatedAt, CreatedAt = row.CreatedAt, ExpiresAt = row.ExpiresAt,
            Header = Jws.Header(row.Kid, row.Algorithm, type: null),
            Signer = CryptoProviderFactory.Default.CreateForSigning(key, row.Algorithm),
            Verifier = CryptoProviderFactory.Default.CreateForVerifying(key, row.Algorithm),
        };
    }

    private static string Text(byte[] number) => Base64UrlEncoder.Encode(number);

    public override string ToString() => $"{Algorithm} key {Kid}";
}
