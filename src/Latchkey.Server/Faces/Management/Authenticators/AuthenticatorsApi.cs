using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Faces.Management.Authenticators;

/// <summary>
/// /api/v1/authenticators: what people can prove themselves with. Which of them somebody may or must set up, and where it is asked for, policies say; so
/// each is there and stays. Contract §3.9, authenticators.
/// </summary>
internal static class AuthenticatorsApi
{
    private const string Stays = "Every organization has this authenticator; who may set it up, an enrollment policy says.";

    private static readonly IReadOnlyList<KnownAuthenticator> All = KnownAuthenticator.All;

    public static RouteGroupBuilder MapAuthenticators(this RouteGroupBuilder api)
    {
        var authenticators = api.MapGroup("/authenticators");
        authenticators.MapGet("", (HttpContext http) => Pages.Whole(http, All.Select(one => Json(one, http.Org))));
        authenticators.MapPost("", (Delegate)Create);
        authenticators.MapGet("/{id}", (HttpContext http, string id) => ApiAnswers.Json(Json(Require(http, id), http.Org)));
        authenticators.MapPut("/{id}", Keep);
        authenticators.MapPost("/{id}/lifecycle/activate", (HttpContext http, string id) => ApiAnswers.Json(Json(Require(http, id), http.Org)));
        authenticators.MapPost("/{id}/lifecycle/deactivate", Deactivate);
        authenticators.MapGet("/{id}/methods", (HttpContext http, string id) => Pages.Whole(http, [Method(Require(http, id), http.Org)]));
        authenticators.MapGet("/{id}/methods/{method}", (HttpContext http, string id, string method) =>
            ApiAnswers.Json(Method(Require(http, id, method), http.Org)));
        authenticators.MapPut("/{id}/methods/{method}", KeepMethod);
        authenticators.MapPost("/{id}/methods/{method}/lifecycle/activate", (HttpContext http, string id, string method) =>
            ApiAnswers.Json(Method(Require(http, id, method), http.Org)));
        authenticators.MapPost("/{id}/methods/{method}/lifecycle/deactivate", Deactivate);
        return api;
    }

    /// <summary>One that there is already is answered; others cannot be made.</summary>
    private static async Task<IResult> Create(HttpContext http)
    {
        var key = (await ApiJson.RequireBody(http)).Text("key");
        return All.FirstOrDefault(one => one.Key == key) is { } there ? ApiAnswers.Json(Json(there, http.Org))
            : throw ApiError.Validation("key",
                $"key: must be one of {string.Join(", ", All.Select(one => one.Key))}: others this server has nothing to ask with");
    }

    /// <summary>What was read may be sent back.</summary>
    private static async Task<IResult> Keep(HttpContext http, string id)
    {
        var authenticator = Require(http, id);
        var body = await ApiJson.RequireBody(http);
        foreach (var (field, stays) in (ReadOnlySpan<(string, string)>)[("key", authenticator.Key), ("name", authenticator.Name), ("status", "ACTIVE")])
            if (body.Text(field) is { } said && said != stays) throw new RuleException(field, $"is {stays} and stays so");
        return ApiAnswers.Json(Json(authenticator, http.Org));
    }

    private static async Task<IResult> KeepMethod(HttpContext http, string id, string method)
    {
        var authenticator = Require(http, id, method);
        var body = await ApiJson.RequireBody(http);
        if (body.Text("status") is { } said && said != "ACTIVE") throw new RuleException("status", "is ACTIVE and stays so");
        if (body["settings"] is JsonObject { Count: > 0 }) throw new RuleException("settings", "a method has none here");
        return ApiAnswers.Json(Method(authenticator, http.Org));
    }

    private static IResult Deactivate(HttpContext http, string id)
    {
        Require(http, id);
        throw new BuiltInException(Stays);
    }

    private static JsonObject Json(KnownAuthenticator authenticator, Org org)
    {
        var id = authenticator.IdAt(org);
        return new()
        {
            ["type"] = authenticator.Type,
            ["id"] = id,
            ["key"] = authenticator.Key,
            ["status"] = "ACTIVE",
            ["name"] = authenticator.Name,
            ["created"] = ApiJson.Date(org.CreatedAt),
            ["lastUpdated"] = ApiJson.Date(org.CreatedAt),
            ["_links"] = new JsonObject
            {
                ["self"] = Hal.To(org, $"authenticators/{id}", "GET", "PUT"), ["methods"] = Hal.To(org, $"authenticators/{id}/methods", "GET"),
            },
        };
    }

    private static JsonObject Method(KnownAuthenticator authenticator, Org org) => new()
    {
        ["type"] = authenticator.Method,
        ["status"] = "ACTIVE",
        ["_links"] = new JsonObject { ["self"] = Hal.To(org, $"authenticators/{authenticator.IdAt(org)}/methods/{authenticator.Method}") },
    };

    private static KnownAuthenticator Require(HttpContext http, string id, string? method = null) =>
        All.FirstOrDefault(one => one.IdAt(http.Org) == id && (method is null || one.Method.Equals(method, StringComparison.OrdinalIgnoreCase)))
            ?? throw ApiError.NotFound(method ?? id, "Authenticator");
}
