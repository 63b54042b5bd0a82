using System.Collections.Concurrent;
using System.Text.Json;
using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Keys;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Tokens;

/// <summary>Reads our own access tokens without asking the database.</summary>
internal sealed class AccessTokens(KeyRing keys, Revocations revocations, RefreshFamilies families, Apps apps, TimeProvider clock)
{
    /// <summary>As many signatures as are remembered. An API asks about one token many times, and a check costs a tenth of a millisecond.</summary>
    private const int MostRemembered = 20_000;

    private readonly ConcurrentDictionary<string, (SigningKey Key, JsonElement Claims)> verified = new(StringComparer.Ordinal);

    /// <summary>The token, or null when it is not of this authorization server, has ended or was revoked.</summary>
    public async ValueTask<TokenInForce?> Read(string token, AuthorizationServer server, CancellationToken ct)
    {
        if (await Verified(token, server, ct) is not { } read) return null;
        if (Jws.StringOf(read.Claims, Claim.JwtId) is not { } jti || !jti.StartsWith(TokenId.Prefix, StringComparison.Ordinal)) return null;
        if (Jws.StringOf(read.Claims, Claim.Issuer) != server.Issuer) return null;
        if (Jws.NumberOf(read.Claims, Claim.Expires) is not { } ends || ends <= clock.Seconds) return null;
        var (issued, appId) = (Jws.NumberOf(read.Claims, Claim.IssuedAt) ?? 0, Jws.StringOf(read.Claims, Claim.ClientId));
        if (appId is null) return null;
        if (await revocations.Covers(jti, TokenId.GrantOf(jti), Jws.StringOf(read.Claims, Claim.UserId), appId, issued, ct)) return null;
        if (await apps.Find(server.OrgId, appId, ct) is not { Active: true } || !await StandActors(read.Claims, server.OrgId, jti, issued, ct)) return null;
        if (TokenId.GenerationOf(jti) is var generation and > 1) await families.Receive(TokenId.GrantOf(jti)!, generation, ct);
        return new TokenInForce(server, read.Claims);
    }

    /// <summary>What a service got for another app's token ends where that app's own would have. RFC 8693 §4.1.</summary>
    private async ValueTask<bool> StandActors(JsonElement claims, string orgId, string jti, long issued, CancellationToken ct)
    {
        for (var of = claims; of.TryGetProperty(Claim.Actor, out var actor) && Jws.StringOf(actor, Claim.Subject) is { } appId; of = actor)
        {
            if (await revocations.Covers(jti, null, Jws.StringOf(claims, Claim.UserId), appId, issued, ct)) return false;
            if (await apps.Find(orgId, appId, ct) is not { Active: true }) return false;
        }
        return true;
    }

    /// <summary>Signed by a key this server still has. Only that is remembered: time and revocation are asked each time.</summary>
    private async ValueTask<(SigningKey Key, JsonElement Claims)?> Verified(string token, AuthorizationServer server, CancellationToken ct)
    {
        var keysOf = server.IsOrgServer ? KeyRing.InternalServer : server.Id;
        if (verified.TryGetValue(token, out var known))
            return known.Key.OrgId == server.OrgId && known.Key.ServerId == keysOf && await keys.Find(server.OrgId, keysOf, known.Key.Kid, ct) is not null
                ? known : null;

        if (await Jws.Read(token, kid => keys.Find(server.OrgId, keysOf, kid, ct)) is not { } read) return null;
        if (verified.Count >= MostRemembered) verified.Clear();
        verified[token] = read;
        return read;
    }
}
