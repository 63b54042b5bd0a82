using System.Text.Json.Nodes;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.MyAccount;

/// <summary>
/// /idp/myaccount/sessions, of which Okta only ends all, and /idp/myaccount/apps, which it does not have: where a person is signed in, and what they
/// agreed to. Contract §4.1.
/// </summary>
internal static class MyAppsApi
{
    public static RouteGroupBuilder MapMyApps(this RouteGroupBuilder mine)
    {
        mine.MapGet("/sessions", Sessions).For("sessions", manage: true);
        mine.MapDelete("/sessions", EndSessions).For("sessions", manage: true);
        mine.MapDelete("/sessions/{sessionId}", EndSession).For("sessions", manage: true);
        mine.MapGet("/apps", List).For("apps");
        mine.MapDelete("/apps/{clientId}", Remove).For("apps", manage: true);
        return mine;
    }

    private static async Task<IResult> Sessions(HttpContext http, Sessions sessions) =>
        MyAccountJson.List((await sessions.Of(http.Mine.User.Id, http.RequestAborted)).Select(session => new JsonObject
        {
            ["id"] = session.Id,
            ["created"] = ApiJson.Date(session.CreatedAt),
            ["lastUsed"] = ApiJson.Date(session.LastSeenAt),
            ["expiresAt"] = ApiJson.Date(session.ExpiresAt),
            ["userAgent"] = session.UserAgent,
            ["ipAddress"] = session.Ip,
            ["_links"] = new JsonObject { ["self"] = MyAccountJson.To(http.Org, $"sessions/{session.Id}", "DELETE") },
        }));

    private static async Task<IResult> EndSession(HttpContext http, string sessionId, SessionChanges changes) =>
        await changes.EndOwn(http.Mine.Doing, http.Mine.User, sessionId) ? ApiAnswers.Nothing() : throw ApiError.NotFound(sessionId, "Session");

    private static async Task<IResult> EndSessions(HttpContext http, GrantChanges grants)
    {
        if (http.Request.Query["excludeCurrentAuthorizationContext"] == "true")
            throw ApiError.Validation("excludeCurrentAuthorizationContext",
                "excludeCurrentAuthorizationContext: a token belongs to no one browser here; end single sessions by their ids");
        await grants.EndSessions(http.Mine.Doing, http.Mine.User, tokensToo: http.Request.Query["oauthTokens"] == "true");
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> List(HttpContext http, Consents consents, RefreshFamilies families, Apps apps)
    {
        var (user, ct) = (http.Mine.User, http.RequestAborted);
        var granted = (await consents.Of(user.Id, ct)).Select(consent => (consent.ClientId, consent.Scope))
            .Concat((await families.Of(user.Id, ct)).SelectMany(family => family.Scope.Split(' ').Select(scope => (family.ClientId, Scope: scope))))
            .Distinct().GroupBy(one => one.ClientId).OrderBy(one => one.Key, StringComparer.Ordinal);
        var answer = new List<JsonNode>();
        foreach (var ofApp in granted)
        {
            if (await apps.Find(http.Org.Id, ofApp.Key, ct) is not { } app) continue;
            answer.Add(new JsonObject
            {
                ["id"] = app.Id,
                ["label"] = app.Label,
                ["scopes"] = ApiJson.List(ofApp.Select(one => one.Scope).Order(StringComparer.Ordinal)),
                ["_links"] = new JsonObject { ["self"] = MyAccountJson.To(http.Org, $"apps/{app.Id}", "DELETE") },
            });
        }
        return MyAccountJson.List(answer);
    }

    private static async Task<IResult> Remove(HttpContext http, string clientId, GrantChanges grants) =>
        await grants.RemoveApp(http.Mine.Doing, http.Mine.User, clientId) ? ApiAnswers.Nothing() : throw ApiError.NotFound(clientId, "App");
}
