using System.Text;
using System.Text.Json;
using Latchkey.Protocol;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Clients;

/// <summary>Reads JWTs that apps sign, with their secret or with their keys. RFC 7515 §5.2, RFC 7518 §3.</summary>
internal sealed class ClientJwts(AppKeys keys, SignatureMeters meters, Database db, TimeProvider clock)
{
    /// <summary>Verifies the signature, and only that: claims are the caller's to check.</summary>
    /// <param name="token">As presented, at most <see cref="Jws.LongestToken"/> characters.</param>
    /// <param name="app">Whose it must be.</param>
    /// <param name="algorithms">Which will do here. <c>none</c> never does.</param>
    /// <param name="ct">Ends the wait for an app's server.</param>
    public async ValueTask<ClientJwtOutcome> Read(string token, App app, IReadOnlyCollection<string> algorithms, CancellationToken ct)
    {
        if (Jws.TakeApart(token) is not { } parts) return new ClientJwtOutcome.Refused("it is not a signed JWT in compact form");
        if (!algorithms.Contains(parts.Algorithm)) return new ClientJwtOutcome.Refused($"its algorithm must be one of {string.Join(", ", algorithms)}");
        var problem = SharedKey.Algorithms.Contains(parts.Algorithm) ? ProblemWithSecret(parts, app) : await ProblemWithKeys(parts, app, ct);
        if (problem is not null) return new ClientJwtOutcome.Refused(problem);
        if (parts.ReadClaims() is not { } claims) return new ClientJwtOutcome.Refused("its payload is not a JSON object whose names are all different");
        // What is no string would count as none, and so as one that may be shown again. RFC 7519 §4.1.7.
        if (claims.TryGetProperty(Claim.JwtId, out var id) && id.ValueKind != JsonValueKind.String)
            return new ClientJwtOutcome.Refused("its 'jti' is not a string");
        var digest = Secrets.Hash(Encoding.ASCII.GetString(parts.Signed));
        return new ClientJwtOutcome.Genuine(new ClientJwt(parts.Header, parts.Algorithm, parts.Type, parts.KeyId, claims) { Digest = digest });
    }

    /// <summary>
    /// Whether this is the first time the app shows this <c>jti</c>, wherever it was shown before. Committed before it is
    /// answered: the database decides between two at once, and remembers over a restart.
    /// </summary>
    /// <param name="app">A jti is unique for the one who issued it.</param>
    /// <param name="purpose">What for: an assertion and a request object may share one.</param>
    /// <param name="jwt">Its <c>exp</c> must be there. Without a <c>jti</c> the whole of it stands for one.</param>
    /// <param name="ct">The caller's patience.</param>
    public Task<bool> TrySpend(App app, string purpose, ClientJwt jwt, CancellationToken ct) =>
        db.Write(w => TrySpend(w, app, purpose, jwt.JwtId ?? jwt.Digest, EndOf(jwt)), ct);

    /// <summary>Whether a JWT without a <c>jti</c> is shown for the first time, or again within a while of that: one statement decides.</summary>
    /// <param name="app">Whose.</param>
    /// <param name="purpose">What for.</param>
    /// <param name="jwt">Its <c>exp</c> must be there.</param>
    /// <param name="repeatable">How long it may be shown again.</param>
    /// <param name="ct">The caller's patience.</param>
    public Task<bool> TryShow(App app, string purpose, ClientJwt jwt, TimeSpan repeatable, CancellationToken ct)
    {
        var now = clock.Milliseconds;
        return db.Write(w => w.Changed("""
            insert into spent_jwts (hash, expires_at, spent_at) values (@hash, @expires, @now)
            on conflict (hash) do update set spent_at = spent_jwts.spent_at where spent_jwts.spent_at >= @since
            """, new { hash = HashOf(app, purpose, jwt.Digest), expires = EndOf(jwt) * 1000, now, since = now - (long)repeatable.TotalMilliseconds }), ct);
    }

