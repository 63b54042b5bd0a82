using System.Text.Json.Nodes;
using Latchkey.Server.ManagementApi;
using Latchkey.Server.Storage;
using Latchkey.Server.SystemLog;

namespace Latchkey.Server.Orgs;

/// <summary>/api/v1/org: what it is (contract §3.10), and whether anybody may register clients in it.</summary>
public static class OrgApi
{
    public static RouteGroupBuilder MapOrg(this RouteGroupBuilder api)
    {
        api.MapGet("/org", Get);
        api.MapGet("/org/settings/clientRegistration", GetClientRegistration);
        api.MapPut("/org/settings/clientRegistration", PutClientRegistration);
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

    private static async Task<IResult> PutClientRegistration(HttpContext http, Database db, OrgDirectory orgs, SystemLog.SystemLog log)
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
}
