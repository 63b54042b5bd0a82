using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Latchkey.Server.Keys;

/// <summary>
/// JSON Web Signature in compact form (RFC 7515 §3.1) around the signature providers of Microsoft.IdentityModel.
/// Written out here because our headers are exact: Okta's access tokens carry no <c>typ</c> (contract §2.3).
/// </summary>
public static class Jws
{
    /// <param name="key">Its kid and algorithm go into the header.</param>
    /// <param name="payload">UTF-8 JSON.</param>
    /// <param name="type">The <c>typ</c> header, or none.</param>
    public static string Sign(SigningKey key, ReadOnlySpan<byte> payload, string? type = null)
    {
        var header = type is null ? key.Header : Encoding.UTF8.GetBytes($$"""{"kid":"{{key.Kid}}","typ":"{{type}}","alg":"{{key.Algorithm}}"}""");
        var signed = Base64Url.EncodeToString(header) + "." + Base64Url.EncodeToString(payload);
        return signed + "." + Base64Url.EncodeToString(key.Signer.Sign(Encoding.ASCII.GetBytes(signed)));
    }

    /// <summary>
    /// The claims of a token one of our keys signed, or null. Each part must be base64url in its one canonical form, so
    /// that no second spelling of a token exists; the algorithm is the key's, whatever the header says.
    /// </summary>
    public static async ValueTask<(SigningKey Key, JsonElement Claims)?> Read(string token, Func<string, ValueTask<SigningKey?>> findKey)
    {
        if (token.Length is 0 or > 16_384) return null;
        var parts = token.Split('.');
        if (parts.Length != 3) return null;

        if (Decode(parts[0]) is not { } header || Decode(parts[1]) is not { } payload || Decode(parts[2]) is not { } signature) return null;
        // An empty signature is one no provider wants to see.
        if (signature.Length == 0 || HeaderOf(header) is not var (kid, algorithm) || await findKey(kid) is not { } key || algorithm != key.Algorithm) return null;
        if (!key.Verifier.Verify(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), signature)) return null;
        return ParseObject(payload) is { } claims ? (key, claims) : null;
    }

    /// <summary>
    /// A token of somebody else's key taken apart, or null: nothing in it is to be believed yet. The same strictness as for
    /// our own: one spelling of each part, no member twice, no <c>crit</c>.
    /// </summary>
    public static OpenedJws? Open(string token, int longest = 16_384)
    {
        if (token.Length == 0 || token.Length > longest) return null;
        var parts = token.Split('.');
        if (parts.Length != 3) return null;
        if (Decode(parts[0]) is not { } header || Decode(parts[1]) is not { } payload || Decode(parts[2]) is not { Length: > 0 } signature) return null;
        if (ParseObject(header) is not { } head || head.TryGetProperty("crit", out _) || ParseObject(payload) is not { } claims) return null;
        return new OpenedJws(head, claims, Encoding.ASCII.GetBytes(token[..token.LastIndexOf('.')]), signature);
    }

    /// <summary>Read before anything is verified: whatever it says must not break the reader. A <c>crit</c> we do not know is refused (RFC 7515 §4.1.11).</summary>
    private static (string Kid, string Algorithm)? HeaderOf(byte[] json)
    {
        try
        {
            return ParseObject(json) is { } head && !head.TryGetProperty("crit", out _) && StringOf(head, "kid") is { } kid && StringOf(head, "alg") is { } algorithm ? (kid, algorithm) : null;
        }
        catch (InvalidOperationException)
        {
            // A name that JSON can spell and text cannot: half of a surrogate pair.
            return null;
        }
    }

    private static byte[]? Decode(string part)
    {
        if (!Base64Url.IsValid(part)) return null;
        var bytes = Base64Url.DecodeFromChars(part);
        return Base64Url.EncodeToString(bytes) == part ? bytes : null;
    }

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    private static JsonElement? ParseObject(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string? StringOf(JsonElement claims, string name) => claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? Text(value) : null;

    /// <summary>JSON can spell half a character, which is text to nobody.</summary>
    private static string? Text(JsonElement value)
    {
        try { return value.GetString(); }
        catch (InvalidOperationException) { return null; }
    }

    public static long? NumberOf(JsonElement claims, string name) => claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
}

/// <summary>A token in its parts, unverified.</summary>
public sealed record OpenedJws(JsonElement Header, JsonElement Claims, byte[] Signed, byte[] Signature);
