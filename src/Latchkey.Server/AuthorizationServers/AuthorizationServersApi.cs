using System.Text.Json.Nodes;
using Latchkey.Server.Keys;
using Latchkey.Server.ManagementApi;
using Latchkey.Server.Orgs;

namespace Latchkey.Server.AuthorizationServers;

/// <summary>/api/v1/authorizationServers, for reading. Contract §3.4.</summary>
public static class AuthorizationServersApi
{
    private const int LargestPage = 200;

    public static RouteGroupBuilder MapAuthorizationServers(this RouteGroupBuilder api)
    {
        api.MapGet("/authorizationServers", List);
        var server = api.MapGroup("/authorizationServers/{serverId}");
        server.MapGet("", Get);
        server.MapGet("/scopes", Scopes);
        server.MapGet("/scopes/{scopeId}", GetScope);
        server.MapGet("/claims", Claims);
        server.MapGet("/claims/{claimId}", GetClaim);
        server.MapGet("/policies", Policies);
        server.MapGet("/policies/{policyId}", GetPolicy);
        server.MapGet("/policies/{policyId}/rules", Rules);
        server.MapGet("/policies/{policyId}/rules/{ruleId}", GetRule);
        return api;
    }

    private static async Task<IResult> List(HttpContext http, AuthorizationServers servers, KeyRing keys)
    {
        var q = http.Request.Query["q"].ToString();
        var paging = Paging.Of(http, LargestPage, LargestPage);
        var all = (await servers.List(http.Org, http.RequestAborted))
            .Where(server => q.Length == 0 || server.Name.Contains(q, StringComparison.OrdinalIgnoreCase) || server.Audience.Contains(q, StringComparison.OrdinalIgnoreCase))
            .SkipWhile(server => paging.After.Length > 0 && server.Id != paging.After).Skip(paging.After.Length > 0 ? 1 : 0).ToArray();

        var page = new List<JsonNode>();
        foreach (var server in all.Take(paging.Limit)) page.Add(AuthorizationServerJson.Of(server, await keys.Active(server, http.RequestAborted), http.Org));
        Pages.Link(http, all.Length > page.Count ? all[page.Count - 1].Id : null);
        return ApiAnswers.Json(ApiJson.List(page));
    }

    private static async Task<IResult> Get(HttpContext http, string serverId, AuthorizationServers servers, KeyRing keys)
    {
        var server = await Require(servers, http, serverId);
        return ApiAnswers.Json(AuthorizationServerJson.Of(server, await keys.Active(server, http.RequestAborted), http.Org));
    }

    private static async Task<IResult> Scopes(HttpContext http, string serverId, AuthorizationServers servers)
    {
        var server = await Require(servers, http, serverId);
        var q = http.Request.Query["q"].ToString();
        return Pages.Whole(http, server.Scopes.Values.Where(scope => scope.Name.StartsWith(q, StringComparison.OrdinalIgnoreCase)).OrderBy(scope => scope.Name, StringComparer.Ordinal)
            .Select(scope => AuthorizationServerJson.Of(scope, server, http.Org)));
    }

    private static async Task<IResult> GetScope(HttpContext http, string serverId, string scopeId, AuthorizationServers servers)
    {
        var server = await Require(servers, http, serverId);
        return ApiAnswers.Json(AuthorizationServerJson.Of(server.Scopes.Values.FirstOrDefault(scope => scope.Id == scopeId) ?? throw ApiError.NotFound(scopeId, "OAuth2Scope"), server, http.Org));
    }

    private static async Task<IResult> Claims(HttpContext http, string serverId, AuthorizationServers servers)
    {
        var server = await Require(servers, http, serverId);
        return Pages.Whole(http, server.Claims.Select(claim => AuthorizationServerJson.Of(claim, server, http.Org)));
    }

    private static async Task<IResult> GetClaim(HttpContext http, string serverId, string claimId, AuthorizationServers servers)
    {
        var server = await Require(servers, http, serverId);
        return ApiAnswers.Json(AuthorizationServerJson.Of(server.Claims.FirstOrDefault(claim => claim.Id == claimId) ?? throw ApiError.NotFound(claimId, "OAuth2Claim"), server, http.Org));
    }

    private static async Task<IResult> Policies(HttpContext http, string serverId, AuthorizationServers servers)
    {
        var server = await Require(servers, http, serverId);
        return Pages.Whole(http, (await servers.ReadPolicies(server, http.RequestAborted)).Select(policy => AuthorizationServerJson.Of(policy, server, http.Org)));
    }

    private static async Task<IResult> GetPolicy(HttpContext http, string serverId, string policyId, AuthorizationServers servers)
    {
        var server = await Require(servers, http, serverId);
        return ApiAnswers.Json(AuthorizationServerJson.Of(await RequirePolicy(servers, http, server, policyId), server, http.Org));
    }

    private static async Task<IResult> Rules(HttpContext http, string serverId, string policyId, AuthorizationServers servers)
    {
        var server = await Require(servers, http, serverId);
        var policy = await RequirePolicy(servers, http, server, policyId);
        return Pages.Whole(http, (await servers.ReadRules(policy.Policy, http.RequestAborted)).Select(rule => AuthorizationServerJson.Of(rule, policy.Policy, server, http.Org)));
    }

    private static async Task<IResult> GetRule(HttpContext http, string serverId, string policyId, string ruleId, AuthorizationServers servers)
    {
        var server = await Require(servers, http, serverId);
        var policy = await RequirePolicy(servers, http, server, policyId);
        var rule = (await servers.ReadRules(policy.Policy, http.RequestAborted)).FirstOrDefault(rule => rule.Rule.Id == ruleId) ?? throw ApiError.NotFound(ruleId, "PolicyRule");
        return ApiAnswers.Json(AuthorizationServerJson.Of(rule, policy.Policy, server, http.Org));
    }

    private static async Task<AuthorizationServer> Require(AuthorizationServers servers, HttpContext http, string serverId) =>
        await servers.Find(http.Org, serverId, http.RequestAborted) ?? throw ApiError.NotFound(serverId, "AuthorizationServer");

    private static async Task<StoredPolicy> RequirePolicy(AuthorizationServers servers, HttpContext http, AuthorizationServer server, string policyId) =>
        (await servers.ReadPolicies(server, http.RequestAborted)).FirstOrDefault(policy => policy.Policy.Id == policyId) ?? throw ApiError.NotFound(policyId, "Policy");
}
