using System.Text.Json.Nodes;
using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Schemas;

/// <summary>/api/v1/meta/types/user: of which types people are. Contract §3.2, schemas.</summary>
internal static class UserTypesApi
{
    public static RouteGroupBuilder MapUserTypes(this RouteGroupBuilder api)
    {
        var types = api.MapGroup("/meta/types/user");
        types.MapGet("", List);
        types.MapPost("", Create);
        types.MapGet("/{typeId}", Get);
        types.MapPost("/{typeId}", Update);
        types.MapPut("/{typeId}", Replace);
        types.MapDelete("/{typeId}", Delete);
        return api;
    }

    private static async Task<IResult> List(HttpContext http, UserTypes types) =>
        Pages.Whole(http, (await types.All(http.Org, http.RequestAborted)).Select(type => Json(type, http.Org)));

    private static async Task<IResult> Create(HttpContext http, UserTypeChanges changes)
    {
        var body = await ApiJson.RequireBody(http);
        var draft = UserTypeDraft.Of(body.Text("name"), body.Text("displayName"), body.Text("description"));
        return ApiAnswers.Json(Json(await changes.Create(http.Doing, draft), http.Org));
    }

    private static async Task<IResult> Get(HttpContext http, string typeId, UserTypes types) =>
        ApiAnswers.Json(Json(await Require(http, typeId, types), http.Org));

    /// <summary>Only what is given changes.</summary>
    private static async Task<IResult> Update(HttpContext http, string typeId, UserTypes types, UserTypeChanges changes)
    {
        var existing = await Require(http, typeId, types);
        var body = await ApiJson.RequireBody(http);
        return await Save(http, existing, UserTypeDraft.Of(body.Text("name") ?? existing.Name, body.Text("displayName") ?? existing.DisplayName,
            body.ContainsKey("description") ? body.Text("description") : existing.Description, existing), changes);
    }

    /// <summary>What is not given is gone.</summary>
    private static async Task<IResult> Replace(HttpContext http, string typeId, UserTypes types, UserTypeChanges changes)
    {
        var existing = await Require(http, typeId, types);
        var body = await ApiJson.RequireBody(http);
        return await Save(http, existing, UserTypeDraft.Of(body.Text("name"), body.Text("displayName"), body.Text("description"), existing), changes);
    }

    private static async Task<IResult> Save(HttpContext http, UserType existing, UserTypeDraft draft, UserTypeChanges changes) =>
        ApiAnswers.Json(Json(await changes.Change(http.Doing, existing, draft) ?? throw NotFound(existing.Id), http.Org));

    private static async Task<IResult> Delete(HttpContext http, string typeId, UserTypes types, UserTypeChanges changes)
    {
        await changes.Delete(http.Doing, await Require(http, typeId, types));
        return ApiAnswers.Nothing();
    }

    private static JsonObject Json(UserType type, Org org) => new()
    {
        ["id"] = type.Id,
        ["displayName"] = type.DisplayName,
        ["name"] = type.Name,
        ["description"] = type.Description,
        ["default"] = type.IsDefault,
        ["created"] = ApiJson.Date(type.CreatedAt),
        ["lastUpdated"] = ApiJson.Date(type.UpdatedAt),
        ["createdBy"] = type.CreatedBy,
        ["lastUpdatedBy"] = type.UpdatedBy,
        ["_links"] = new JsonObject
        {
            ["self"] = Hal.To(org, $"meta/types/user/{type.Id}"), ["schema"] = Hal.To(org, $"meta/schemas/user/{type.SchemaId}"),
        },
    };

    private static async Task<UserType> Require(HttpContext http, string typeId, UserTypes types) =>
        await types.Find(http.Org, typeId, http.RequestAborted) ?? throw NotFound(typeId);

    private static ApiError NotFound(string typeId) => ApiError.NotFound(typeId, "UserType");
}
