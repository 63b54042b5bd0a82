using System.Text.Json.Nodes;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.OrgSettings;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Orgs;

/// <summary>GET /api/v1/org (contract §3.10), and what an administrator decides for all of it: /api/v1/org/settings.</summary>
internal static class OrgApi
{
    public static RouteGroupBuilder MapOrg(this RouteGroupBuilder api)
    {
        api.MapGet("/org", Get);
        api.MapPost("/org", (HttpContext http, OrgSettingsChanges changes) => Describe(http, changes, whole: false));
        api.MapPut("/org", (HttpContext http, OrgSettingsChanges changes) => Describe(http, changes, whole: true));
        api.MapGet("/org/settings/clientRegistration", GetClientRegistration);
        api.MapPut("/org/settings/clientRegistration", PutClientRegistration);
        api.MapGet("/org/settings", GetSettings);
        api.MapPut("/org/settings", PutSettings);
        return api;
    }

    private static IResult Get(HttpContext http) => ApiAnswers.Json(Json(http.Org));

    private static async Task<IResult> Describe(HttpContext http, OrgSettingsChanges changes, bool whole) =>
        ApiAnswers.Json(Json(await changes.Describe(http.Doing, OrgAbout.Of(http.Org, await ApiJson.RequireBody(http), whole))));

    private static JsonObject Json(Org org)
    {
        var about = OrgAbout.Of(org);
        var json = new JsonObject
        {
            ["id"] = org.Id,
            ["companyName"] = org.Name,
            ["subdomain"] = org.Subdomain,
            ["status"] = org.Status,
            ["created"] = ApiJson.Date(org.CreatedAt),
            ["lastUpdated"] = ApiJson.Date(org.UpdatedAt),
            ["_links"] = new JsonObject { ["self"] = Hal.To(org, "org"), ["organization"] = new JsonObject { ["href"] = org.Url } },
        };
        foreach (var (field, said) in about) json[field] = said?.DeepClone();
        return ApiJson.Known(json);
    }

    private static IResult GetClientRegistration(HttpContext http) => ClientRegistration(http, http.Org.OpenClientRegistration);

    private static async Task<IResult> PutClientRegistration(HttpContext http, OrgSettingsChanges changes)
    {
        var open = (await ApiJson.RequireBody(http)).Flag("open") ?? throw ApiError.Validation("open", "open: is required");
        await changes.OpenClientRegistration(http.Doing, open);
        return ClientRegistration(http, open);
    }

    private static IResult ClientRegistration(HttpContext http, bool open) => ApiAnswers.Json(new JsonObject
    {
        ["open"] = open,
        ["_links"] = new JsonObject { ["self"] = Hal.To(http.Org, "org/settings/clientRegistration") },
    });

    private static IResult GetSettings(HttpContext http) => ApiAnswers.Json(Settings(http.Org));

    /// <summary>What is not in the request stays as it is.</summary>
    private static async Task<IResult> PutSettings(HttpContext http, OrgSettingsChanges changes)
    {
        var body = await ApiJson.RequireBody(http);
        var draft = new OrgSettingsDraft
        {
            SignUp = body.Flag(SignUp), Recovery = body.Flag(Recovery), PersistentSessions = body.Flag(Persistent), Deletion = body.Flag(Deletion),
            OwnProfile = OrgSettingsDraft.OwnProfileOf(Profile, body.Texts(Profile)),
            IdentifierFirst = body.Flag(First), KeepSignedIn = body.Flag(Kept), WorkProof = OrgSettingsDraft.WorkProofOf(Work, body.Text(Work)),
            EmailChange = body.Flag(EmailChange),
            DeviceNotices = body.Flag(Devices), PhoneSignIn = body.Flag(Phone),
        };
        if (draft.IsEmpty)
            throw ApiError.Validation(SignUp, $"{string.Join(", ", Named)}: at least one of the fields must be given");
        return ApiAnswers.Json(Settings(await changes.Set(http.Doing, draft)));
    }

    private const string SignUp = "selfServiceRegistration";
    private const string Recovery = "selfServicePasswordReset";
    private const string Persistent = "usePersistentCookie";
    private const string Deletion = "selfServiceAccountDeletion";
    private const string Profile = "selfServiceProfileAttributes";

    private const string First = "identifierFirst";
    private const string Kept = "keepMeSignedIn";
    private const string Work = "proofOfWork";
    private const string EmailChange = "selfServiceEmailChange";
    private const string Phone = "phoneSignIn";
    private const string Devices = "newDeviceNotices";

    private static readonly IReadOnlyList<string> Named = [SignUp, Recovery, Persistent, Deletion, Profile, First, Kept, Work, EmailChange, Devices, Phone];

    private static JsonObject Settings(Org org) => new()
    {
        [SignUp] = org.AllowsSignUp,
        [Recovery] = org.RecoversPasswords,
        [Persistent] = org.PersistentSessions,
        [Deletion] = org.DeletesAccounts,
        [Profile] = ApiJson.List(OwnProfile.Of(org)),
        [First] = org.IdentifierFirst,
        [Kept] = org.KeepsSignedIn,
        [Work] = org.WorkProof,
        [EmailChange] = org.ChangesEmail,
        [Devices] = org.TellsOfDevices,
        [Phone] = org.PhoneSignIn,
        ["_links"] = new JsonObject { ["self"] = Hal.To(org, "org/settings") },
    };
}
