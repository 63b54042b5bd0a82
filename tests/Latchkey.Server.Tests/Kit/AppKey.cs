using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Latchkey.Server.Tests.Kit;

/// <summary>A key pair of an app in a test, and the JWTs it signs.</summary>
public sealed class AppKey : IDisposable
{
    private readonly RSA? rsa;
    private readonly ECDsa? ec;

    /// <param name="algorithm">E.g. ES256 or PS384: decides the kind of key, and what it signs with unless told otherwise.</param>
    /// <param name="kid">Null: a key without a name.</param>
    public AppKey(string algorithm = "ES256", string? kid = "key-1")
    {
        (Algorithm, Kid) = (algorithm, kid);
        if (algorithm[0] == 'E') ec = ECDsa.Create(algorithm switch { "ES256" => ECCurve.NamedCurves.nistP256, "ES384" => ECCurve.NamedCurves.nistP384, _ => ECCurve.NamedCurves.nistP521 });
        else rsa = RsaPairs.Next();
    }

    public string Algorithm { get; }
    public string? Kid { get; }

    /// <summary>The public half.</summary>
    public JsonObject Jwk
    {
        get
        {
            var jwk = new JsonObject();
            if (rsa is not null)
            {
                var numbers = rsa.ExportParameters(false);
                (jwk["kty"], jwk["n"], jwk["e"]) = ("RSA", Base64Url.EncodeToString(numbers.Modulus), Base64Url.EncodeToString(numbers.Exponent));
            }
            else
            {
                var numbers = ec!.ExportParameters(false);
                var curve = numbers.Q.X!.Length switch { 32 => "P-256", 48 => "P-384", _ => "P-521" };
                (jwk["kty"], jwk["crv"], jwk["x"], jwk["y"]) = ("EC", curve, Base64Url.EncodeToString(numbers.Q.X), Base64Url.EncodeToString(numbers.Q.Y));
            }
            if (Kid is not null) jwk["kid"] = Kid;
            return jwk;
        }
    }

    public static JsonObject Jwks(params AppKey[] keys) => new() { ["keys"] = new JsonArray([.. keys.Select(key => key.Jwk)]) };

    /// <summary>A compact JWS over the claims.</summary>
    /// <param name="claims">The payload.</param>
    /// <param name="algorithm">Another one than the key's, if it can.</param>
    /// <param name="header">More header members, or others.</param>
    public string Sign(JsonObject claims, string? algorithm = null, JsonObject? header = null)
    {
        var head = new JsonObject { ["alg"] = algorithm ?? Algorithm };
        if (Kid is not null) head["kid"] = Kid;
        foreach (var (name, value) in header ?? []) head[name] = value?.DeepClone();
        return Sign(head.ToJsonString(), claims.ToJsonString(), algorithm);
    }

    /// <summary>Whatever is given as header and payload.</summary>
    public string Sign(string header, string payload, string? algorithm = null)
    {
        var signed = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header)) + "." + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload));
        var (bytes, hash) = (Encoding.ASCII.GetBytes(signed), (algorithm ?? Algorithm)[2..] switch { "256" => HashAlgorithmName.SHA256, "384" => HashAlgorithmName.SHA384, _ => HashAlgorithmName.SHA512 });
        var signature = ec is not null ? ec.SignData(bytes, hash) : rsa!.SignData(bytes, hash, (algorithm ?? Algorithm)[0] == 'P' ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
        return signed + "." + Base64Url.EncodeToString(signature);
    }

    /// <summary>The same with a shared secret.</summary>
    public static string SignWithSecret(string secret, JsonObject claims, string algorithm = "HS256")
    {
        var signed = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"alg":"{{algorithm}}"}""")) + "." + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()));
        var (key, bytes) = (Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(signed));
        return signed + "." + Base64Url.EncodeToString(algorithm switch { "HS256" => HMACSHA256.HashData(key, bytes), "HS384" => HMACSHA384.HashData(key, bytes), _ => HMACSHA512.HashData(key, bytes) });
    }

    public void Dispose()
    {
        rsa?.Dispose();
        ec?.Dispose();
    }
}
