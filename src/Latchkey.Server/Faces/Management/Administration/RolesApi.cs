using System.Text.Json.Nodes;
using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Administration;

/// <summary>The roles of a person, a group or a client: /users/{id}/roles, /groups/{id}/roles, /oauth2/v1/clients/{id}/roles. Contract §3.2, roles.</summary>
internal static class RolesApi
{
    private const string Field = "type";

    public static RouteGroupBuilder MapRoles(this RouteGroupBuilder api)
    {
        api.MapGroup("/users/{userId}/roles").MapRolesOfOne();
        api.MapGroup("/groups/{groupId}/roles").MapRolesOfOne();
        api.MapGet("/iam/assignees/users", Assignees);
        api.MapGet("/iam/assignees/groups", (HttpContext http, RoleAssignments assignments) => Holders(http, RoleHolder.Group, assignments));
        api.MapGet("/iam/assignees/clients", (HttpContext http, RoleAssignments assignments) => Holders(http, RoleHolder.Client, assignments));
        return api;
    }

    public static RouteGroupBuilder MapRolesOfOne(this RouteGroupBuilder roles)
    {
        roles.MapGet("", List);
        roles.MapPost("", Give);
        roles.MapGet("/{roleId}", Get);
        roles.MapDelete("/{roleId}", Take);
        return roles.MapRoleTargets();
    }

    /// <summary>The assignment that the address names, with what its role is called, or 404.</summary>
    public static async Task<(HolderOfRequest Of, RoleAssignment Assignment, string Label)> Require(HttpContext http, string roleId)
    {
        var of = await HolderOfRequest.Of(http);
        var services = http.RequestServices;
        var assignment = await services.GetRequiredService<RoleAssignments>().Find(of.Holder, roleId, http.RequestAborted) ?? throw NotFound(roleId);
        return (of, assignment, await services.GetRequiredService<RoleLabels>().Of(assignment, http.RequestAborted));
    }

    public static ApiError NotFound(string roleId) => ApiError.NotFound(roleId, "RoleAssignment");

    /// <summary>By themselves first, then those of a person's groups.</summary>
    private static async Task<IResult> List(HttpContext http, RoleAssignments assignments, RoleLabels labels, Memberships memberships)
    {
        var of = await HolderOfRequest.Of(http);
        var items = new List<JsonNode>();
        if (of.User is { IsAdmin: true } super) items.Add(RoleJson.Super(super, http.Org));
        var found = new List<RoleAssignment>(await assignments.Of(of.Holder, http.RequestAborted));
        if (of.User is { } user && http.Caller.Roles.GroupIds is { Count: > 0 } giving)
            foreach (var groupId in (await memberships.Among(giving, user, http.RequestAborted)).Where(giving.Contains).Order(StringComparer.Ordinal))
                found.AddRange(await assignments.Of(new(RoleHolder.Group, groupId), http.RequestAborted));
        foreach (var one in found) items.Add(RoleJson.Of(one, await labels.Of(one, http.RequestAborted), http.Org));
        return Pages.Whole(http, items);
    }

    private static async Task<IResult> Give(HttpContext http, RoleChanges changes, AdministratorChanges administrators, CustomRoles roles, ResourceSets sets)
    {
        var of = await HolderOfRequest.Of(http);
        var body = await ApiJson.RequireBody(http);
        var type = body.Text(Field) ?? throw ApiError.Validation(Field, $"{Field}: is required");
        if (type.Equals(RoleAssignment.Custom, StringComparison.OrdinalIgnoreCase))
        {
            var role = await roles.Require(http, body.NonEmpty("role"));
            var set = await sets.Require(http, body.NonEmpty("resource-set"));
            return Made(await changes.Give(http.Doing, of.Holder, of.Party, role, set), role.Label, http);
        }
        var standard = StandardRole.Find(type) ?? throw ApiError.Validation(Field,
            $"{Field}: must be CUSTOM or one of {string.Join(", ", StandardRole.All.Select(one => one.Type))}; what Okta's other roles are for is not here");
        if (standard.Type != StandardRole.Super || of.User is not { } user)
            return Made(await changes.Give(http.Doing, of.Holder, of.Party, standard), standard.Label, http);
        return await administrators.TryGrant(http.Doing, user) ? ApiAnswers.Json(RoleJson.Super(user, http.Org), 201) : throw Given();
    }

    private static async Task<IResult> Get(HttpContext http, string roleId)
    {
        if (await SuperOf(http, roleId) is { } super) return ApiAnswers.Json(RoleJson.Super(super, http.Org));
        var (_, assignment, label) = await Require(http, roleId);
        return ApiAnswers.Json(RoleJson.Of(assignment, label, http.Org));
    }

    private static async Task<IResult> Take(HttpContext http, string roleId, RoleChanges changes, AdministratorChanges administrators)
    {
        if (await SuperOf(http, roleId) is { } super)
            return await administrators.TryRevoke(http.Doing, super) ? ApiAnswers.Nothing() : throw NotFound(roleId);
        var (of, assignment, label) = await Require(http, roleId);
        return await changes.Take(http.Doing, assignment, of.Party, label) ? ApiAnswers.Nothing() : throw NotFound(roleId);
    }

    /// <summary>Where to go on stands in the answer itself.</summary>
    private static async Task<IResult> Assignees(HttpContext http, RoleAssignments assignments)
    {
        var paging = Paging.Of(http, 100, 100);
        var ids = await assignments.People(http.Org.Id, paging.After, paging.Fetch, http.RequestAborted);
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

    /// <summary>Ours: whoever keeps an org in files would ask each group and each client otherwise. There are few enough for one page.</summary>
    private static async Task<IResult> Holders(HttpContext http, string kind, RoleAssignments assignments)
    {
        var ids = (await assignments.All(http.Org.Id, http.RequestAborted)).Where(one => one.Holder.Kind == kind).Select(one => one.Holder.Id)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return ApiAnswers.Json(new JsonObject
        {
            ["value"] = ApiJson.List(ids.Select(JsonNode (id) => new JsonObject
            {
                ["id"] = id, ["_links"] = new JsonObject { ["self"] = RoleJson.ToHolder(http.Org, new(kind, id)) },
            })),
            ["_links"] = new JsonObject(),
        });
    }

    private static async Task<User?> SuperOf(HttpContext http, string roleId) =>
        (await HolderOfRequest.Of(http)).User is { IsAdmin: true } user && RoleJson.SuperId(user) == roleId ? user : null;

    private static IResult Made(RoleAssignment? made, string label, HttpContext http) =>
        made is null ? throw Given() : ApiAnswers.Json(RoleJson.Of(made, label, http.Org), 201);

    private static ApiError Given() => new(409, "E0000090", "The role specified is already assigned to the user.");
}
