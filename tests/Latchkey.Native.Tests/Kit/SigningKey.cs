using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Latchkey.Native.Tests.Kit;

/// <summary>A key that signs JWTs by hand, so that wrong ones can be made too.</summary>
public sealed class SigningKey : IDisposable
{
    private readonly RSA? rsa;
    private readonly ECDsa? curve;

    private SigningKey(string id, string algorithm)
    {
        (Id, Algorithm) = (id, algorithm);
        if (algorithm.StartsWith("ES", StringComparison.Ordinal))
            curve = ECDsa.Create(algorithm switch { "ES384" => ECCurve.NamedCurves.nistP384, "ES512" => ECCurve.NamedCurves.nistP521, _ => ECCurve.NamedCurves.nistP256 });
        else rsa = RsaPairs.Next();
    }

    public string Id { get; }
    public string Algorithm { get; }

    /// <summary>One RSA key for all tests that do not care: making one takes longer than the rest of a test.</summary>
    public static SigningKey Shared { get; } = new("key-1", "RS256");

    public static SigningKey Create(string id, string algorithm = "RS256") => new(id, algorithm);

    public JsonObject ToJwk()
    {
        if (curve is not null)
        {
            var p = curve.ExportParameters(false);
            return new() { ["kty"] = "EC", ["kid"] = Id, ["use"] = "sig", ["alg"] = Algorithm, ["crv"] = $"P-{curve.KeySize}", ["x"] = Base64Url.EncodeToString(p.Q.X), ["y"] = Base64Url.EncodeToString(p.Q.Y) };
        }
        var r = rsa!.ExportParameters(false);
        return new() { ["kty"] = "RSA", ["kid"] = Id, ["use"] = "sig", ["alg"] = Algorithm, ["n"] = Base64Url.EncodeToString(r.Modulus), ["e"] = Base64Url.EncodeToString(r.Exponent) };
    }

    public string Sign(JsonObject claims, Action<JsonObject>? changeHeader = null)
    {
        var header = new JsonObject { ["kid"] = Id, ["alg"] = Algorithm };
        changeHeader?.Invoke(header);
        var text = $"{Encode(header)}.{Encode(claims)}";
        return header["alg"]?.GetValue<string>() == "none" ? text + "." : $"{text}.{Base64Url.EncodeToString(Signature(Encoding.ASCII.GetBytes(text)))}";
    }

    private byte[] Signature(byte[] data)
    {
        var hash = Algorithm[^3..] switch { "384" => HashAlgorithmName.SHA384, "512" => HashAlgorithmName.SHA512, _ => HashAlgorithmName.SHA256 };
        return curve?.SignData(data, hash) ?? rsa!.SignData(data, hash, Algorithm.StartsWith("PS", StringComparison.Ordinal) ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
    }

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(json));

    public void Dispose()
    {
        if (this == Shared) return;
        rsa?.Dispose();
        curve?.Dispose();
    }
}
