using System.Text.Json.Nodes;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Faces.Management.Orgs;

/// <summary>GET /api/v1/org (contract §3.10), and what an administrator decides for all of it: /api/v1/org/settings.</summary>
public static class OrgApi
{
    public static RouteGroupBuilder MapOrg(this RouteGroupBuilder api)
    {
        api.MapGet("/org", Get);
        api.MapGet("/org/settings/clientRegistration", GetClientRegistration);
        api.MapPut("/org/settings/clientRegistration", PutClientRegistration);
        api.MapGet("/org/settings", GetSettings);
        api.MapPut("/org/settings", PutSettings);
        return api;
    }

    private static IResult Get(HttpContext http) => ApiAnswers.Json(new JsonObject
    {
        ["id"] = http.Org.Id,
        ["companyName"] = http.Org.Name,
        ["subdomain"] = http.Org.Subdomain,
        ["status"] = http.Org.Status,
        ["website"] = null,
        ["phoneNumber"] = null,
        ["created"] = ApiJson.Date(http.Org.CreatedAt),
        ["lastUpdated"] = ApiJson.Date(http.Org.UpdatedAt),
        ["expiresAt"] = null,
        ["_links"] = new JsonObject { ["self"] = Hal.To(http.Org, "org"), ["organization"] = new JsonObject { ["href"] = http.Org.Url } },
    });

    private static IResult GetClientRegistration(HttpContext http) => ClientRegistration(http, http.Org.OpenClientRegistration);

    private static async Task<IResult> PutClientRegistration(HttpContext http, Database db, OrgDirectory orgs, SystemLog log)
    {
        var open = (await ApiJson.RequireBody(http)).Flag("open") ?? throw ApiError.Validation("open", "open: is required");
        await db.Write(async w =>
        {
            await orgs.OpenClientRegistration(w, http.Org, open);
            await log.Record(w, http.Org, http, AdminEvents.ClientRegistrationSet.By(http.Caller.User) with { Reason = open ? "open to anybody" : "closed" });
        }, http.RequestAborted);
        return ClientRegistration(http, open);
    }

    private static IResult ClientRegistration(HttpContext http, bool open) => ApiAnswers.Json(new JsonObject
    {
        ["open"] = open,
        ["_links"] = new JsonObject { ["self"] = Hal.To(http.Org, "org/settings/clientRegistration") },
    });

    private static IResult GetSettings(HttpContext http) => ApiAnswers.Json(Settings(http.Org));

    /// <summary>What is not in the request stays as it is.</summary>
    private static async Task<IResult> PutSettings(HttpContext http, Database db, OrgDirectory orgs, SystemLog log)
    {
        var body = await ApiJson.RequireBody(http);
        var (signUp, recovery, persistent) = (body.Flag(SignUp), body.Flag(Recovery), body.Flag(Persistent));
        if (signUp is null && recovery is null && persistent is null) throw ApiError.Validation(SignUp, $"{SignUp}, {Recovery}, {Persistent}: at least one of the fields must be given");
        await db.Write(async writing =>
        {
            if (signUp is { } allowed) await orgs.AllowSignUp(writing, http.Org, allowed);
            if (recovery is { } recovered) await orgs.RecoverPasswords(writing, http.Org, recovered);
            if (persistent is { } kept) await orgs.PersistSessions(writing, http.Org, kept);
            await log.Record(writing, http.Org, http, AdminEvents.OrgSettingsChanged.By(http.Caller.User, new LogParty(http.Org.Id, "Org", null, http.Org.Name)));
        }, http.RequestAborted);
        return ApiAnswers.Json(Settings(http.Org with { AllowsSignUp = signUp ?? http.Org.AllowsSignUp, RecoversPasswords = recovery ?? http.Org.RecoversPasswords, PersistentSessions = persistent ?? http.Org.PersistentSessions }));
    }

    private const string SignUp = "selfServiceRegistration";
    private const string Recovery = "selfServicePasswordReset";
    private const string Persistent = "usePersistentCookie";

    private static JsonObject Settings(Org org) => new()
    {
        [SignUp] = org.AllowsSignUp,
        [Recovery] = org.RecoversPasswords,
        [Persistent] = org.PersistentSessions,
        ["_links"] = new JsonObject { ["self"] = Hal.To(org, "org/settings") },
    };
}
