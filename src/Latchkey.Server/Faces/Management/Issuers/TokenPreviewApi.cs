using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Policies;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

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

    private static async Task<IResult> Preview(HttpContext http, string serverId, AuthorizationServers servers, Apps apps, Users users, Assignments assignments,
        Memberships memberships, TokenIssuer tokens, TimeProvider clock)
    {
        var ct = http.RequestAborted;
        var server = await servers.Require(http, serverId);
        var body = await ApiJson.RequireBody(http);
        var grantType = TextRules.OneOf("grantType", body.Text("grantType"), GrantType.AuthorizationCode, AccessPolicyRuleDraft.AllGrantTypes);
        var app = await apps.Find(http.Org.Id, body.Text("clientId") ?? "", ct) ?? throw ApiError.Validation("clientId", "clientId: is not a client");
        var user = grantType == GrantType.ClientCredentials ? null
            : await users.Read(http.Org.Id, body.Text("userId") ?? "", ct)
            ?? throw ApiError.Validation("userId", "userId: is not a user, and this grant type is for people");
        var scopes = body.Texts("scopes")?.Distinct(StringComparer.Ordinal).ToArray() ?? [];
        if (scopes.FirstOrDefault(scope => !server.Scopes.ContainsKey(scope)) is { } unknown)
            throw ApiError.Validation("scopes", $"scopes: '{unknown}' is not a scope of the authorization server");

        if (user is not null && !await assignments.IsAssigned(app, user, ct))
            return Refused(new(Missing.Person, "user_not_assigned", GrantAllowance.NotAssigned(app, user).Detail!, []));
        var outcome = PolicyDecision.For(server, app.Id, user?.Id, user is null ? [] : await memberships.Among(server.PolicyGroups, user, ct), grantType,
            scopes);
        if (outcome is not PolicyOutcome.Allowed allowed) return Refused((PolicyOutcome.Refused)outcome);

        var answer = new JsonObject
        {
            ["allowed"] = true, ["policy"] = Named(allowed.Policy.Id, allowed.Policy.Name),
            ["rule"] = Named(allowed.Rule.Id, allowed.Rule.Name)
        };
        var granted = new Granted
        {
            Server = server, App = app, User = user, Rule = allowed.Rule, Scopes = scopes,
            AuthenticatedAt = user is null ? null : clock.Now, Amr = user is null ? "" : "pwd"
        };
        try
        {
            using (var claims = await tokens.AccessTokenClaims(granted, ct)) answer["accessToken"] = JsonNode.Parse(claims.Written);
            if (user is not null && scopes.Contains(Scope.OpenId))
                using (var claims = await tokens.IdTokenClaims(granted, whole: grantType == GrantType.Implicit, null, null, ct))
                    answer["idToken"] = JsonNode.Parse(claims.Written);
        }
        catch (OAuthException problem)
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
