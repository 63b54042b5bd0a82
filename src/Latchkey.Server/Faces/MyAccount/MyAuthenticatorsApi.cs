using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Enrollment;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.MyAccount;

/// <summary>/idp/myaccount/authenticators: what a person signs in with. Contract §4.1.</summary>
internal static class MyAuthenticatorsApi
{
    private const string Resource = "authenticators";

    public static RouteGroupBuilder MapMyAuthenticators(this RouteGroupBuilder mine)
    {
        mine.MapGet("/authenticators", List).For(Resource);
        mine.MapGet("/authenticators/{authenticatorId}", Get).For(Resource);
        mine.MapGet("/authenticators/{authenticatorId}/enrollments", Enrollments).For(Resource);
        mine.MapGet("/authenticators/{authenticatorId}/enrollments/{enrollmentId}", Enrollment).For(Resource);
        mine.MapPatch("/authenticators/{authenticatorId}/enrollments/{enrollmentId}", Rename).For(Resource, manage: true);
        mine.MapDelete("/authenticators/{authenticatorId}/enrollments/{enrollmentId}", Remove).For(Resource, manage: true, recently: true);
        return mine;
    }

    private static async Task<IResult> List(HttpContext http, Factors factors)
    {
        var own = await factors.Of(http.Mine.User, http.RequestAborted);
        return MyAccountJson.List(KnownAuthenticator.All.Select(one => Json(http, one, own)));
    }

    private static async Task<IResult> Get(HttpContext http, string authenticatorId, Factors factors) =>
        MyAccountJson.Answer(Json(http, Require(http, authenticatorId), await factors.Of(http.Mine.User, http.RequestAborted)));

    private static async Task<IResult> Enrollments(HttpContext http, string authenticatorId, Factors factors) =>
        MyAccountJson.List(Of(http, Require(http, authenticatorId), await factors.Of(http.Mine.User, http.RequestAborted)));

    private static async Task<IResult> Enrollment(HttpContext http, string authenticatorId, string enrollmentId, Factors factors) =>
        MyAccountJson.Answer(Of(http, Require(http, authenticatorId), await factors.Of(http.Mine.User, http.RequestAborted))
            .FirstOrDefault(one => one["id"]!.GetValue<string>() == enrollmentId) ?? throw ApiError.NotFound(enrollmentId, "AuthenticatorEnrollment"));

    private static async Task<IResult> Rename(HttpContext http, string authenticatorId, string enrollmentId, Factors factors, FactorChanges changes)
    {
        var factor = await Own(http, authenticatorId, enrollmentId, factors);
        await changes.Rename(http.Mine.Doing, http.Mine.User, factor, FactorName.Of((await ApiJson.RequireBody(http)).Text("nickname")));
        return await Enrollment(http, authenticatorId, enrollmentId, factors);
    }

    /// <summary>Okta leaves that to its page.</summary>
    private static async Task<IResult> Remove(HttpContext http, string authenticatorId, string enrollmentId, Factors factors, FactorChanges changes)
    {
        await changes.Remove(http.Mine.Doing, http.Mine.User, await Own(http, authenticatorId, enrollmentId, factors));
        return ApiAnswers.Nothing();
    }

    private static async Task<Factor> Own(HttpContext http, string authenticatorId, string enrollmentId, Factors factors)
    {
        var authenticator = Require(http, authenticatorId);
        return (await factors.Of(http.Mine.User, http.RequestAborted)).FirstOrDefault(one => one.Active && one.Id == enrollmentId
            && one.Type == authenticator.Factor) ?? throw ApiError.NotFound(enrollmentId, "AuthenticatorEnrollment");
    }

    private static KnownAuthenticator Require(HttpContext http, string id) =>
        KnownAuthenticator.All.FirstOrDefault(one => one.IdAt(http.Org) == id) ?? throw ApiError.NotFound(id, "Authenticator");

    private static IEnumerable<JsonObject> Of(HttpContext http, KnownAuthenticator authenticator, IReadOnlyList<Factor> own)
    {
        if (authenticator.Factor is null)
            return http.Mine.User is { PasswordHash: not null } user
                ? [Json(http.Org, authenticator, $"epw{user.Id[3..]}", user.PasswordChangedAt ?? user.CreatedAt, null, null)] : [];
        return own.Where(factor => factor.Active && factor.Type == authenticator.Factor)
            .Select(factor => Json(http.Org, authenticator, factor.Id, factor.CreatedAt, factor.LastUsedAt, factor.Name));
    }

    private static JsonObject Json(Org org, KnownAuthenticator authenticator, string id, DateTimeOffset created, DateTimeOffset? used, string? name)
    {
        var path = $"authenticators/{authenticator.IdAt(org)}";
        var json = new JsonObject
        {
            ["id"] = id,
            ["name"] = authenticator.Name,
            ["created"] = ApiJson.Date(created),
            ["canReset"] = false,
            ["canUnenroll"] = authenticator.Factor is not null,
            ["_links"] = new JsonObject
            {
                ["self"] = MyAccountJson.To(org, $"{path}/enrollments/{id}"), ["authenticator"] = MyAccountJson.To(org, path),
                ["modify"] = MyAccountJson.To(org, $"{path}/enrollments/{id}", "PATCH"),
            },
        };
        if (name is not null) json["nickname"] = name;
        if (used is { } at) json["lastChallenged"] = ApiJson.Date(at);
        return json;
    }

    private static JsonObject Json(HttpContext http, KnownAuthenticator authenticator, IReadOnlyList<Factor> own)
    {
        var id = authenticator.IdAt(http.Org);
        var json = new JsonObject
        {
            ["id"] = id,
            ["key"] = authenticator.Key,
            ["name"] = authenticator.Name,
            ["enrollable"] = authenticator.Key == "webauthn",
            ["_links"] = new JsonObject
            {
                ["self"] = MyAccountJson.To(http.Org, $"authenticators/{id}"), ["enrollments"] = MyAccountJson.To(http.Org, $"authenticators/{id}/enrollments"),
            },
        };
        if (http.Request.Query["expand"] == "enrollments")
            json["_embedded"] = new JsonObject { ["enrollments"] = ApiJson.List(Of(http, authenticator, own)) };
        return json;
    }
}
