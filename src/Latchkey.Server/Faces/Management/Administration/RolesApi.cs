using System.Text.Json.Nodes;
using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Faces.Management.People;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Administration;

/// <summary>/api/v1/users/{id}/roles, and who has one. An account is an administrator, SUPER_ADMIN, or is not. Contract §3.2, roles.</summary>
internal static class RolesApi
{
    private const string TheOne = "SUPER_ADMIN";
    private const string Field = "type";

    public static RouteGroupBuilder MapRoles(this RouteGroupBuilder api)
    {
        var roles = api.MapGroup("/users/{userId}/roles");
        roles.MapGet("", OfUser);
        roles.MapPost("", Grant);
        roles.MapGet("/{roleId}", Get);
        roles.MapDelete("/{roleId}", Revoke);
        api.MapGet("/groups/{groupId}/roles", OfGroup);
        api.MapGet("/iam/assignees/users", Assignees);
        return api;
    }

    private static async Task<IResult> OfUser(HttpContext http, string userId, Users users)
    {
        var user = await users.Require(http, userId);
        return Pages.Whole(http, user.IsAdmin ? [Json(user, http.Org)] : []);
    }

    private static async Task<IResult> Grant(HttpContext http, string userId, Users users, AdministratorChanges changes)
    {
        RequireAdministrator(http);
        var user = await users.Require(http, userId);
        var type = (await ApiJson.RequireBody(http)).Text(Field);
        if (!TheOne.Equals(type, StringComparison.OrdinalIgnoreCase))
            throw ApiError.Validation(Field, $"{Field}: must be {TheOne}: an account is an administrator here, or is not");
        if (!await changes.TryGrant(http.Doing, user)) throw new ApiError(409, "E0000090", "The role specified is already assigned to the user.");
        return ApiAnswers.Json(Json(user, http.Org), 201);
    }

    private static async Task<IResult> Get(HttpContext http, string userId, string roleId, Users users) =>
        ApiAnswers.Json(Json(await RequireRole(http, userId, roleId, users), http.Org));

    private static async Task<IResult> Revoke(HttpContext http, string userId, string roleId, Users users, AdministratorChanges changes)
    {
        RequireAdministrator(http);
        var user = await RequireRole(http, userId, roleId, users);
        return await changes.TryRevoke(http.Doing, user) ? ApiAnswers.Nothing() : throw ApiError.NotFound(roleId, "RoleAssignment");
    }

    /// <summary>Groups have none.</summary>
    private static async Task<IResult> OfGroup(HttpContext http, string groupId, Groups groups) =>
        await groups.Find(http.Org.Id, groupId, http.RequestAborted) is not null ? Pages.Whole(http, []) : throw ApiError.NotFound(groupId, "UserGroup");

    /// <summary>Where to go on stands in the answer itself.</summary>
    private static async Task<IResult> Assignees(HttpContext http, AdministratorChanges administrators)
    {
        var paging = Paging.Of(http, 100, 100);
        var ids = await administrators.All(http.Org.Id, paging.After, paging.Fetch, http.RequestAborted);
        var page = ids.Take(paging.Limit).ToArray();
        var links = new JsonObject();
        if (ids.Count > page.Length) links["next"] = Hal.To(http.Org, $"iam/assignees/users?after={page[^1]}&limit={paging.Limit}");
        return ApiAnswers.Json(new JsonObject
        {
            ["value"] = ApiJson.List(page.Select(JsonNode (id) => new JsonObject
            {
                ["id"] = id,
                ["_links"] = new JsonObject { ["self"] = Hal.To(http.Org, $"users/{id}"), ["roles"] = Hal.To(http.Org, $"users/{id}/roles") },
            })),
            ["_links"] = links,
        });
    }

    /// <summary>Whoever gives this away gives everything: no scope is enough for it. Threats row 4.</summary>
    private static void RequireAdministrator(HttpContext http)
    {
        if (http.Caller.Scopes is not null) throw ApiError.NoPermission("Only an administrator makes an administrator.");
    }

    private static async Task<User> RequireRole(HttpContext http, string userId, string roleId, Users users) =>
        await users.Require(http, userId) is { IsAdmin: true } user && IdOf(user) == roleId ? user : throw ApiError.NotFound(roleId, "RoleAssignment");

    private static string IdOf(User user) => "ra1" + user.Id[3..];

    private static JsonObject Json(User user, Org org) => new()
    {
        ["id"] = IdOf(user),
        ["label"] = "Super Administrator",
        ["type"] = TheOne,
        ["status"] = "ACTIVE",
        ["assignmentType"] = "USER",
        ["_links"] = new JsonObject { ["assignee"] = Hal.To(org, $"users/{user.Id}") },
    };
}
