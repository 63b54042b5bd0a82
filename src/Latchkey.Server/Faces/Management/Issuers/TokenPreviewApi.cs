using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Policies;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Faces.Management.People;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Faces.Management.Issuers;

/// <summary>
/// POST …/authorizationServers/{id}/tokenPreview: what tokens would say for an app, a grant type, a person and scopes, and
/// which policy and rule decide; nothing is issued. What the console shows as Token Preview (contract §8.6).
/// </summary>
internal static class TokenPreviewApi
{
    public static RouteGroupBuilder MapTokenPreview(this RouteGroupBuilder server)
    {
        server.MapPost("/tokenPreview", Preview);
        return server;
    }

    private static async Task<IResult> Preview(HttpContext http, string serverId, AuthorizationServers servers, Apps apps, Users users,
        TokenPreview preview)
    {
        var ct = http.RequestAborted;
        var server = await servers.Require(http, serverId);
        var body = await ApiJson.RequireBody(http);
        var grantType = TextRules.OneOf("grantType", body.Text("grantType"), GrantType.AuthorizationCode, AccessPolicyRuleDraft.AllGrantTypes);
        var app = await apps.FindClient(http.Org.Id, body.Text("clientId") ?? "", ct) ?? throw ApiError.Validation("clientId", "clientId: is not a client");
        var user = grantType == GrantType.ClientCredentials ? null
            : await users.Read(http.Org.Id, body.Text("userId") ?? "", ct)
            ?? throw ApiError.Validation("userId", "userId: is not a user, and this grant type is for people");
        if (user is not null) await UserReach.RequireSeen(http, user);
        var scopes = body.Texts("scopes")?.Distinct(StringComparer.Ordinal).ToArray() ?? [];
        if (scopes.FirstOrDefault(scope => !server.Scopes.ContainsKey(scope)) is { } unknown)
            throw ApiError.Validation("scopes", $"scopes: '{unknown}' is not a scope of the authorization server");

        var tokens = await preview.Of(server, app, user, grantType, scopes, ct);
        if (tokens.Allowed is not { } allowed) return Refused(tokens.Refused!);
        var answer = new JsonObject
        {
            ["allowed"] = true, ["policy"] = Named(allowed.Policy.Id, allowed.Policy.Name),
            ["rule"] = Named(allowed.Rule.Id, allowed.Rule.Name)
        };
        if (tokens.AccessToken is { } accessToken) answer["accessToken"] = accessToken;
        if (tokens.IdToken is { } idToken) answer["idToken"] = idToken;
        if (tokens.Problem is { } problem)
        {
            answer["error"] = problem.Error;
            answer["errorDescription"] = problem.Message;
            answer["errorDetail"] = problem.Detail;
        }
        return ApiAnswers.Json(answer);
    }

    private static IResult Refused(PolicyOutcome.Refused refused) => ApiAnswers.Json(new JsonObject
    {
        ["allowed"] = false, ["reason"] = refused.Reason, ["detail"] = refused.Detail, ["deniedScopes"] = ApiJson.List(refused.DeniedScopes),
    });

    private static JsonObject Named(string id, string name) => new() { ["id"] = id, ["name"] = name };
}
