using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Enrollment;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Passkeys;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Faces.Management.People;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Faces.Management.Authenticators;

/// <summary>
/// /api/v1/users/{id}/authenticator-enrollments: what a person has set up, their password among it. A factor and its enrollment are one thing under one id.
/// Contract §3.2, enrollments.
/// </summary>
internal static class EnrollmentsApi
{
    private const string PasswordPrefix = "epw";

    public static RouteGroupBuilder MapEnrollments(this RouteGroupBuilder api)
    {
        api.MapGet("/users/{userId}/authenticator-enrollments", List);
        api.MapGet("/users/{userId}/authenticator-enrollments/{enrollmentId}", Get);
        api.MapDelete("/users/{userId}/authenticator-enrollments/{enrollmentId}", Delete);
        return api;
    }

    /// <summary>Set up, and of a kind that this server knows.</summary>
    private static bool IsKnown(Factor factor) => factor.Active && FactorType.All.Contains(factor.Type);

    private static string PasswordId(User user) => PasswordPrefix + user.Id[PasswordPrefix.Length..];

    private static JsonObject? OfPassword(User user, Org org) => user.PasswordHash is null ? null
        : Json(PasswordId(user), KnownAuthenticator.Of(null), user.CreatedAt, user.PasswordChangedAt ?? user.CreatedAt, user, org);

    private static async Task<JsonObject> OfFactor(Factor factor, User user, Org org, DeviceJudge devices, CancellationToken ct)
    {
        var json = Json(factor.Id, KnownAuthenticator.Of(factor.Type), factor.CreatedAt, factor.UpdatedAt, user, org);
        if (factor.Name is { Length: > 0 } name) json["name"] = name;
        if (factor.Credential is null || PasskeyRecord.Of(factor).Model is not { } model) return json;
        json["profile"] = new JsonObject { ["aaguid"] = model.ToString(), ["authenticatorName"] = await devices.NameOf(org, model, ct) };
        return json;
    }

    private static JsonObject Json(string id, KnownAuthenticator authenticator, DateTimeOffset created, DateTimeOffset updated, User user, Org org) => new()
    {
        ["id"] = id,
        ["key"] = authenticator.Key,
        ["type"] = authenticator.Type,
        ["name"] = authenticator.Name,
        ["status"] = "ACTIVE",
        ["created"] = ApiJson.Date(created),
        ["lastUpdated"] = ApiJson.Date(updated),
        ["_links"] = new JsonObject
        {
            ["self"] = Hal.To(org, $"users/{user.Id}/authenticator-enrollments/{id}"),
            ["authenticator"] = Hal.To(org, $"authenticators/{authenticator.IdAt(org)}"),
            ["user"] = Hal.To(org, $"users/{user.Id}"),
        },
    };

    private static async Task<IResult> List(HttpContext http, string userId, Users users, Factors factors, DeviceJudge devices)
    {
        var user = await users.Require(http, userId);
        var enrolled = OfPassword(user, http.Org) is { } password ? new List<JsonObject> { password } : [];
        foreach (var factor in (await factors.Of(user, http.RequestAborted)).Where(IsKnown))
            enrolled.Add(await OfFactor(factor, user, http.Org, devices, http.RequestAborted));
        return Pages.Whole(http, enrolled);
    }

    private static async Task<IResult> Get(HttpContext http, string userId, string enrollmentId, Users users, Factors factors, DeviceJudge devices)
    {
        var user = await users.Require(http, userId);
        if (enrollmentId == PasswordId(user) && OfPassword(user, http.Org) is { } password) return ApiAnswers.Json(password);
        return ApiAnswers.Json(await OfFactor(await Require(http, user, enrollmentId, factors), user, http.Org, devices, http.RequestAborted));
    }

    private static async Task<IResult> Delete(
        HttpContext http, string userId, string enrollmentId, Users users, Factors factors, FactorChanges changes)
    {
        var user = await users.Require(http, userId);
        if (enrollmentId == PasswordId(user) && user.PasswordHash is not null)
            throw new BuiltInException("A password is replaced or reset, and not taken away.");
        await changes.Remove(http.Doing, user, await Require(http, user, enrollmentId, factors));
        return ApiAnswers.Nothing();
    }

    private static async Task<Factor> Require(HttpContext http, User user, string id, Factors factors) =>
        (await factors.Of(user, http.RequestAborted)).FirstOrDefault(factor => IsKnown(factor) && factor.Id == id)
            ?? throw ApiError.NotFound(id, "AuthenticatorEnrollment");
}
