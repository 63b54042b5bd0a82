using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Latchkey.AspNetCore.Tests;

/// <summary>A key an issuer signs with, and how it publishes it.</summary>
public sealed record TestKey(string Id, string Algorithm, Func<byte[], byte[]> Sign, JsonObject Jwk)
{
    public static TestKey Rsa(string id, string algorithm = "RS256", int bits = 2048)
    {
        var rsa = RSA.Create(bits);
        var padding = algorithm[0] == 'P' ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        var numbers = rsa.ExportParameters(false);
        return new TestKey(id, algorithm, data => rsa.SignData(data, HashAlgorithmName.SHA256, padding), new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = id,
            ["alg"] = algorithm,
            ["n"] = Base64Url.EncodeToString(numbers.Modulus),
            ["e"] = Base64Url.EncodeToString(numbers.Exponent),
        });
    }

    public static TestKey Ec(string id)
    {
        var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = ec.ExportParameters(false).Q;
        return new TestKey(id, "ES256", data => ec.SignData(data, HashAlgorithmName.SHA256), new JsonObject
        {
            ["kty"] = "EC",
            ["use"] = "sig",
            ["kid"] = id,
            ["alg"] = "ES256",
            ["crv"] = "P-256",
            ["x"] = Base64Url.EncodeToString(point.X),
            ["y"] = Base64Url.EncodeToString(point.Y),
        });
    }

    public static TestKey Hmac(string id, byte[] secret) => new(id, "HS256", data => HMACSHA256.HashData(secret, data), []);

    public static TestKey Unsigned(string id) => new(id, "none", _ => [], []);
}
