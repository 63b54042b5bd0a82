using System.Text.Json.Nodes;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.OrgSettings;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Orgs;

/// <summary>/api/v1/org/contacts: whom to turn to about an org. Contract §3.10, contacts.</summary>
internal static class OrgContactsApi
{
    public static RouteGroupBuilder MapOrgContacts(this RouteGroupBuilder api)
    {
        var contacts = api.MapGroup("/org/contacts");
        contacts.MapGet("", (HttpContext http) => Pages.Whole(http, OrgContacts.Types.Select(type => new JsonObject
        {
            ["contactType"] = type,
            ["_links"] = new JsonObject { [type.ToLowerInvariant()] = Hal.To(http.Org, $"org/contacts/{type.ToLowerInvariant()}") },
        })));
        contacts.MapGet("/{type}", Get);
        contacts.MapPut("/{type}", Set);
        return api;
    }

    private static async Task<IResult> Get(HttpContext http, string type, OrgContacts contacts) =>
        ApiAnswers.Json(Json(await contacts.Find(http.Org.Id, Known(type), http.RequestAborted), http.Org));

    private static async Task<IResult> Set(HttpContext http, string type, OrgContacts contacts, Users users)
    {
        var id = (await ApiJson.RequireBody(http)).Text("userId") ?? throw ApiError.Validation("userId", "userId: The field cannot be left blank");
        var user = await users.Find(http.Org.Id, id, http.RequestAborted) ?? throw ApiError.Validation("userId", $"userId: there is no person '{id}'");
        await contacts.Set(http.Doing, Known(type), user);
        return ApiAnswers.Json(Json(user.Id, http.Org));
    }

    private static JsonObject Json(string? userId, Org org)
    {
        var json = new JsonObject { ["userId"] = userId, ["_links"] = new JsonObject() };
        if (userId is null) json.Remove("userId");
        else json["_links"]!["user"] = Hal.To(org, $"users/{userId}");
        return json;
    }

    private static string Known(string type) => OrgContacts.Types.FirstOrDefault(one => one.Equals(type, StringComparison.OrdinalIgnoreCase))
        ?? throw ApiError.NotFound(type, "OrgContactType");
}
