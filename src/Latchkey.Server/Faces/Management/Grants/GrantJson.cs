using System.Text.Json.Nodes;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Grants;

/// <summary>A consent as the API shows it: with the ids and addresses of what it is about.</summary>
internal sealed class GrantJson(AuthorizationServers servers, Apps apps)
{
    public async Task<JsonObject> Of(Org org, Consent consent, CancellationToken ct)
    {
        var server = await servers.Find(org, consent.ServerId, ct);
        var app = await apps.Find(org.Id, consent.ClientId, ct);
        var scope = server?.Scopes.GetValueOrDefault(consent.Scope);
        return new()
        {
            ["id"] = consent.Id,
            ["status"] = "ACTIVE",
            ["created"] = ApiJson.Date(consent.CreatedAt),
            ["createdBy"] = new JsonObject { ["id"] = consent.UserId, ["type"] = "User" },
            ["lastUpdated"] = ApiJson.Date(consent.UpdatedAt),
            ["issuer"] = server?.Issuer,
            ["clientId"] = consent.ClientId,
            ["userId"] = consent.UserId,
            ["scopeId"] = scope?.Id ?? consent.Scope,
            ["source"] = "END_USER",
            ["_links"] = Links(org, consent, server, app, scope),
        };
    }

    private static JsonObject Links(Org org, Consent consent, AuthorizationServer? server, App? app, ScopeDefinition? scope)
    {
        var links = new JsonObject
        {
            ["app"] = Titled(Hal.To(org, $"apps/{consent.ClientId}"), app?.Label),
            ["client"] = Titled(new JsonObject { ["href"] = $"{org.Url}/oauth2/v1/clients/{consent.ClientId}" }, app?.Label),
            ["self"] = Hal.To(org, $"users/{consent.UserId}/grants/{consent.Id}", "GET", "DELETE"),
            ["user"] = Hal.To(org, $"users/{consent.UserId}"),
        };
        if (server is { IsOrgServer: false })
        {
            links["authorizationServer"] = Titled(Hal.To(org, $"authorizationServers/{server.Id}"), server.Name);
            if (scope is not null) links["scope"] = Titled(Hal.To(org, $"authorizationServers/{server.Id}/scopes/{scope.Id}"), scope.Name);
        }
        return links;
    }

    private static JsonObject Titled(JsonObject link, string? title)
    {
        link["title"] = title;
        return link;
    }
}
