using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Hooks;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Tokens;

/// <summary>
/// Asks the hook that an access rule names about the tokens it allows. A hook that fails, or wants what cannot be done, changes nothing: the tokens are
/// as they would be without it, and the log tells of it. Contract §3.11, tokens.
/// </summary>
internal sealed class TokenHook(InlineHooks hooks, InlineHookCalls calls, OrgDirectory orgs)
{
    private const int LongestSummary = 300;

    /// <exception cref="OAuthException">The hook says no.</exception>
    public async Task<TokenDrafts> Transform(Granted granted, TokenDrafts drafts, CancellationToken ct)
    {
        if (granted.Rule.InlineHookId is not { } id || await orgs.Find(granted.Server.OrgId, ct) is not { } org) return drafts;
        if (await hooks.Find(org.Id, id, ct) is not { Active: true, Type: InlineHookType.Token } hook) return drafts;
        var question = new HookQuestion(granted.Server.Issuer + "/v1/token", Data(org, granted, drafts));
        if (await calls.Ask(org, hook, question, ct) is not HookAnswer.Said(var said)) return drafts;
        if (said["error"] is JsonObject { Count: > 0 } error) throw Denied(error);
        try
        {
            return drafts.With(said, granted.NotLongerThan);
        }
        catch (FormatException problem)
        {
            await calls.Failed(org, hook, problem.Message);
            return drafts;
        }
    }

    private static OAuthException Denied(JsonObject error)
    {
        var summary = error["errorSummary"]?.ToString() is { Length: > 0 } said ? said : "The token hook refused the request.";
        return OAuthException.AccessDenied(summary.Length <= LongestSummary ? summary : summary[..LongestSummary], detail: "A token inline hook said no.");
    }

    private static JsonObject Data(Org org, Granted granted, TokenDrafts drafts)
    {
        var data = new JsonObject { ["context"] = Context(org, granted) };
        if (drafts.Identity is { } identity) data["identity"] = Token(identity);
        if (drafts.Access is not { } access) return data;
        data["access"] = Token(access);
        data["access"]!["scopes"] = new JsonObject(
            granted.Scopes.Select(scope => KeyValuePair.Create(scope, (JsonNode?)new JsonObject { ["id"] = scope, ["action"] = "GRANT" })));
        return data;
    }

    private static JsonObject Token(JsonObject claims) => new()
    {
        ["claims"] = claims.DeepClone(),
        ["token"] = new JsonObject { ["lifetime"] = new JsonObject { ["expiration"] = TokenDrafts.LifetimeOf(claims) } },
    };

    private static JsonObject Context(Org org, Granted granted)
    {
        var (server, app) = (granted.Server, granted.App);
        var context = new JsonObject
        {
            ["protocol"] = new JsonObject
            {
                ["type"] = "OAUTH2.0",
                ["request"] = new JsonObject
                {
                    ["client_id"] = app.Id, ["grant_type"] = granted.GrantType, ["scope"] = string.Join(' ', granted.Scopes),
                },
                ["issuer"] = new JsonObject { ["uri"] = server.Issuer },
                ["client"] = new JsonObject { ["id"] = app.Id, ["name"] = app.Label, ["type"] = app.Public ? "PUBLIC" : "CONFIDENTIAL" },
            },
            ["policy"] = new JsonObject
            {
                ["id"] = server.Policies.FirstOrDefault(policy => policy.Rules.Any(rule => rule.Id == granted.Rule.Id))?.Id,
                ["rule"] = new JsonObject { ["id"] = granted.Rule.Id },
            },
        };
        if (LogRequest.Of(granted.Http) is { } request) context["request"] = Request(org, request, granted.Http!.Request.Method);
        if (granted.User is not { } user) return context;
        context["user"] = User(org, user);
        if (granted.SessionId is not { Length: > 0 } session) return context;
        context["session"] = new JsonObject
        {
            ["id"] = session, ["userId"] = user.Id, ["login"] = user.Login, ["status"] = "ACTIVE",
            ["amr"] = ApiJson.List(Shown.Told(granted.Amr)),
            ["lastPasswordVerification"] = ApiJson.Date(granted.AuthenticatedAt),
        };
        return context;
    }

    private static JsonObject Request(Org org, LogRequest request, string method) => new()
    {
        ["id"] = request.Id, ["method"] = method, ["url"] = new JsonObject { ["value"] = org.Url + request.Path }, ["ipAddress"] = request.Ip,
    };

    private static JsonObject User(Org org, User user) => new()
    {
        ["id"] = user.Id,
        ["passwordChanged"] = ApiJson.Date(user.PasswordChangedAt),
        ["profile"] = new JsonObject
        {
            ["login"] = user.Login, ["firstName"] = user["firstName"], ["lastName"] = user["lastName"], ["locale"] = user["locale"],
            ["timeZone"] = user["timezone"],
        },
        ["_links"] = new JsonObject { ["groups"] = Hal.To(org, $"users/{user.Id}/groups"), ["factors"] = Hal.To(org, $"users/{user.Id}/factors") },
    };
}
