using Microsoft.IdentityModel.Tokens;

namespace Latchkey.Native.OpenId;

/// <summary>The provider's public keys. A key id never seen before is worth one early look, as keys rotate; a flood of them is not. RFC 7517.</summary>
internal sealed class SigningKeys(ProviderHttp http, Discovery discovery, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(1);
    private static readonly TimeSpan BetweenEarlyLooks = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim turn = new(1, 1);
    private IReadOnlyList<JsonWebKey> keys = [];
    private DateTimeOffset? fetchedAt;
    private DateTimeOffset? lookedEarlyAt;

    public async Task<IReadOnlyList<JsonWebKey>> FindAsync(string? keyId, CancellationToken ct)
    {
        await turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            var now = clock.GetUtcNow();
            var isFresh = fetchedAt is { } at && (now - at).Duration() < GoodFor;
            if (isFresh && (Matching(keyId) is { Count: > 0 } found)) return found;

            if (isFresh)
            {
                if (lookedEarlyAt is { } early && (now - early).Duration() < BetweenEarlyLooks) return [];
                lookedEarlyAt = now;
            }
            var address = SecureAddress.Require((await discovery.GetAsync(ct).ConfigureAwait(false)).JwksUri, "jwks_uri");
            keys = Parse(await http.GetAsync(address, null, ct).ConfigureAwait(false));
            fetchedAt = now;
            return Matching(keyId);
        }
        finally
        {
            turn.Release();
        }
    }

    private List<JsonWebKey> Matching(string? keyId) => [.. keys.Where(k => keyId is null || k.Kid == keyId)];

    private static List<JsonWebKey> Parse(byte[] json)
    {
        try
        {
            // Only public keys for signatures: a symmetric key here would let anybody who reads it sign.
            return [.. new JsonWebKeySet(System.Text.Encoding.UTF8.GetString(json)).Keys
                .Where(k => k.Kty is JsonWebAlgorithmsKeyTypes.RSA or JsonWebAlgorithmsKeyTypes.EllipticCurve && k.Use is null or "" or "sig")];
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException or System.Text.Json.JsonException)
        {
            throw SignInException.Untrusted($"The provider's keys cannot be read: {e.Message}", e);
        }
    }

    public void Dispose() => turn.Dispose();
}
