using System.Text.Json.Nodes;
using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Faces.Management.Membership;

/// <summary>/api/v1/groups/{id}/owners. Contract §3.3, owners.</summary>
internal static class GroupOwnersApi
{
    public static RouteGroupBuilder MapGroupOwners(this RouteGroupBuilder api)
    {
        api.MapGet("/groups/{groupId}/owners", List);
        api.MapPost("/groups/{groupId}/owners", Add);
        api.MapDelete("/groups/{groupId}/owners/{ownerId}", Remove);
        return api;
    }

    private static JsonObject Json(GroupOwner owner, Group group) => new()
    {
        ["id"] = owner.OwnerId,
        ["type"] = owner.Type,
        ["resolved"] = true,
        ["originId"] = group.OrgId,
        ["originType"] = "OKTA_DIRECTORY",
        ["displayName"] = owner.DisplayName,
        ["lastUpdated"] = ApiJson.Date(owner.CreatedAt),
    };

    private static async Task<IResult> List(HttpContext http, string groupId, Groups groups, GroupOwners owners)
    {
        var group = await Require(http, groupId, groups);
        var paging = Paging.Of(http, GroupOwners.Most, GroupOwners.Most);
        return Pages.Of(http, await owners.Of(group, paging.After, paging.Fetch, http.RequestAborted), paging, owner => owner.OwnerId,
            owner => Json(owner, group));
    }

    private static async Task<IResult> Add(HttpContext http, string groupId, Groups groups, GroupOwners owners, AdministratorGate gate)
    {
        var group = await Require(http, groupId, groups);
        var body = await ApiJson.RequireBody(http);
        var type = TextRules.OneOf("type", body.Text("type"), GroupOwner.User, GroupOwner.Types);
        var id = body.Text("id") ?? "";
        // Who is named is told by name.
        if (type == GroupOwner.User) await gate.Require(http.Doing, Rights.Read("users"), AdminResource.UserKind, id);
        else await gate.Require(http.Doing, Rights.Read("groups"), AdminResource.GroupKind, id);
        return ApiAnswers.Json(Json(await owners.Add(http.Doing, group, type, id), group), 201);
    }

    private static async Task<IResult> Remove(HttpContext http, string groupId, string ownerId, Groups groups, GroupOwners owners) =>
        await owners.Remove(http.Doing, await Require(http, groupId, groups), ownerId) ? ApiAnswers.Nothing()
        : throw ApiError.NotFound(ownerId, "GroupOwner");

    private static async Task<Group> Require(HttpContext http, string groupId, Groups groups) =>
        await groups.Find(http.Org.Id, groupId, http.RequestAborted) ?? throw ApiError.NotFound(groupId, "UserGroup");
}
