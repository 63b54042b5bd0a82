using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Devices;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Passkeys;
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
        authenticators.MapGet("/{id}/methods", ListMethods);
        authenticators.MapGet("/{id}/methods/{method}", GetMethod);
        authenticators.MapPut("/{id}/methods/{method}", ReplaceMethod);
        authenticators.MapPost("/{id}/methods/{method}/lifecycle/activate", GetMethod);
        authenticators.MapPost("/{id}/methods/{method}/lifecycle/deactivate", Deactivate);
        authenticators.MapDeviceModels();
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

    private static async Task<IResult> ListMethods(HttpContext http, string id, PasskeyRulebook rulebook)
    {
        var authenticator = Require(http, id);
        return Pages.Whole(http, [Method(authenticator, http.Org, await rulebook.Of(http.Org.Id, http.RequestAborted))]);
    }

    private static async Task<IResult> GetMethod(HttpContext http, string id, string method, PasskeyRulebook rulebook) =>
        ApiAnswers.Json(Method(Require(http, id, method), http.Org, await rulebook.Of(http.Org.Id, http.RequestAborted)));

    /// <summary>Of passkeys there is something to decide: what an org asks of the devices that make them.</summary>
    private static async Task<IResult> ReplaceMethod(HttpContext http, string id, string method, PasskeyRulebook rulebook, DeviceModels models)
    {
        var (authenticator, ct) = (Require(http, id, method), http.RequestAborted);
        var body = await ApiJson.RequireBody(http);
        if (body.Text("status") is { } said && said != "ACTIVE") throw new RuleException("status", "is ACTIVE and stays so");
        if (body.Object("settings") is not { Count: > 0 } settings) return await GetMethod(http, id, method, rulebook);
        if (authenticator.Factor != FactorType.Passkey) throw new RuleException("settings", "a method has none here");
        var (fido, own) = (await models.OfFido(ct), await models.OfOrg(http.Org.Id, ct));
        var rules = PasskeyRulesDraft.Read(settings, model => fido.ContainsKey(model) || own.ContainsKey(model));
        if (rules.WantProof && fido.Count + own.Count == 0)
            throw new RuleException("settings", "ask for a maker's certificate, and no maker is known here: an operator brings FIDO's metadata "
                + "(latchkey fido-metadata), or a model is added under aaguids");
        await rulebook.RequireNamed(http.Org, rules, ct);
        await rulebook.Set(http.Doing, rules, new LogParty(id, "Authenticator", null, authenticator.Name));
        return ApiAnswers.Json(Method(authenticator, http.Org, rules));
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

    private static JsonObject Method(KnownAuthenticator authenticator, Org org, PasskeyRules rules)
    {
        var json = new JsonObject { ["type"] = authenticator.Method, ["status"] = "ACTIVE" };
        if (authenticator.Factor == FactorType.Passkey) json["settings"] = PasskeySettings.Json(rules, org);
        json["_links"] = new JsonObject { ["self"] = Hal.To(org, $"authenticators/{authenticator.IdAt(org)}/methods/{authenticator.Method}", "GET", "PUT") };
        return json;
    }

    private static KnownAuthenticator Require(HttpContext http, string id, string? method = null) =>
        All.FirstOrDefault(one => one.IdAt(http.Org) == id && (method is null || one.Method.Equals(method, StringComparison.OrdinalIgnoreCase)))
            ?? throw ApiError.NotFound(method ?? id, "Authenticator");
}
