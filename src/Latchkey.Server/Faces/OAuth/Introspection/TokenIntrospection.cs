using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Signatures;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Faces.OAuth.Exchange;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.OAuth.Introspection;

/// <summary>What may be told of a token to the app that asks.</summary>
internal sealed class TokenIntrospection(AccessTokens accessTokens, RefreshFamilies families, Revocations revocations, Users users, Apps apps,
    DeviceSecrets deviceSecrets, AppSignatures signatures, MasterKey master, Belonging belonging, TimeProvider clock)
{
    private static readonly IntrospectionResponse Inactive = new() { Active = false };

    public async Task<IntrospectionResponse> Of(string token, AuthorizationServer server, App asker, CancellationToken ct) =>
        await OfAccessToken(token, server, asker, ct)
            ?? await OfRefreshToken(token, server, asker, ct)
            ?? await OfIdToken(token, server, asker, ct) ?? await OfDeviceSecret(token, server, asker, ct) ?? await OfNobody(ct);

    /// <summary>A server that cannot read its own tokens does not call them dead.</summary>
    private async Task<IntrospectionResponse> OfNobody(CancellationToken ct)
    {
        await belonging.RequireKey(ct);
        return Inactive;
    }

    private async Task<IntrospectionResponse?> OfAccessToken(string token, AuthorizationServer server, App asker, CancellationToken ct)
    {
        if (await accessTokens.Read(token, server, ct) is not { } read) return null;
        // An API's client may ask of any app's token; whoever can prove nothing may ask of its own.
        if (asker.Public && read.ClientId != asker.Id) return Inactive;
        var user = read.UserId is { } userId ? await users.Find(server.OrgId, userId, ct) : null;
        if (read.UserId is not null && AccountGate.Refusal(user) is not null) return Inactive;
        return new IntrospectionResponse
        {
            Active = true, TokenType = read.KeyThumbprint is null ? "Bearer" : DPoPProof.Header, Scope = string.Join(' ', read.Scopes),
            ClientId = read.ClientId,
            Username = user?.Login,
            Expires = Jws.NumberOf(read.Claims, Claim.Expires), IssuedAt = Jws.NumberOf(read.Claims, Claim.IssuedAt),
            Subject = Jws.StringOf(read.Claims, Claim.Subject), Audience = Jws.StringOf(read.Claims, Claim.Audience), Issuer = server.Issuer,
            Acr = Jws.StringOf(read.Claims, Claim.Acr), AuthTime = Jws.NumberOf(read.Claims, Claim.AuthTime),
            JwtId = read.Jti, UserId = read.UserId, Confirmation = read.KeyThumbprint is { } key ? new(key) : null,
        };
    }

    private async Task<IntrospectionResponse?> OfRefreshToken(string token, AuthorizationServer server, App asker, CancellationToken ct)
    {
        if (!RefreshToken.TryRead(master, token, out var key, out var generation)) return null;
        if (await families.Find(key, ct) is not { } family || family.OrgId != server.OrgId || family.ServerId != server.Id || family.ClientId != asker.Id)
            return Inactive;
        if (family.RevokedAt is not null || family.ExpiresAt <= clock.Now) return Inactive;
        if (generation < family.Generation && !family.MayRepeat(generation, asker.Rotation.ForTabs, clock.Now)) return Inactive;
        if (await users.Find(server.OrgId, family.UserId, ct) is not { } user || AccountGate.Refusal(user) is not null) return Inactive;
        await families.Receive(family.Id, generation, ct);
        return new IntrospectionResponse
        {
            Active = true, TokenType = "Bearer", Scope = family.Scope, ClientId = family.ClientId, Username = user.Login,
            Expires = family.ExpiresAt >= RefreshFamilies.Never ? null : family.ExpiresAt.ToUnixTimeSeconds(), Subject = user.Login, DeviceId = family.Id,
        };
    }

    private async Task<IntrospectionResponse?> OfDeviceSecret(string token, AuthorizationServer server, App asker, CancellationToken ct)
    {
        if (await deviceSecrets.Find(server.OrgId, token, ct) is not { } secret || secret.ServerId != server.Id
            || !asker.GrantTypes.Contains(GrantType.TokenExchange) || !secret.InForce(clock.Now)) return null;
        return AccountGate.Refusal(await users.Find(server.OrgId, secret.UserId, ct)) is not null ? Inactive : new IntrospectionResponse
        {
            Active = true, TokenType = TokenTypes.DeviceSecret, SessionId = secret.Sid,
            Expires = secret.ExpiresAt >= RefreshFamilies.Never ? null : secret.ExpiresAt.ToUnixTimeSeconds(),
        };
    }

    private async Task<IntrospectionResponse?> OfIdToken(string token, AuthorizationServer server, App asker, CancellationToken ct)
    {
        if (await Jws.Read(token, kid => signatures.Verifier(server, kid, ct)) is not { } read) return null;
        var claims = read.Claims;
        if (Jws.StringOf(claims, Claim.JwtId)?.StartsWith("ID.", StringComparison.Ordinal) is not true || Jws.StringOf(claims, Claim.Issuer) != server.Issuer)
            return null;
        if (Jws.NumberOf(claims, Claim.Expires) is not { } ends || ends <= clock.Seconds || Jws.StringOf(claims, Claim.Audience) != asker.Id) return Inactive;
        if (AccountGate.Refusal(await users.Find(server.OrgId, Jws.StringOf(claims, Claim.Subject)!, ct)) is not null) return Inactive;
        if (await revocations.Covers(Jws.StringOf(claims, Claim.JwtId)!, null, Jws.StringOf(claims, Claim.Subject), asker.Id,
            Jws.NumberOf(claims, Claim.IssuedAt) ?? 0, ct)) return Inactive;
        return await apps.Find(server.OrgId, asker.Id, ct) is not { Active: true } ? Inactive : new IntrospectionResponse
        {
            Active = true, TokenType = "Bearer", ClientId = asker.Id, Username = Jws.StringOf(claims, "preferred_username"), Expires = ends,
            IssuedAt = Jws.NumberOf(claims, Claim.IssuedAt), Subject = Jws.StringOf(claims, Claim.Subject), Audience = asker.Id, Issuer = server.Issuer,
            JwtId = Jws.StringOf(claims, Claim.JwtId),
        };
    }
}