    /// <summary>The same, in the commit of what it is spent for.</summary>
    /// <param name="w">That commit.</param>
    /// <param name="app">Whose.</param>
    /// <param name="purpose">What for.</param>
    /// <param name="jwtId">Its <c>jti</c>, or what stands for one.</param>
    /// <param name="until">How long that is to be remembered, in seconds since 1970.</param>
    public Task<bool> TrySpend(Writing w, App app, string purpose, string jwtId, long until) => w.Changed(
        "insert into spent_jwts (hash, expires_at) values (@hash, @expires) on conflict do nothing",
        new { hash = HashOf(app, purpose, jwtId), expires = until * 1000 });

    /// <summary>Whether it has been spent already. That it has not is no promise.</summary>
    public async Task<bool> WasSpent(App app, string purpose, string jwtId, CancellationToken ct) =>
        await db.One<long>("select count(*) from spent_jwts where hash = @hash", new { hash = HashOf(app, purpose, jwtId) }, ct) > 0;

    /// <summary>From when on it is refused for its age, in seconds since 1970.</summary>
    private static long EndOf(ClientJwt jwt) => jwt.Expires!.Value + (2 * ClientJwt.ClockSkewSeconds);

    private static string HashOf(App app, string purpose, string jwtId) => Secrets.Hash($"{purpose} {app.Id} {jwtId}");

    public Task<int> DeleteExpired(CancellationToken ct) => db.Change(
        "delete from spent_jwts where hash in (select hash from spent_jwts where expires_at < @now limit @batch)",
        new { now = clock.Milliseconds, batch = Cleanup.Batch }, ct);

    private static string? ProblemWithSecret(UnverifiedJws parts, App app)
    {
        if (app.Secrets.Count == 0) return "the client has no secret";
        if (app.Secrets.All(secret => secret.Value.Length < SharedKey.LeastBytes(parts.Algorithm)))
            return $"{parts.Algorithm} needs a client secret of {SharedKey.LeastBytes(parts.Algorithm)} characters or more";
        return app.Secrets.Any(secret => SharedKey.Verifies(parts.Algorithm, Encoding.UTF8.GetBytes(secret.Value), parts.Signed, parts.Signature)) ? null
            : "its signature is not by the client secret";
    }

    private async ValueTask<string?> ProblemWithKeys(UnverifiedJws parts, App app, CancellationToken ct)
    {
        if (app.Jwks is null && app.JwksUri is null) return "the client has registered no keys";
        var known = await keys.Of(app, ct);
        if (IsBy(parts, known)) return null;
        var newer = await keys.Newer(app, known, ct);
        if (!ReferenceEquals(newer, known) && IsBy(parts, newer)) return null;
        if (newer.Count == 0) return "the client has no usable key";
        if (parts.KeyId is null && Possible(parts, newer).Skip(ClientKeys.MostTries).Any())
            return "it has no 'kid', and the client has more keys than are tried";
        return parts.KeyId is { } kid && newer.All(key => key.KeyId is { } other && other != kid) ? "the client has no key with its 'kid'"
            : "its signature is by none of the client's keys";
    }

    private bool IsBy(UnverifiedJws parts, IReadOnlyList<PublicKey> keys)
    {
        foreach (var key in Possible(parts, keys).Take(ClientKeys.MostTries))
        {
            meters.Checked(parts.Algorithm);
            if (key.Verifies(parts.Algorithm, parts.Signed, parts.Signature)) return true;
        }
        return false;
    }

    /// <summary>The keys that may have made a signature: first the one it names, then those that have no name; all, where it names none.</summary>
    private static IEnumerable<PublicKey> Possible(UnverifiedJws parts, IReadOnlyList<PublicKey> keys)
    {
        var fitting = keys.Where(key => key.MayHaveMade(parts.Algorithm, parts.Signature));
        return parts.KeyId is not { } kid ? fitting : fitting.Where(key => key.KeyId == kid).Concat(fitting.Where(key => key.KeyId is null));
    }
}
