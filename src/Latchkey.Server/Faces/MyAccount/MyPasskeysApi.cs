using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Enrollment;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Passkeys;
using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.MyAccount;

/// <summary>
/// /idp/myaccount/webauthn: a person's passkeys. Adding or removing one needs a sign-in of a moment ago, with all that they have (threats row 8).
/// Contract §4.1.
/// </summary>
internal static class MyPasskeysApi
{
    private const string Resource = "webauthn";

    private static readonly TimeSpan TimeToAnswer = TimeSpan.FromMinutes(5);

    public static RouteGroupBuilder MapMyPasskeys(this RouteGroupBuilder mine)
    {
        mine.MapGet("/webauthn", List).For(Resource);
        mine.MapPost("/webauthn/registration", Begin).For(Resource, manage: true, recently: true);
        mine.MapPost("/webauthn", Finish).For(Resource, manage: true, recently: true);
        mine.MapGet("/webauthn/{id}", Get).For(Resource);
        mine.MapDelete("/webauthn/{id}", Delete).For(Resource, manage: true, recently: true);
        return mine;
    }

    private static async Task<IResult> List(HttpContext http, Factors factors, PasskeyKind kind) =>
        MyAccountJson.List((await factors.Active(http.Mine.User, kind.Type, http.RequestAborted)).Select(factor => Json(http.Org, factor)));

    private static async Task<IResult> Get(HttpContext http, string id, Factors factors, PasskeyKind kind) =>
        MyAccountJson.Answer(Json(http.Org, await Require(http, id, factors, kind)));

    private static async Task<IResult> Delete(HttpContext http, string id, Factors factors, PasskeyKind kind, FactorChanges changes)
    {
        await changes.Remove(http.Mine.Doing, http.Mine.User, await Require(http, id, factors, kind));
        return ApiAnswers.Nothing();
    }

    /// <summary>What a device is to be asked, and kept until it has answered.</summary>
    private static async Task<IResult> Begin(HttpContext http, Factors factors, PasskeyKind kind, SignOnGate gate, FactorChanges changes, TimeProvider clock)
    {
        var user = http.Mine.User;
        var decision = await gate.Decide(http, new SignOnQuestion { User = user, Amr = Assurance.Password, ProvenAt = clock.Now });
        if (!decision.MayEnroll(kind.Type)) throw ApiError.NoPermission("The enrollment policy does not let you add a passkey.");
        if ((await factors.Active(user, kind.Type, http.RequestAborted)).Count >= PasskeyKind.Most)
            throw ApiError.NoPermission($"An account keeps {PasskeyKind.Most} passkeys: remove one first.");
        if (!kind.WorksAt(http.Org) || await kind.BeginEnroll(http.Org, user, http.RequestAborted) is not { } challenge)
            throw ApiError.NoPermission("Devices make no passkeys for the address of this organization.");
        var factor = kind.Enroll(user, null, active: false) with { Challenge = challenge.Stored };
        if (!await changes.Enroll(http.Mine.Doing, user, factor)) throw ApiError.WrongAuthenticationState();
        return MyAccountJson.Answer(new JsonObject
        {
            ["options"] = challenge.Options.DeepClone(),
            ["expiresAt"] = ApiJson.Date(clock.Now + TimeToAnswer),
            ["_links"] = new JsonObject { ["enroll"] = MyAccountJson.To(http.Org, "webauthn", "POST") },
        });
    }

    /// <summary>Makes the passkey count that was begun with what the device answers; of several the last, where it answers none.</summary>
    private static async Task<IResult> Finish(HttpContext http, Factors factors, PasskeyKind kind, FactorChanges changes, TimeProvider clock)
    {
        var user = http.Mine.User;
        Factor[] waiting = [.. (await factors.Of(user, http.RequestAborted)).Where(one => !one.Active && one.Type == kind.Type
            && clock.Now - one.CreatedAt <= TimeToAnswer)];
        if (waiting.Length == 0) throw ApiError.WrongAuthenticationState();
        var body = await ApiJson.RequireBody(http);
        var begun = waiting.FirstOrDefault(one => PasskeyKind.IsAnswered(one, body)) ?? waiting[^1];
        var answer = kind.AnswerIn(body, begun)
            ?? throw ApiError.Validation(kind.AnswerField, $"{kind.AnswerField}: The field cannot be left blank");
        var asked = DeviceChallenge.Of(begun.Challenge)?.State;
        if (await changes.Activate(http.Mine.Doing, user, begun, new FactorAnswer(answer, asked, ByProgram: true)) is CodeOutcome.Refused refused)
            throw refused.Told is { } told ? ApiError.Validation("attestation", $"attestation: {told}") : ApiError.WrongPasscode();
        return MyAccountJson.Answer(Json(http.Org, await Require(http, begun.Id, factors, kind)));
    }

    private static async Task<Factor> Require(HttpContext http, string id, Factors factors, PasskeyKind kind) =>
        (await factors.Active(http.Mine.User, kind.Type, http.RequestAborted)).FirstOrDefault(factor => factor.Id == id)
            ?? throw ApiError.NotFound(id, "WebAuthn");

    private static JsonObject Json(Org org, Factor factor) => new()
    {
        ["id"] = factor.Id,
        ["key"] = "webauthn",
        ["type"] = "security_key",
        ["name"] = factor.Name ?? "Passkey",
        ["credentialId"] = factor.CredentialId,
        ["status"] = "ACTIVE",
        ["created"] = ApiJson.Date(factor.CreatedAt),
        ["lastUpdated"] = ApiJson.Date(factor.UpdatedAt),
        ["_links"] = new JsonObject { ["self"] = MyAccountJson.To(org, $"webauthn/{factor.Id}", "GET", "DELETE") },
    };
}
