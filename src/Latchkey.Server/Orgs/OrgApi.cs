using System.Text.Json.Nodes;
using Latchkey.Server.ManagementApi;

namespace Latchkey.Server.Orgs;

/// <summary>GET /api/v1/org. Contract §3.10.</summary>
public static class OrgApi
{
    public static RouteGroupBuilder MapOrg(this RouteGroupBuilder api)
    {
        api.MapGet("/org", Get);
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
}
