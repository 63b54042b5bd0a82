using System.Text.Json.Nodes;
using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Administration;

/// <summary>…/roles/{roleId}/targets: what a standard role is for, where that is not everything. Contract §3.2, roles.</summary>
internal static class RoleTargetsApi
{
    public static RouteGroupBuilder MapRoleTargets(this RouteGroupBuilder roles)
    {
        var targets = roles.MapGroup("/{roleId}/targets");
        targets.MapGet("", All);
        targets.MapGet("/groups", OfGroups);
        targets.MapPut("/groups/{targetGroupId}", AimAtGroup);
        targets.MapDelete("/groups/{targetGroupId}", UnaimAtGroup);
        targets.MapGet("/catalog/apps", OfApps);
        targets.MapPut("/catalog/apps", AimAtAllApps);
        targets.MapPut("/catalog/apps/{appName}", AimAtApps);
        targets.MapDelete("/catalog/apps/{appName}", UnaimAtApps);
        targets.MapPut("/catalog/apps/{appName}/{targetAppId}", AimAtApp);
        targets.MapDelete("/catalog/apps/{appName}/{targetAppId}", UnaimAtApp);
        return roles;
    }

    /// <summary>By their names; what a custom role is for is its set's.</summary>
    private static async Task<IResult> All(HttpContext http, string roleId, RoleAssignments assignments)
    {
        if ((await HolderOfRequest.Of(http)).User is { IsAdmin: true } super && RoleJson.SuperId(super) == roleId) return Pages.Whole(http, []);
        var (of, assignment, _) = await RolesApi.Require(http, roleId);
        return Pages.Whole(http, (await assignments.Targets(assignment, http.RequestAborted)).Select(target => new JsonObject
        {
            ["assignmentType"] = of.Holder.Kind,
            ["orn"] = ResourceNames.Orn(http.Org, target.Resource),
            ["_links"] = new JsonObject { ["self"] = Hal.To(http.Org, ResourceNames.PathOf(target.Resource)!) },
        }));
    }

    private static async Task<IResult> OfGroups(HttpContext http, string roleId, RoleAssignments assignments, GroupSearch groups)
    {
        var (_, assignment, _) = await RolesApi.Require(http, roleId);
        var ids = (await assignments.Targets(assignment, http.RequestAborted)).Where(target => target.Kind == AdminResource.GroupKind)
            .Select(target => target.Target);
        return Pages.Whole(http, (await groups.Of(http.Org.Id, [.. ids], http.RequestAborted)).Select(group => GroupJson.Of(group, http.Org)));
    }

    private static async Task<IResult> OfApps(HttpContext http, string roleId, RoleAssignments assignments, Apps apps)
    {
        var (_, assignment, _) = await RolesApi.Require(http, roleId);
        var items = new List<JsonNode>();
        foreach (var target in await assignments.Targets(assignment, http.RequestAborted))
        {
            if (target.Kind == AdminResource.AppNameKind) items.Add(RoleJson.Catalogue(null, http.Org));
            else if (target.Kind == AdminResource.AppKind && await apps.Find(http.Org.Id, target.Target, http.RequestAborted) is { } app)
                items.Add(RoleJson.Catalogue(app, http.Org));
        }
        return Pages.Whole(http, items);
    }

    private static async Task<IResult> AimAtGroup(HttpContext http, string roleId, string targetGroupId, RoleChanges changes, Groups groups) =>
        await Aim(http, roleId, changes.Aim, AdminResource.Group(await Group(http, targetGroupId, groups)));

    private static Task<IResult> UnaimAtGroup(HttpContext http, string roleId, string targetGroupId, RoleChanges changes) =>
        Aim(http, roleId, changes.Unaim, AdminResource.Group(targetGroupId));

    private static async Task<IResult> AimAtAllApps(HttpContext http, string roleId, RoleChanges changes)
    {
        var (of, assignment, _) = await RolesApi.Require(http, roleId);
        await changes.AimAtAll(http.Doing, assignment, of.Party, AdminResource.AppKind);
        return Results.Ok();
    }

    private static Task<IResult> AimAtApps(HttpContext http, string roleId, string appName, RoleChanges changes) =>
        Aim(http, roleId, changes.Aim, Named(appName));

    private static Task<IResult> UnaimAtApps(HttpContext http, string roleId, string appName, RoleChanges changes) =>
        Aim(http, roleId, changes.Unaim, Named(appName));

    private static async Task<IResult> AimAtApp(HttpContext http, string roleId, string appName, string targetAppId, RoleChanges changes, Apps apps)
    {
        Named(appName);
        if (await apps.Find(http.Org.Id, targetAppId, http.RequestAborted) is not { IsSystem: false } app) throw ApiError.NotFound(targetAppId, "AppInstance");
        return await Aim(http, roleId, changes.Aim, AdminResource.App(app.Id));
    }

    private static Task<IResult> UnaimAtApp(HttpContext http, string roleId, string appName, string targetAppId, RoleChanges changes)
    {
        Named(appName);
        return Aim(http, roleId, changes.Unaim, AdminResource.App(targetAppId));
    }

    private static async Task<IResult> Aim(HttpContext http, string roleId, Func<Core.Log.Doing, RoleAssignment, Core.Log.LogParty, AdminResource, Task> aim,
        AdminResource target)
    {
        var (of, assignment, _) = await RolesApi.Require(http, roleId);
        await aim(http.Doing, assignment, of.Party, target);
        return ApiAnswers.Nothing();
    }

    private static async Task<string> Group(HttpContext http, string groupId, Groups groups) =>
        (await groups.Find(http.Org.Id, groupId, http.RequestAborted))?.Id ?? throw ApiError.NotFound(groupId, "UserGroup");

    private static AdminResource Named(string appName) => appName == AdminResource.OidcName ? new(AdminResource.AppNameKind, appName)
        : throw ApiError.NotFound(appName, "CatalogApplication");
}
