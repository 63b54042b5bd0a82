using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Latchkey.Protocol;

/// <summary>What a client shows to prove that it holds the key its tokens are bound to. RFC 9449 §4.</summary>
public static class DPoPProof
{
    /// <summary>The request header a proof travels in, and the scheme of an access token that needs one.</summary>
    public const string Header = "DPoP";

    /// <summary>The response header a server hands out a nonce in. RFC 9449 §8.2.</summary>
    public const string NonceHeader = "dpop-nonce";

    /// <summary>The <c>typ</c> of a proof. RFC 9449 §4.2.</summary>
    public const string Type = "dpop+jwt";

    // A proof is signed bytes, not HTML: an address in it stays as it is.
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A proof for one request. RFC 9449 §4.2.</summary>
    /// <param name="key">The client's key pair, on P-256, P-384 or P-521; only its public half is written.</param>
    /// <param name="method">The request's method.</param>
    /// <param name="address">Where the request goes; query and fragment are left out.</param>
    /// <param name="issuedAt">Now, as far as the client knows.</param>
    /// <param name="id">Unique for each proof; see <see cref="NewId"/>.</param>
    /// <param name="nonce">The nonce this server handed out last, if any. RFC 9449 §8.</param>
    /// <param name="accessToken">The access token that is sent along, if any.</param>
    public static string Create(ECDsa key, string method, Uri address, DateTimeOffset issuedAt, string id, string? nonce = null, string? accessToken = null)
    {
        var curve = EllipticCurve.Of(key);
        var point = key.ExportParameters(false).Q;
        var header = Write(json =>
        {
            json.WriteString("typ", Type);
            json.WriteString("alg", curve.Algorithm);
            json.WriteStartObject("jwk");
            json.WriteString("kty", "EC");
            json.WriteString("crv", curve.Name);
            json.WriteString("x", Base64Url.EncodeToString(point.X));
            json.WriteString("y", Base64Url.EncodeToString(point.Y));
            json.WriteEndObject();
        });
        var payload = Write(json =>
        {
            json.WriteString(Claim.JwtId, id);
            json.WriteString(Claim.HttpMethod, method);
            json.WriteString(Claim.HttpAddress, address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped));
            json.WriteNumber(Claim.IssuedAt, issuedAt.ToUnixTimeSeconds());
            if (nonce is not null) json.WriteString(Claim.Nonce, nonce);
            if (accessToken is not null) json.WriteString(Claim.AccessTokenHash, AccessTokenHash(accessToken));
        });
        var signed = header + "." + payload;
        return signed + "." + Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), curve.Hash));
    }

    /// <summary>A fresh <c>jti</c>: 128 random bits. RFC 9449 §4.2 asks for at least 96.</summary>
    public static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    /// <summary>The <c>ath</c> of a proof that comes with an access token: the whole SHA-256, not its left half. RFC 9449 §4.2.</summary>
    public static string AccessTokenHash(string accessToken) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken)));

    /// <summary>
    /// Whether a proof's <c>htu</c> names this address: scheme and host in any case, the default port said or not,
    /// percent-encoding and dot segments normalised, query and fragment ignored. RFC 9449 §4.3, RFC 3986 §6.2.2 and §6.2.3.
    /// </summary>
    /// <param name="address">What the proof says.</param>
    /// <param name="origin">The scheme, host and port callers know the server by.</param>
    /// <param name="path">As routes see it: decoded, but for slashes that are part of a segment.</param>
    public static bool IsFor(Uri address, Uri origin, string path) => Server(address) == Server(origin) && Decoded(address.AbsolutePath) == path;

    private static string Server(Uri address) =>
        address.GetComponents(UriComponents.Scheme | UriComponents.Host | UriComponents.StrongPort, UriFormat.UriEscaped);

    private static string Decoded(string path) =>
        Uri.UnescapeDataString(path.Replace("%2F", "%252F", StringComparison.Ordinal).Replace("%2f", "%252f", StringComparison.Ordinal));

    private static string Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        return Base64Url.EncodeToString(buffer.WrittenSpan);
    }
}
