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

    private static async Task<IResult> GetOfUsers(HttpContext http, string schemaId, ProfileSchemas schemas)
    {
        RequireTheOne(http, schemaId);
        var schema = await schemas.OfUsers(http.Org.Id, http.RequestAborted);
        var json = SchemaJson.Of(schema, http.Org, $"user/{SchemaIds.UserSchema(http.Org)}", "user", "User", $"meta/schemas/user/{schemaId}");
        json["description"] = "What every person of the organization has in their profile";
        json["_links"]!["type"] = Hal.To(http.Org, $"meta/types/user/{SchemaIds.UserType(http.Org)}");
        return ApiAnswers.Json(json);
    }

    private static async Task<IResult> ChangeOfUsers(HttpContext http, string schemaId, ProfileSchemas schemas, SchemaChanges changes)
    {
        RequireTheOne(http, schemaId);
        var wish = SchemaJson.Read(await ApiJson.RequireBody(http));
        await changes.Change(http.Doing, SchemaOwner.Users, wish, new LogParty(SchemaIds.UserSchema(http.Org), "UserSchema", null, "user"));
        return await GetOfUsers(http, schemaId, schemas);
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

    private static void RequireTheOne(HttpContext http, string schemaId)
    {
        if (schemaId != SchemaIds.Default && schemaId != SchemaIds.UserSchema(http.Org)) throw ApiError.NotFound(schemaId, "UserSchema");
    }
}
