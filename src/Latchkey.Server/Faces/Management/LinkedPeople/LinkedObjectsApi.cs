using System.Text.Json.Nodes;
using Latchkey.Server.Core.LinkedPeople;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Faces.Management.People;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.LinkedPeople;

/// <summary>/api/v1/meta/schemas/user/linkedObjects, and /api/v1/users/{id}/linkedObjects. Contract §3.2, linkedObjects.</summary>
internal static class LinkedObjectsApi
{
    /// <summary>The answer has no pages.</summary>
    private const int MostLinked = 10_000;

    public static RouteGroupBuilder MapLinkedObjects(this RouteGroupBuilder api)
    {
        var definitions = api.MapGroup("/meta/schemas/user/linkedObjects");
        definitions.MapGet("", List);
        definitions.MapPost("", Create);
        definitions.MapGet("/{name}", Get);
        definitions.MapDelete("/{name}", Delete);
        var people = api.MapGroup("/users/{userId}/linkedObjects");
        people.MapGet("/{name}", Linked);
        people.MapPut("/{name}/{primaryUserId}", Link);
        people.MapDelete("/{name}", Unlink);
        return api;
    }

    private static async Task<IResult> List(HttpContext http, LinkDefinitions definitions) =>
        Pages.Whole(http, (await definitions.All(http.Org.Id, http.RequestAborted)).Select(definition => Json(definition, http.Org)));

    private static async Task<IResult> Create(HttpContext http, LinkChanges changes)
    {
        var body = await ApiJson.RequireBody(http);
        return ApiAnswers.Json(Json(await changes.Create(http.Doing, LinkDefinitionDraft.Of(Side(body, "primary"), Side(body, "associated"))), http.Org), 201);
    }

    private static async Task<IResult> Get(HttpContext http, string name, LinkDefinitions definitions) =>
        ApiAnswers.Json(Json(await Require(http, name, definitions), http.Org));

    private static async Task<IResult> Delete(HttpContext http, string name, LinkDefinitions definitions, LinkChanges changes)
    {
        await changes.Delete(http.Doing, await Require(http, name, definitions));
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> Linked(HttpContext http, string userId, string name, Users users, LinkDefinitions definitions)
    {
        var user = await users.Require(http, userId);
        var ids = await definitions.Of(await Require(http, name, definitions), name, user.Id, MostLinked, http.RequestAborted);
        return Pages.Whole(http, ids.Select(id => new JsonObject { ["_links"] = new JsonObject { ["self"] = Hal.To(http.Org, $"users/{id}") } }));
    }

    private static async Task<IResult> Link(HttpContext http, string userId, string name, string primaryUserId, Users users, LinkDefinitions definitions,
        LinkChanges changes)
    {
        var associated = await users.Require(http, userId);
        var definition = await RequirePrimary(http, name, definitions);
        await changes.Link(http.Doing, definition, associated, await users.Require(http, primaryUserId));
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> Unlink(HttpContext http, string userId, string name, Users users, LinkDefinitions definitions, LinkChanges changes)
    {
        var associated = await users.Require(http, userId);
        await changes.Unlink(http.Doing, await RequirePrimary(http, name, definitions), associated);
        return ApiAnswers.Nothing();
    }

    private static async Task<LinkDefinition> Require(HttpContext http, string name, LinkDefinitions definitions) =>
        await definitions.Find(http.Org.Id, name, http.RequestAborted) ?? throw ApiError.NotFound(name, "LinkedObjectDefinition");

    /// <summary>Somebody has one of the primary side: that is what is set and taken away.</summary>
    private static async Task<LinkDefinition> RequirePrimary(HttpContext http, string name, LinkDefinitions definitions) =>
        await Require(http, name, definitions) is var definition && definition.Primary.Name == name ? definition
            : throw ApiError.Validation(name, $"{name}: is the associated side; links are set and taken away by the primary one, {definition.Primary.Name}");

    private static LinkSide Side(JsonObject body, string field)
    {
        var side = body.Object(field) ?? throw ApiError.Validation(field, $"{field}: The field cannot be left blank");
        if (side.Text("type") is { } type && !type.Equals("USER", StringComparison.OrdinalIgnoreCase))
            throw ApiError.Validation(field, $"{field}: type: must be USER");
        return new(side.Text("name") ?? "", side.Text("title") ?? "", side.Text("description") ?? "");
    }

    private static JsonObject Json(LinkDefinition definition, Org org) => new()
    {
        ["primary"] = Json(definition.Primary),
        ["associated"] = Json(definition.Associated),
        ["_links"] = new JsonObject { ["self"] = Hal.To(org, $"meta/schemas/user/linkedObjects/{definition.Primary.Name}") },
    };

    private static JsonObject Json(LinkSide side) =>
        new() { ["name"] = side.Name, ["title"] = side.Title, ["description"] = side.Description, ["type"] = "USER" };
}
