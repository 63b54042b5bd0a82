using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Kit;

/// <summary>A proof whose every part a test may change. It begins as a good one.</summary>
public sealed class ForgedProof
{
    private readonly AsymmetricAlgorithm key;

    public ForgedProof(TestOrg org, HttpMethod method, string address, AsymmetricAlgorithm key, string algorithm = "ES256", string? nonce = null, string? accessToken = null)
    {
        this.key = key;
        Header = new JsonObject { ["typ"] = "dpop+jwt", ["alg"] = algorithm, ["jwk"] = Jwk(key) };
        Claims = new JsonObject { ["jti"] = DPoPProof.NewId(), ["htm"] = method.Method, ["htu"] = address, ["iat"] = org.Clock.GetUtcNow().ToUnixTimeSeconds() };
        if (nonce is not null) Claims["nonce"] = nonce;
        if (accessToken is not null) Claims["ath"] = DPoPProof.AccessTokenHash(accessToken);
    }

    public JsonObject Header { get; }
    public JsonObject Claims { get; }

    public static JsonObject Jwk(AsymmetricAlgorithm key)
    {
        if (key is ECDsa ec)
        {
            var point = ec.ExportParameters(false).Q;
            return new JsonObject { ["kty"] = "EC", ["crv"] = EllipticCurve.Of(ec).Name, ["x"] = Base64Url.EncodeToString(point.X), ["y"] = Base64Url.EncodeToString(point.Y) };
        }
        var numbers = ((RSA)key).ExportParameters(false);
        return new JsonObject { ["kty"] = "RSA", ["n"] = Base64Url.EncodeToString(numbers.Modulus), ["e"] = Base64Url.EncodeToString(numbers.Exponent) };
    }

    public ForgedProof With(Action<ForgedProof> change)
    {
        change(this);
        return this;
    }

    public override string ToString()
    {
        var signed = Text(Header) + "." + Text(Claims);
        return signed + "." + Base64Url.EncodeToString(Sign(Encoding.ASCII.GetBytes(signed)));
    }

    private byte[] Sign(byte[] data)
    {
        var algorithm = Header["alg"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "ES256";
        var hash = algorithm.EndsWith("512", StringComparison.Ordinal) ? HashAlgorithmName.SHA512 : algorithm.EndsWith("384", StringComparison.Ordinal) ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA256;
        return key is ECDsa ec ? ec.SignData(data, hash) : ((RSA)key).SignData(data, hash, algorithm.StartsWith("PS", StringComparison.Ordinal) ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
    }

    private static string Text(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
