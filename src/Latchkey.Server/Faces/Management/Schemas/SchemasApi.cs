using System.Text.Json.Nodes;
using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Faces.Management.Clients;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Schemas;

/// <summary>/api/v1/meta/schemas: which attributes people, groups and the people of an app have. Contract §3.2, schemas.</summary>
internal static class SchemasApi
{
    public static RouteGroupBuilder MapSchemas(this RouteGroupBuilder api)
    {
        var schemas = api.MapGroup("/meta/schemas");
        schemas.MapGet("/user/{schemaId}", GetOfUsers);
        schemas.MapPost("/user/{schemaId}", ChangeOfUsers);
        schemas.MapGet("/group/default", GetOfGroups);
        schemas.MapPost("/group/default", ChangeOfGroups);
        schemas.MapGet("/apps/{appId}/default", GetOfApp);
        schemas.MapPost("/apps/{appId}/default", ChangeOfApp);
        return api;
    }

    private static async Task<IResult> GetOfUsers(HttpContext http, string schemaId, UserTypes types, ProfileSchemas schemas)
    {
        var type = await Require(http, schemaId, types);
        var schema = await schemas.OfType(http.Org.Id, type.Id, http.RequestAborted);
        var json = SchemaJson.Of(schema, http.Org, $"user/{type.SchemaId}", type.Name, type.DisplayName, $"meta/schemas/user/{schemaId}");
        json["description"] = $"What every person of the {(type.IsDefault ? "organization" : "type")} has in their profile";
        json["_links"]!["type"] = Hal.To(http.Org, $"meta/types/user/{type.Id}");
        return ApiAnswers.Json(json);
    }

    private static async Task<IResult> ChangeOfUsers(HttpContext http, string schemaId, UserTypes types, ProfileSchemas schemas, SchemaChanges changes)
    {
        var type = await Require(http, schemaId, types);
        var wish = SchemaJson.Read(await ApiJson.RequireBody(http));
        await changes.Change(http.Doing, type.SchemaOwner, wish, new LogParty(type.SchemaId, "UserSchema", null, type.Name));
        return await GetOfUsers(http, schemaId, types, schemas);
    }

    private static async Task<IResult> GetOfGroups(HttpContext http, ProfileSchemas schemas)
    {
        var schema = await schemas.Of(http.Org.Id, SchemaOwner.Groups, http.RequestAborted);
        return ApiAnswers.Json(SchemaJson.Of(schema, http.Org, "group/default", "group", "Group", "meta/schemas/group/default"));
    }

    private static async Task<IResult> ChangeOfGroups(HttpContext http, ProfileSchemas schemas, SchemaChanges changes)
    {
        var wish = SchemaJson.Read(await ApiJson.RequireBody(http));
        await changes.Change(http.Doing, SchemaOwner.Groups, wish, new LogParty("group", "GroupSchema", null, "group"));
        return await GetOfGroups(http, schemas);
    }

    private static async Task<IResult> GetOfApp(HttpContext http, string appId, Apps apps, ProfileSchemas schemas)
    {
        var app = await apps.Require(http, appId);
        return ApiAnswers.Json(OfApp(app, await schemas.Of(http.Org.Id, app.Id, http.RequestAborted), http.Org));
    }

    private static async Task<IResult> ChangeOfApp(HttpContext http, string appId, Apps apps, ProfileSchemas schemas, SchemaChanges changes)
    {
        var app = await apps.Require(http, appId);
        var wish = SchemaJson.Read(await ApiJson.RequireBody(http));
        await changes.Change(http.Doing, app.Id, wish, app.Party);
        return ApiAnswers.Json(OfApp(app, await schemas.Of(http.Org.Id, app.Id, http.RequestAborted), http.Org));
    }

    private static JsonObject OfApp(App app, ProfileSchema schema, Org org) =>
        SchemaJson.Of(schema, org, $"apps/{app.Id}/default", app.Label, $"{app.Label} User", $"meta/schemas/apps/{app.Id}/default");

    private static async Task<UserType> Require(HttpContext http, string schemaId, UserTypes types) =>
        (await types.All(http.Org, http.RequestAborted)).FirstOrDefault(type => type.SchemaId == schemaId || (type.IsDefault && schemaId == UserType.Default))
            ?? throw ApiError.NotFound(schemaId, "UserSchema");
}
