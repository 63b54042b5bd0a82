using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Devices;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Passkeys;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.Authenticators;

/// <summary>/api/v1/authenticators/{id}/aaguids: models of devices that FIDO's metadata do not have, and that an org knows. Contract §3.9.</summary>
internal static class DeviceModelsApi
{
    public static void MapDeviceModels(this RouteGroupBuilder authenticators)
    {
        authenticators.MapGet("/{id}/aaguids", List);
        authenticators.MapPost("/{id}/aaguids", Create);
        authenticators.MapGet("/{id}/aaguids/{aaguid}", Get);
        authenticators.MapPut("/{id}/aaguids/{aaguid}", Replace);
        authenticators.MapPatch("/{id}/aaguids/{aaguid}", Update);
        authenticators.MapDelete("/{id}/aaguids/{aaguid}", Delete);
    }

    private static async Task<IResult> List(HttpContext http, string id, DeviceModels models)
    {
        RequirePasskeys(http, id);
        var mine = await models.OfOrg(http.Org.Id, http.RequestAborted);
        return Pages.Whole(http, mine.Values.OrderBy(model => model.Id.ToString(), StringComparer.Ordinal).Select(model => Json(http.Org, id, model)));
    }

    private static async Task<IResult> Get(HttpContext http, string id, string aaguid, DeviceModels models) =>
        ApiAnswers.Json(Json(http.Org, id, await Require(http, id, aaguid, models)));

    private static async Task<IResult> Create(HttpContext http, string id, DeviceModels models, LoggedWrites writes, TimeProvider clock)
    {
        RequirePasskeys(http, id);
        var body = await ApiJson.RequireBody(http);
        var aaguid = DeviceModelDraft.IdOf(body.Text("aaguid"));
        if ((await models.OfFido(http.RequestAborted)).TryGetValue(aaguid, out var known))
            throw new RuleException("aaguid", $"is the model {known.Name} of FIDO's metadata");
        if ((await models.OfOrg(http.Org.Id, http.RequestAborted)).Count >= DeviceModels.Most)
            throw new RuleException("aaguid", $"is one too many: there may be {DeviceModels.Most}");
        var model = DeviceModelDraft.Read(body, new() { Id = aaguid, Name = aaguid.ToString() }) with { UpdatedAt = clock.Now };
        RequireRoots(model);
        if (!await Write(http, writes, id, writing => DeviceModels.TryAdd(writing, http.Org.Id, model, clock.Now)))
            throw new RuleException("aaguid", "is there already");
        return ApiAnswers.Json(Json(http.Org, id, model));
    }

    private static async Task<IResult> Replace(HttpContext http, string id, string aaguid, DeviceModels models, LoggedWrites writes, TimeProvider clock)
    {
        var before = await Require(http, id, aaguid, models);
        var body = await ApiJson.RequireBody(http);
        var model = DeviceModelDraft.Read(body, new() { Id = before.Id, Name = before.Name });
        RequireRoots(model);
        return await Change(http, id, model, writes, clock);
    }

    private static async Task<IResult> Update(HttpContext http, string id, string aaguid, DeviceModels models, LoggedWrites writes, TimeProvider clock) =>
        await Change(http, id, DeviceModelDraft.Read(await ApiJson.RequireBody(http), await Require(http, id, aaguid, models)), writes, clock);

    private static async Task<IResult> Change(HttpContext http, string id, DeviceModel model, LoggedWrites writes, TimeProvider clock)
    {
        if (!await Write(http, writes, id, writing => DeviceModels.TryChange(writing, http.Org.Id, model, clock.Now))) throw Gone(model.Id.ToString());
        return ApiAnswers.Json(Json(http.Org, id, model));
    }

    private static async Task<IResult> Delete(HttpContext http, string id, string aaguid, DeviceModels models, PasskeyRulebook rulebook, LoggedWrites writes)
    {
        var model = await Require(http, id, aaguid, models);
        if ((await rulebook.Of(http.Org.Id, http.RequestAborted)).Groups.FirstOrDefault(group => group.Models.Contains(model.Id)) is { } naming)
            throw new RuleException("aaguid", $"is in the group '{naming.Name}' of the settings");
        await Write(http, writes, id, writing => DeviceModels.TryDelete(writing, http.Org.Id, model.Id));
        return ApiAnswers.Nothing();
    }

    private static Task<bool> Write(HttpContext http, LoggedWrites writes, string id, Func<Writing, Task<bool>> write) =>
        writes.Write(http.Doing, AdminEvents.AuthenticatorChanged, write,
            new LogParty(id, "Authenticator", null, KnownAuthenticator.Of(FactorType.Passkey).Name));

    private static void RequirePasskeys(HttpContext http, string id)
    {
        if (KnownAuthenticator.Of(FactorType.Passkey).IdAt(http.Org) != id) throw ApiError.NotFound(id, "Authenticator");
    }

    private static void RequireRoots(DeviceModel model)
    {
        if (model.Roots.Count == 0) throw new RuleException("attestationRootCertificates", "must be there: by them a device shows its make");
    }

    private static async Task<DeviceModel> Require(HttpContext http, string id, string aaguid, DeviceModels models)
    {
        RequirePasskeys(http, id);
        return Guid.TryParseExact(aaguid, "D", out var given) && (await models.OfOrg(http.Org.Id, http.RequestAborted)).TryGetValue(given, out var model)
            ? model : throw Gone(aaguid);
    }

    private static ApiError Gone(string aaguid) => ApiError.NotFound(aaguid, "CustomAAGUID");

    private static JsonObject Json(Org org, string id, DeviceModel model) => new()
    {
        ["aaguid"] = model.Id.ToString(),
        ["name"] = model.Name,
        ["authenticatorCharacteristics"] = new JsonObject
        {
            ["fipsCompliant"] = model.Fips, ["hardwareProtected"] = model.Hardware, ["platformAttached"] = model.BuiltIn ?? false,
        },
        ["attestationRootCertificates"] = ApiJson.List(model.Roots.Select(Root)),
        ["_links"] = new JsonObject { ["self"] = Hal.To(org, $"authenticators/{id}/aaguids/{model.Id}", "GET", "PUT", "PATCH", "DELETE") },
    };

    private static JsonNode Root(string x5c)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(x5c));
        return new JsonObject
        {
            ["x5c"] = x5c,
            ["x5t#S256"] = System.Buffers.Text.Base64Url.EncodeToString(certificate.GetCertHash(HashAlgorithmName.SHA256)),
            ["iss"] = certificate.Issuer,
            ["exp"] = ((DateTimeOffset)certificate.NotAfter).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        };
    }
}
