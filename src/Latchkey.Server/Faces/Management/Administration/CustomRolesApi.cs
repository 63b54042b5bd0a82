using System.Text.Json.Nodes;
using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Administration;

/// <summary>/api/v1/iam/roles: roles that the org makes, and what they permit. Contract §3.2, roles.</summary>
internal static class CustomRolesApi
{
    public static RouteGroupBuilder MapCustomRoles(this RouteGroupBuilder api)
    {
        var roles = api.MapGroup("/iam/roles");
        roles.MapGet("", List);
        roles.MapPost("", Create);
        roles.MapGet("/{role}", Get);
        roles.MapPut("/{role}", Replace);
        roles.MapDelete("/{role}", Delete);
        roles.MapGet("/{role}/permissions", Permissions);
        roles.MapGet("/{role}/permissions/{permission}", GetPermission);
        roles.MapPost("/{role}/permissions/{permission}", Permit);
        roles.MapPut("/{role}/permissions/{permission}", PermitAnew);
        roles.MapDelete("/{role}/permissions/{permission}", Forbid);
        return api;
    }

    public static async Task<CustomRole> Require(this CustomRoles roles, HttpContext http, string role) =>
        await roles.Find(http.Org.Id, role, http.RequestAborted) ?? throw ApiError.NotFound(role, "CustomRole");

    private static async Task<IResult> List(HttpContext http, CustomRoles roles) => ApiAnswers.Json(new JsonObject
    {
        ["roles"] = ApiJson.List((await roles.All(http.Org.Id, http.RequestAborted)).Select(role => RoleJson.Of(role, http.Org))),
        ["_links"] = new JsonObject(),
    });

    private static async Task<IResult> Create(HttpContext http, CustomRoleChanges changes)
    {
        var body = await ApiJson.RequireBody(http);
        return ApiAnswers.Json(RoleJson.Of(await changes.Create(http.Doing, Read(body), body.Texts("permissions") ?? []), http.Org));
    }

    private static async Task<IResult> Get(HttpContext http, string role, CustomRoles roles) =>
        ApiAnswers.Json(RoleJson.Of(await roles.Require(http, role), http.Org));

    private static async Task<IResult> Replace(HttpContext http, string role, CustomRoles roles, CustomRoleChanges changes) =>
        ApiAnswers.Json(RoleJson.Of(
            await changes.Replace(http.Doing, await roles.Require(http, role), Read(await ApiJson.RequireBody(http))), http.Org));

    private static async Task<IResult> Delete(HttpContext http, string role, CustomRoles roles, CustomRoleChanges changes) =>
        await changes.Delete(http.Doing, await roles.Require(http, role)) ? ApiAnswers.Nothing() : throw ApiError.NotFound(role, "CustomRole");

    private static async Task<IResult> Permissions(HttpContext http, string role, CustomRoles roles) => ApiAnswers.Json(new JsonObject
    {
        ["permissions"] = ApiJson.List(
            (await roles.Permissions(await roles.Require(http, role), http.RequestAborted)).Select(one => RoleJson.Of(one, http.Org))),
    });

    private static async Task<IResult> GetPermission(HttpContext http, string role, string permission, CustomRoles roles) =>
        ApiAnswers.Json(RoleJson.Of(await Granted(http, await roles.Require(http, role), permission, roles), http.Org));

    private static async Task<IResult> Permit(HttpContext http, string role, string permission, CustomRoles roles, CustomRoleChanges changes)
    {
        await Permitted(http, role, permission, roles, changes);
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> PermitAnew(HttpContext http, string role, string permission, CustomRoles roles, CustomRoleChanges changes) =>
        ApiAnswers.Json(RoleJson.Of(await Granted(http, await Permitted(http, role, permission, roles, changes), permission, roles), http.Org));

    private static async Task<IResult> Forbid(HttpContext http, string role, string permission, CustomRoles roles, CustomRoleChanges changes)
    {
        var found = await roles.Require(http, role);
        await changes.Forbid(http.Doing, found, (await Granted(http, found, permission, roles)).Permission);
        return ApiAnswers.Nothing();
    }

    private static async Task<CustomRole> Permitted(HttpContext http, string role, string permission, CustomRoles roles, CustomRoleChanges changes)
    {
        if ((await ApiJson.ReadBody(http))?["conditions"] is not null)
            throw ApiError.Validation("conditions", "conditions: a permission is for all that the resource set holds, and not for some attributes of it");
        var found = await roles.Require(http, role);
        await changes.Permit(http.Doing, found, permission);
        return found;
    }

    private static async Task<GrantedPermission> Granted(HttpContext http, CustomRole role, string permission, CustomRoles roles) =>
        (await roles.Permissions(role, http.RequestAborted)).FirstOrDefault(one => one.Permission.Equals(permission, StringComparison.OrdinalIgnoreCase))
        ?? throw ApiError.NotFound(permission, "Permission");

    private static RoleDraft Read(JsonObject body) => RoleDraft.Of(body.Text("label"), body.Text("description"));
}
