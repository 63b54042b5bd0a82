using Microsoft.IdentityModel.Tokens;

namespace Latchkey.AspNetCore;

/// <summary>The usable keys of one JWK set. RFC 7517 §5.</summary>
internal sealed class KeySet
{
    private const int SmallestRsaKey = 2048;      // RFC 7518 §3.3

    private readonly List<JsonWebKey> keys;

    private KeySet(List<JsonWebKey> keys, DateTimeOffset fetchedAt) => (this.keys, FetchedAt) = (keys, fetchedAt);

    public DateTimeOffset FetchedAt { get; }
    public bool IsEmpty => keys.Count == 0;

    public static KeySet Read(string json, DateTimeOffset now) => new([.. JsonWebKeySet.Create(json).Keys.Where(IsUsable)], now);

    /// <summary>Keys of the token's kind: the one with its key id, or every one when the token names none. RFC 7515 §4.1.4.</summary>
    public IReadOnlyList<SecurityKey> For(string algorithm, string? keyId) =>
        [.. keys.Where(key => (string.IsNullOrEmpty(keyId) || key.Kid == keyId) && Fits(key, algorithm))];

    // A key made for one algorithm is used with that one only, and a key's kind decides which it can be: this is what
    // keeps a public RSA key from being taken for an HMAC secret.
    private static bool Fits(JsonWebKey key, string algorithm) =>
        (string.IsNullOrEmpty(key.Alg) || key.Alg == algorithm) && key.Kty == (algorithm[0] == 'E' ? "EC" : "RSA");

    private static bool IsUsable(JsonWebKey key) => (string.IsNullOrEmpty(key.Use) || key.Use == "sig") && key.Kty switch
    {
        "RSA" => !string.IsNullOrEmpty(key.E) && !string.IsNullOrEmpty(key.N) && Base64UrlEncoder.DecodeBytes(key.N).Length * 8 >= SmallestRsaKey,
        "EC" => key.Crv == "P-256" && !string.IsNullOrEmpty(key.X) && !string.IsNullOrEmpty(key.Y),
        _ => false,
    };
}
