using System.Text.Json.Nodes;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Faces.Management.Schemas;

/// <summary>/api/v1/meta/types/user. Contract §3.2, schemas: an org's people are of one type.</summary>
internal static class UserTypesApi
{
    private const string TheOne = "People of an organization are of one type here, which stays as it is: give them attributes by its schema.";

    public static RouteGroupBuilder MapUserTypes(this RouteGroupBuilder api)
    {
        var types = api.MapGroup("/meta/types/user");
        types.MapGet("", (HttpContext http) => Pages.Whole(http, [Json(http.Org)]));
        types.MapGet("/{typeId}", Get);
        types.MapPost("", IResult () => throw ApiError.Validation("name", $"name: {TheOne}"));
        types.MapPost("/{typeId}", Change);
        types.MapPut("/{typeId}", Change);
        types.MapDelete("/{typeId}", Change);
        return api;
    }

    private static IResult Get(HttpContext http, string typeId)
    {
        Require(http, typeId);
        return ApiAnswers.Json(Json(http.Org));
    }

    private static IResult Change(HttpContext http, string typeId)
    {
        Require(http, typeId);
        throw new BuiltInException(TheOne);
    }

    private static JsonObject Json(Org org) => new()
    {
        ["id"] = SchemaIds.UserType(org),
        ["displayName"] = "User",
        ["name"] = "user",
        ["description"] = "What every person of the organization is",
        ["default"] = true,
        ["created"] = ApiJson.Date(org.CreatedAt),
        ["lastUpdated"] = ApiJson.Date(org.CreatedAt),
        ["createdBy"] = "system",
        ["lastUpdatedBy"] = "system",
        ["_links"] = new JsonObject
        {
            ["self"] = Hal.To(org, $"meta/types/user/{SchemaIds.UserType(org)}"),
            ["schema"] = Hal.To(org, $"meta/schemas/user/{SchemaIds.UserSchema(org)}"),
        },
    };

    private static void Require(HttpContext http, string typeId)
    {
        if (typeId != SchemaIds.Default && typeId != SchemaIds.UserType(http.Org)) throw ApiError.NotFound(typeId, "UserType");
    }
}
