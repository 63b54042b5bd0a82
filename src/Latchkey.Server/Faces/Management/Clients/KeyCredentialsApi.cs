using System.Globalization;
using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Certification;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Clients;

/// <summary>
/// /api/v1/apps/{id}/credentials/keys: key pairs that this server holds for an app and may sign its ID tokens with (<c>credentials.signing.kid</c>).
/// Contract §3.1.
/// </summary>
internal static class KeyCredentialsApi
{
    public static RouteGroupBuilder MapKeyCredentials(this RouteGroupBuilder api)
    {
        var keys = api.MapGroup("/apps/{appId}/credentials/keys");
        keys.MapGet("", List);
        keys.MapPost("/generate", Generate);
        keys.MapGet("/{keyId}", Get);
        keys.MapPost("/{keyId}/clone", Clone);
        return api;
    }

    private static async Task<IResult> List(HttpContext http, string appId, Apps apps, KeyCredentials keys) =>
        Pages.Whole(http, (await keys.WithCertificate((await apps.RequireClient(http, appId)).Id, http.RequestAborted)).Select(KeyCredentialJson.Of));

    private static async Task<IResult> Generate(HttpContext http, string appId, Apps apps, KeyCredentialChanges changes)
    {
        var app = await apps.RequireClient(http, appId);
        if (!int.TryParse(http.Request.Query["validityYears"].ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var years))
            throw ApiError.Validation("validityYears", "validityYears: must be a number of years");
        return ApiAnswers.Json(KeyCredentialJson.Of(await changes.Generate(http.Doing, app, years)), 201);
    }

    private static async Task<IResult> Get(HttpContext http, string appId, string keyId, Apps apps, KeyCredentials keys) =>
        ApiAnswers.Json(KeyCredentialJson.Of(await Require(http, await apps.RequireClient(http, appId), keyId, keys)));

    private static async Task<IResult> Clone(
        HttpContext http, string appId, string keyId, Apps apps, KeyCredentials keys, KeyCredentialChanges changes, AdministratorGate gate)
    {
        var key = await Require(http, await apps.RequireClient(http, appId), keyId, keys);
        var targetId = http.Request.Query["targetAid"].ToString();
        if (targetId.Length == 0) throw ApiError.Validation("targetAid", "targetAid: The field cannot be left blank");
        var target = await apps.RequireClient(http, targetId);
        // A role may be for the one and not for the other.
        await gate.Require(http.Doing, Rights.Manage("apps"), AdminResource.AppKind, target.Id);
        return ApiAnswers.Json(KeyCredentialJson.Of(await changes.Clone(http.Doing, key, target)), 201);
    }

    private static async Task<KeyCredential> Require(HttpContext http, App app, string kid, KeyCredentials keys) =>
        await keys.Find(app.Id, kid, http.RequestAborted) is { Certificate: not null } key ? key : throw ApiError.NotFound(kid, "JsonWebKey");
}
