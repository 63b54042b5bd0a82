using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Accounts;

/// <summary>Everything an org keeps of a person, for themselves (GDPR articles 15 and 20). No secret: neither a hash nor a key is in it.</summary>
internal sealed class AccountExport(Groups groups, Factors factors, Sessions sessions, RefreshFamilies families, Consents consents, Apps apps,
    AuthorizationServers servers, SignInsSeen signIns, TimeProvider clock)
{
    private const int MostSignIns = 1_000;

    public async Task<JsonObject> Of(Org org, User user, CancellationToken ct) => new()
    {
        ["exportedAt"] = ApiJson.Date(clock.Now),
        ["organization"] = new JsonObject { ["id"] = org.Id, ["name"] = org.Name, ["url"] = org.Url },
        ["account"] = new JsonObject
        {
            ["id"] = user.Id,
            ["status"] = user.Status.Wire(),
            ["created"] = ApiJson.Date(user.CreatedAt),
            ["activated"] = ApiJson.Date(user.ActivatedAt),
            ["lastUpdated"] = ApiJson.Date(user.UpdatedAt),
            ["lastLogin"] = ApiJson.Date(user.LastLoginAt),
            ["passwordChanged"] = ApiJson.Date(user.PasswordChangedAt),
            ["emailVerified"] = user.EmailVerified,
            ["recoveryQuestion"] = user.RecoveryQuestion,
        },
        ["profile"] = user.Profile.DeepClone(),
        ["groups"] = ApiJson.List((await groups.Of(user, ct)).Select(group => group.Name)),
        ["authenticators"] = ApiJson.List((await factors.Of(user, ct)).Select(factor => new JsonObject
        {
            ["type"] = factor.Type, ["name"] = factor.Name, ["status"] = factor.Status, ["created"] = ApiJson.Date(factor.CreatedAt),
        })),
        ["sessions"] = ApiJson.List((await sessions.Of(user.Id, ct)).Select(session => new JsonObject
        {
            ["id"] = session.Id, ["created"] = ApiJson.Date(session.CreatedAt), ["lastSeen"] = ApiJson.Date(session.LastSeenAt),
            ["expires"] = ApiJson.Date(session.ExpiresAt), ["ipAddress"] = session.Ip, ["userAgent"] = session.UserAgent,
        })),
        ["consents"] = await Consents(org, user, ct),
        ["tokens"] = await Tokens(org, user, ct),
        ["signIns"] = ApiJson.List((await signIns.Of(org, user.Id, MostSignIns, ct)).Select(one => new JsonObject
        {
            ["at"] = ApiJson.Date(one.At), ["succeeded"] = one.Succeeded, ["app"] = one.App, ["ipAddress"] = one.Ip, ["userAgent"] = one.UserAgent,
        })),
    };

    private async Task<JsonArray> Consents(Org org, User user, CancellationToken ct)
    {
        var rows = new JsonArray();
        foreach (var consent in await consents.Of(user.Id, ct))
        {
            rows.Add(new JsonObject
            {
                ["app"] = await Label(org, consent.ClientId, ct),
                ["clientId"] = consent.ClientId,
                ["issuer"] = (await servers.Find(org, consent.ServerId, ct))?.Issuer,
                ["scope"] = consent.Scope,
                ["given"] = ApiJson.Date(consent.CreatedAt),
            });
        }
        return rows;
    }

    private async Task<JsonArray> Tokens(Org org, User user, CancellationToken ct)
    {
        var rows = new JsonArray();
        foreach (var family in await families.Of(user.Id, ct))
        {
            rows.Add(new JsonObject
            {
                ["app"] = await Label(org, family.ClientId, ct),
                ["clientId"] = family.ClientId,
                ["scope"] = family.Scope,
                ["device"] = family.Device,
                ["created"] = ApiJson.Date(family.CreatedAt),
                ["lastUsed"] = ApiJson.Date(family.LastUsedAt),
            });
        }
        return rows;
    }

    private async Task<string?> Label(Org org, string clientId, CancellationToken ct) => (await apps.Find(org.Id, clientId, ct))?.Label;
}
