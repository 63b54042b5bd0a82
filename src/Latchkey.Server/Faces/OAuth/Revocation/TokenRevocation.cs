using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Faces.OAuth.Revocation;

/// <summary>Whatever kind of token an app gives up, as far as it is the app's to give.</summary>
internal sealed class TokenRevocation(AccessTokens accessTokens, RefreshFamilies families, GrantRevocation grants, DeviceSecrets deviceSecrets,
    MasterKey master, Belonging belonging, SystemLog log)
{
    public async Task Revoke(HttpContext http, AuthorizationServer server, App app, string token)
    {
        var ct = http.RequestAborted;
        if (RefreshToken.TryRead(master, token, out var key, out _))
        {
            // A refresh token takes its access tokens along; the other way round nothing follows (contract §2.4).
            if (await families.Find(key, ct) is { } family && family.ClientId == app.Id && family.OrgId == server.OrgId && family.ServerId == server.Id)
            {
                await grants.Revoke(server.OrgId, family.Id, "revoked by the app", ct);
                await log.Record(http.Org, http, TokenEvents.Revoked(app, family.UserId, family.Id));
            }
        }
        else if (await accessTokens.Read(token, server, ct) is { } read && read.ClientId == app.Id)
        {
            await grants.RevokeToken(server.OrgId, read.Jti, ct);
            await log.Record(http.Org, http, TokenEvents.Revoked(app, read.UserId, read.Jti));
        }
        // Any app that holds the secret may give it up, for all of them (contract §2.7).
        else if (await deviceSecrets.Find(server.OrgId, token, ct) is { } secret && secret.ServerId == server.Id
        && app.GrantTypes.Contains(GrantType.TokenExchange))
        {
            await deviceSecrets.Revoke(secret, "device secret revoked by an app", ct);
            await log.Record(http.Org, http, TokenEvents.Revoked(app, secret.UserId, secret.Sid));
        }
        // Nor does a server that cannot read its own tokens say that this one is revoked.
        else
        {
            await belonging.RequireKey(ct);
        }
    }
}
