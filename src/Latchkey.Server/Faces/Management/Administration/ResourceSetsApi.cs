using System.Text.Json.Nodes;
using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Administration;

/// <summary>/api/v1/iam/resource-sets: what custom roles are for. Contract §3.2, roles.</summary>
internal static class ResourceSetsApi
{
    public static RouteGroupBuilder MapResourceSets(this RouteGroupBuilder api)
    {
        var sets = api.MapGroup("/iam/resource-sets");
        sets.MapGet("", List);
        sets.MapPost("", Create);
        sets.MapGet("/{set}", Get);
        sets.MapPut("/{set}", Replace);
        sets.MapDelete("/{set}", Delete);
        sets.MapGet("/{set}/resources", Resources);
        sets.MapPatch("/{set}/resources", AddResources);
        sets.MapPost("/{set}/resources", AddResource);
        sets.MapGet("/{set}/resources/{resource}", GetResource);
        sets.MapPut("/{set}/resources/{resource}", ReplaceResource);
        sets.MapDelete("/{set}/resources/{resource}", DeleteResource);
        return api.MapBindings();
    }

    public static async Task<ResourceSet> Require(this ResourceSets sets, HttpContext http, string set) =>
        await sets.Find(http.Org.Id, set, http.RequestAborted) ?? throw ApiError.NotFound(set, "ResourceSet");

    private static async Task<IResult> List(HttpContext http, ResourceSets sets) => ApiAnswers.Json(new JsonObject
    {
        ["resource-sets"] = ApiJson.List((await sets.All(http.Org.Id, http.RequestAborted)).Select(set => RoleJson.Of(set, http.Org))),
        ["_links"] = new JsonObject(),
    });

    private static async Task<IResult> Create(HttpContext http, ResourceSetChanges changes, ResourceNames names)
    {
        var body = await ApiJson.RequireBody(http);
        var resources = await Named(http, "resources", body.Texts("resources") ?? [], names);
        return ApiAnswers.Json(RoleJson.Of(await changes.Create(http.Doing, Read(body), resources), http.Org));
    }

    private static async Task<IResult> Get(HttpContext http, string set, ResourceSets sets) =>
        ApiAnswers.Json(RoleJson.Of(await sets.Require(http, set), http.Org));

    private static async Task<IResult> Replace(HttpContext http, string set, ResourceSets sets, ResourceSetChanges changes) =>
        ApiAnswers.Json(RoleJson.Of(await changes.Replace(http.Doing, await sets.Require(http, set), Read(await ApiJson.RequireBody(http))), http.Org));

    private static async Task<IResult> Delete(HttpContext http, string set, ResourceSets sets, ResourceSetChanges changes) =>
        await changes.Delete(http.Doing, await sets.Require(http, set)) ? ApiAnswers.Nothing() : throw ApiError.NotFound(set, "ResourceSet");

    private static async Task<IResult> Resources(HttpContext http, string set, ResourceSets sets)
    {
        var found = await sets.Require(http, set);
        return ApiAnswers.Json(new JsonObject
        {
            ["resources"] = ApiJson.List((await sets.Resources(found, http.RequestAborted)).Select(one => RoleJson.Of(one, http.Org))),
            ["_links"] = new JsonObject { ["resource-set"] = Hal.To(http.Org, $"iam/resource-sets/{found.Id}") },
        });
    }

    private static async Task<IResult> AddResources(HttpContext http, string set, ResourceSets sets, ResourceSetChanges changes, ResourceNames names)
    {
        var found = await sets.Require(http, set);
        var additions = (await ApiJson.RequireBody(http)).Texts("additions") ?? [];
        await changes.Add(http.Doing, found, await Named(http, "additions", additions, names));
        return ApiAnswers.Json(RoleJson.Of(found, http.Org));
    }

    private static async Task<IResult> AddResource(HttpContext http, string set, ResourceSets sets, ResourceSetChanges changes, ResourceNames names)
    {
        var found = await sets.Require(http, set);
        var body = await ApiJson.RequireBody(http);
        RefuseConditions(body);
        var resource = await names.Read(http.Org, "resourceOrnOrUrl", body.Text("resourceOrnOrUrl"), http.RequestAborted);
        return await changes.Add(http.Doing, found, [resource]) is [var added] ? ApiAnswers.Json(RoleJson.Of(added, http.Org))
            : throw ApiError.Validation("resourceOrnOrUrl", "resourceOrnOrUrl: is in the set already, or the set is full");
    }

    private static async Task<IResult> GetResource(HttpContext http, string set, string resource, ResourceSets sets) =>
        ApiAnswers.Json(RoleJson.Of(await One(http, await sets.Require(http, set), resource, sets), http.Org));

    /// <summary>There is nothing about one that could be another way.</summary>
    private static async Task<IResult> ReplaceResource(HttpContext http, string set, string resource, ResourceSets sets)
    {
        RefuseConditions(await ApiJson.RequireBody(http));
        return ApiAnswers.Json(RoleJson.Of(await One(http, await sets.Require(http, set), resource, sets), http.Org));
    }

    private static async Task<IResult> DeleteResource(HttpContext http, string set, string resource, ResourceSets sets, ResourceSetChanges changes)
    {
        var found = await sets.Require(http, set);
        await changes.Remove(http.Doing, found, await One(http, found, resource, sets));
        return ApiAnswers.Nothing();
    }

    private static async Task<SetResource> One(HttpContext http, ResourceSet set, string id, ResourceSets sets) =>
        (await sets.Resources(set, http.RequestAborted)).FirstOrDefault(one => one.Id == id) ?? throw ApiError.NotFound(id, "Resource");

    private static void RefuseConditions(JsonObject body)
    {
        if (body.Object("conditions")?.Object("Exclude") is not null)
            throw ApiError.Validation("conditions", "conditions: name what is in the set instead: nothing of it is left out again");
    }

    private static async Task<IReadOnlyList<AdminResource>> Named(HttpContext http, string field, IReadOnlyList<string> texts, ResourceNames names)
    {
        if (texts.Count > ResourceSets.MostResources) throw ApiError.Validation(field, $"{field}: at most {ResourceSets.MostResources}");
        var named = new List<AdminResource>();
        foreach (var text in texts) named.Add(await names.Read(http.Org, field, text, http.RequestAborted));
        return named;
    }

    private static RoleDraft Read(JsonObject body) => RoleDraft.Of(body.Text("label"), body.Text("description"));
}
