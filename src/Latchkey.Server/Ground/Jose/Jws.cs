using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Ground.Jose;

/// <summary>
/// JSON Web Signature in compact form (RFC 7515 §3.1) around the signature providers of Microsoft.IdentityModel.
/// Written out here because our headers are exact: Okta's access tokens carry no <c>typ</c> (contract §2.3).
/// </summary>
internal static class Jws
{
    public const int LongestToken = 16_384;

    private const int Deepest = 16;

    /// <summary>Of an RSA key of 4,096 bits.</summary>
    private const int LongestSignature = 512;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = Deepest };

    /// <param name="key">Its kid and algorithm go into the header.</param>
    /// <param name="payload">UTF-8 JSON.</param>
    /// <param name="type">The <c>typ</c> header, or none.</param>
    public static string Sign(SigningKey key, ReadOnlySpan<byte> payload, string? type = null) =>
        Sign(key, payload, type, static token => Encoding.ASCII.GetString(token));

    /// <summary>The same as the bytes that are sent: half as long as a text, and what nobody reads needs to be none.</summary>
    /// <inheritdoc cref="Sign(SigningKey, ReadOnlySpan{byte}, string?)"/>
    public static byte[] SignToBytes(SigningKey key, ReadOnlySpan<byte> payload, string? type = null) =>
        Sign(key, payload, type, static token => token.ToArray());

    private static T Sign<T>(SigningKey key, ReadOnlySpan<byte> payload, string? type, Func<ReadOnlySpan<byte>, T> result)
    {
        var header = type is null ? key.Header : Header(key.Kid, key.Algorithm, type);
        Span<byte> signature = stackalloc byte[LongestSignature];
        var token = ArrayPool<byte>.Shared.Rent(header.Length + Base64Url.GetEncodedLength(payload.Length) + Base64Url.GetEncodedLength(signature.Length) + 2);
        try
        {
            header.CopyTo(token);
            var length = header.Length;
            token[length++] = (byte)'.';
            length += Base64Url.EncodeToUtf8(payload, token.AsSpan(length));
            if (!key.Signer.Sign(token.AsSpan(0, length), signature, out var signed))
                throw new InvalidOperationException($"The {key} makes signatures that are too long.");
            token[length++] = (byte)'.';
            length += Base64Url.EncodeToUtf8(signature[..signed], token.AsSpan(length));
            return result(token.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(token);
        }
    }

    /// <summary>The first part of a token, as it is sent.</summary>
    internal static byte[] Header(string kid, string algorithm, string? type) => Encoding.ASCII.GetBytes(Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
        type is null ? $$"""{"kid":"{{kid}}","alg":"{{algorithm}}"}""" : $$"""{"kid":"{{kid}}","typ":"{{type}}","alg":"{{algorithm}}"}""")));

    /// <summary>
    /// The claims of a token one of our keys signed, or null. Each part must be base64url in its one canonical form, so
    /// that no second spelling of a token exists; the algorithm is the key's, whatever the header says.
    /// </summary>
    public static async ValueTask<(SigningKey Key, JsonElement Claims)?> Read(string token, Func<string, ValueTask<SigningKey?>> findKey)
    {
        if (TakeApart(token) is not { KeyId: { } kid } parts || await findKey(kid) is not { } key || parts.Algorithm != key.Algorithm) return null;
        if (!key.Verifier.Verify(parts.Signed, parts.Signature)) return null;
        return parts.ReadClaims() is { } claims ? (key, claims) : null;
    }

    /// <summary>
    /// The parts of a well-formed token, nothing verified; null for anything else. A <c>crit</c> is refused, because we know none (RFC 7515 §4.1.11).
    /// </summary>
    public static UnverifiedJws? TakeApart(string token)
    {
        if (token.Length is 0 or > LongestToken) return null;
        var parts = token.Split('.');
        if (parts.Length != 3) return null;

        if (Decode(parts[0]) is not { } header || Decode(parts[1]) is not { } payload || Decode(parts[2]) is not { } signature) return null;
        // An empty signature is one no provider wants to see.
        if (signature.Length == 0 || ParseObject(header) is not { } head || head.TryGetProperty("crit", out _) || StringOf(head, "alg") is not { } algorithm)
            return null;
        if (head.TryGetProperty("kid", out _) && StringOf(head, "kid") is null) return null;
        return new UnverifiedJws(head, algorithm, payload, Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), signature);
    }

    /// <summary>Strictly: no name twice, not deep, and every string is text.</summary>
    internal static JsonElement? ParseObject(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object && JsonText.IsText(json, Deepest) ? document.RootElement.Clone() : null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static byte[]? Decode(string part)
    {
        if (!Base64Url.IsValid(part)) return null;
        var bytes = Base64Url.DecodeFromChars(part);
        return Base64Url.EncodeToString(bytes) == part ? bytes : null;
    }

    public static string? StringOf(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static long? NumberOf(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
}
