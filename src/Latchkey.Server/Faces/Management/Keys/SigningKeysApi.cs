using System.Text.Json.Nodes;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Keys;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Signatures;
using Latchkey.Server.Faces.Management.Issuers;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Jose;

namespace Latchkey.Server.Faces.Management.Keys;

/// <summary>
/// <c>…/credentials/keys</c> and <c>…/credentials/lifecycle/keyRotate</c> of an authorization server: contract §3.4. The
/// org's own server, which is not in the list of servers, has them below <c>/api/v1/org</c>.
/// </summary>
internal static class SigningKeysApi
{
    public static RouteGroupBuilder MapSigningKeys(this RouteGroupBuilder api)
    {
        api.MapGet("/authorizationServers/{serverId}/credentials/keys", List);
        api.MapGet("/authorizationServers/{serverId}/credentials/keys/{keyId}", Get);
        api.MapPost("/authorizationServers/{serverId}/credentials/lifecycle/keyRotate", Rotate);
        api.MapGet("/org/credentials/keys", ListOfOrg);
        api.MapPost("/org/credentials/lifecycle/keyRotate", RotateOfOrg);
        return api;
    }

    private static async Task<IResult> List(HttpContext http, string serverId, AuthorizationServers servers, SigningAlgorithms algorithms,
        KeyRing keys) => await Answer(http, await servers.Require(http, serverId), algorithms, keys);

    private static async Task<IResult> Get(HttpContext http, string serverId, string keyId, AuthorizationServers servers, KeyRing keys)
    {
        var server = await servers.Require(http, serverId);
        return ApiAnswers.Json(
            Json(await keys.Find(http.Org.Id, server.Id, keyId, http.RequestAborted) ?? throw ApiError.NotFound(keyId, "JsonWebKey"), server, http.Org));
    }

    private static async Task<IResult> ListOfOrg(HttpContext http, AuthorizationServers servers, SigningAlgorithms algorithms,
        KeyRing keys) => await Answer(http, await OrgServer(http, servers), algorithms, keys);

    private static async Task<IResult> Rotate(HttpContext http, string serverId, AuthorizationServers servers, SigningAlgorithms algorithms,
        KeyRing keys, KeyRotation rotation)
    {
        var server = await servers.Require(http, serverId);
        await RequireUse(http);
        await rotation.Rotate(http.Doing, server);
        return await Answer(http, server, algorithms, keys);
    }

    private static async Task<IResult> RotateOfOrg(HttpContext http, AuthorizationServers servers, SigningAlgorithms algorithms,
        KeyRing keys, KeyRotation rotation)
    {
        await RequireUse(http);
        var server = await OrgServer(http, servers);
        await rotation.Rotate(http.Doing, server);
        return await Answer(http, server, algorithms, keys);
    }

    private static async Task RequireUse(HttpContext http)
    {
        if ((await ApiJson.RequireBody(http)).Text("use") != "sig") throw ApiError.Validation("use", "use: must be sig");
    }

    private static async Task<AuthorizationServer> OrgServer(HttpContext http, AuthorizationServers servers) =>
        (await servers.Find(http.Org, "", http.RequestAborted))!;

    private static async Task<IResult> Answer(HttpContext http, AuthorizationServer server, SigningAlgorithms algorithms, KeyRing keys) =>
        Pages.Whole(http, (await keys.Published(server, await algorithms.Of(server, http.RequestAborted), http.RequestAborted))
            .Select(key => Json(key, server, http.Org)));

    private static JsonObject Json(SigningKey key, AuthorizationServer server, Org org)
    {
        var answer = JsonNode.Parse(key.PublicJwk)!.AsObject();
        answer.Insert(0, "status", key.Status);
        answer["created"] = ApiJson.Date(key.CreatedAt);
        if (key.ActivatedAt is { } since) answer["activated"] = ApiJson.Date(since);
        if (key.ExpiresAt is { } end) answer["expiresAt"] = ApiJson.Date(end);
        if (!server.IsOrgServer) answer["_links"] = new JsonObject { ["self"] = Hal.To(org, $"authorizationServers/{server.Id}/credentials/keys/{key.Kid}") };
        return answer;
    }
}
