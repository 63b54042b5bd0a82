using System.Text.Json.Nodes;
using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Administration;

/// <summary>
/// /api/v1/iam/resource-sets/{set}/bindings: who has which custom role for a set. One exists as long as somebody has it. Contract §3.2, roles.
/// </summary>
internal static class BindingsApi
{
    public static RouteGroupBuilder MapBindings(this RouteGroupBuilder api)
    {
        var bindings = api.MapGroup("/iam/resource-sets/{set}/bindings");
        bindings.MapGet("", List);
        bindings.MapPost("", Create);
        bindings.MapGet("/{role}", Get);
        bindings.MapDelete("/{role}", Delete);
        bindings.MapGet("/{role}/members", Members);
        bindings.MapPatch("/{role}/members", AddMembers);
        bindings.MapGet("/{role}/members/{member}", GetMember);
        bindings.MapDelete("/{role}/members/{member}", DeleteMember);
        return api;
    }

    private static async Task<IResult> List(HttpContext http, string set, ResourceSets sets, RoleAssignments assignments)
    {
        var found = await sets.Require(http, set);
        var roles = (await assignments.All(http.Org.Id, http.RequestAborted)).Where(one => one.SetId == found.Id).Select(one => one.RoleId)
            .Distinct().Order(StringComparer.Ordinal);
        return ApiAnswers.Json(new JsonObject
        {
            ["roles"] = ApiJson.List(roles.Select(
                JsonNode (role) => new JsonObject { ["id"] = role, ["_links"] = Links(http.Org, found.Id, role, toSet: false) })),
            ["_links"] = new JsonObject
            {
                ["self"] = Hal.To(http.Org, $"iam/resource-sets/{found.Id}/bindings"), ["resource-set"] = Hal.To(http.Org, $"iam/resource-sets/{found.Id}"),
            },
        });
    }

    private static async Task<IResult> Create(HttpContext http, string set, ResourceSets sets, CustomRoles roles, RoleChanges changes)
    {
        var found = await sets.Require(http, set);
        var body = await ApiJson.RequireBody(http);
        var role = await roles.Require(http, body.Text("role") ?? "");
        var members = body.Texts("members") ?? [];
        if (members.Count == 0) throw ApiError.Validation("members", "members: must name somebody");
        await Give(http, "members", members, role, found, changes);
        return Edited(http, found, role);
    }

    private static async Task<IResult> Get(HttpContext http, string set, string role, ResourceSets sets, CustomRoles roles, RoleAssignments assignments)
    {
        var (found, named, _) = await Require(http, set, role, sets, roles, assignments);
        return ApiAnswers.Json(new JsonObject { ["id"] = named.Id, ["_links"] = Links(http.Org, found.Id, named.Id, toSet: true) });
    }

    private static async Task<IResult> Delete(HttpContext http, string set, string role, ResourceSets sets, CustomRoles roles, RoleAssignments assignments,
        RoleChanges changes)
    {
        var (_, named, members) = await Require(http, set, role, sets, roles, assignments);
        foreach (var member in members) await changes.Take(http.Doing, member, await PartyOf(http, member.Holder), named.Label);
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> Members(HttpContext http, string set, string role, ResourceSets sets, CustomRoles roles, RoleAssignments assignments)
    {
        var (found, named, members) = await Require(http, set, role, sets, roles, assignments);
        return ApiAnswers.Json(new JsonObject
        {
            ["members"] = ApiJson.List(members.Select(member => RoleJson.Member(member, http.Org))),
            ["_links"] = new JsonObject
            {
                ["self"] = Hal.To(http.Org, $"iam/resource-sets/{found.Id}/bindings/{named.Id}/members"),
                ["binding"] = Hal.To(http.Org, $"iam/resource-sets/{found.Id}/bindings/{named.Id}"),
            },
        });
    }

    private static async Task<IResult> AddMembers(HttpContext http, string set, string role, ResourceSets sets, CustomRoles roles, RoleAssignments assignments,
        RoleChanges changes)
    {
        var (found, named, _) = await Require(http, set, role, sets, roles, assignments);
        await Give(http, "additions", (await ApiJson.RequireBody(http)).Texts("additions") ?? [], named, found, changes);
        return Edited(http, found, named);
    }

    private static async Task<IResult> GetMember(HttpContext http, string set, string role, string member, ResourceSets sets, CustomRoles roles,
        RoleAssignments assignments) =>
        ApiAnswers.Json(RoleJson.Member(One((await Require(http, set, role, sets, roles, assignments)).Members, member), http.Org));

    private static async Task<IResult> DeleteMember(HttpContext http, string set, string role, string member, ResourceSets sets, CustomRoles roles,
        RoleAssignments assignments, RoleChanges changes)
    {
        var (_, named, members) = await Require(http, set, role, sets, roles, assignments);
        var one = One(members, member);
        await changes.Take(http.Doing, one, await PartyOf(http, one.Holder), named.Label);
        return ApiAnswers.Nothing();
    }

    private static RoleAssignment One(IReadOnlyList<RoleAssignment> members, string id) =>
        members.FirstOrDefault(member => member.Id == id || member.AssigneeId == id) ?? throw ApiError.NotFound(id, "ResourceSetBindingMember");

    private static async Task<(ResourceSet Set, CustomRole Role, IReadOnlyList<RoleAssignment> Members)> Require(HttpContext http, string set, string role,
        ResourceSets sets, CustomRoles roles, RoleAssignments assignments)
    {
        var (found, named) = (await sets.Require(http, set), await roles.Require(http, role));
        var members = await assignments.Of(named.Id, found.Id, http.Org.Id, http.RequestAborted);
        return members.Count > 0 ? (found, named, members) : throw ApiError.NotFound(role, "ResourceSetBinding");
    }

    /// <summary>All of them are read before the first is given it.</summary>
    private static async Task Give(HttpContext http, string field, IReadOnlyList<string> addresses, CustomRole role, ResourceSet set, RoleChanges changes)
    {
        if (addresses.Count > RoleAssignments.Most) throw ApiError.Validation(field, $"{field}: at most {RoleAssignments.Most}");
        var holders = new List<(RoleHolder Holder, LogParty Party)>();
        foreach (var address in addresses)
        {
            var holder = Holder(http.Org, address) ?? throw ApiError.Validation(field, $"{field}: each must be the address of a user, a group or a client");
            holders.Add((holder, await PartyOf(http, holder) is { DisplayName: not null } party ? party : throw ApiError.NotFound(holder.Id, holder.Kind)));
        }
        foreach (var (holder, party) in holders) await changes.Give(http.Doing, holder, party, role, set);
    }

    private static RoleHolder? Holder(Org org, string address)
    {
        foreach (var (beginning, kind) in (IEnumerable<(string, string)>)[($"{org.Url}/api/v1/users/", RoleHolder.User),
            ($"{org.Url}/api/v1/groups/", RoleHolder.Group), ($"{org.Url}{ClientPaths.Registration}/", RoleHolder.Client)])
            if (address.StartsWith(beginning, StringComparison.Ordinal)) return new(kind, address[beginning.Length..]);
        return null;
    }

    private static async Task<LogParty> PartyOf(HttpContext http, RoleHolder holder)
    {
        var (services, org, ct) = (http.RequestServices, http.Org.Id, http.RequestAborted);
        var gone = new LogParty(holder.Id, holder.Kind, null, null);
        return holder.Kind switch
        {
            RoleHolder.User => (await services.GetRequiredService<Users>().Find(org, holder.Id, ct))?.Party ?? gone,
            RoleHolder.Group => (await services.GetRequiredService<Groups>().Find(org, holder.Id, ct))?.Party ?? gone,
            _ => await services.GetRequiredService<Apps>().Find(org, holder.Id, ct) is { IsSystem: false } app ? app.Party : gone,
        };
    }

    private static IResult Edited(HttpContext http, ResourceSet set, CustomRole role) => ApiAnswers.Json(new JsonObject
    {
        ["_links"] = new JsonObject
        {
            ["self"] = Hal.To(http.Org, $"iam/resource-sets/{set.Id}/bindings/{role.Id}"), ["resource-set"] = Hal.To(http.Org, $"iam/resource-sets/{set.Id}"),
            ["bindings"] = Hal.To(http.Org, $"iam/resource-sets/{set.Id}/bindings"),
        },
    });

    private static JsonObject Links(Org org, string set, string role, bool toSet)
    {
        var links = new JsonObject
        {
            ["self"] = Hal.To(org, $"iam/resource-sets/{set}/bindings/{role}"), ["members"] = Hal.To(org, $"iam/resource-sets/{set}/bindings/{role}/members"),
        };
        if (toSet) links["resource-set"] = Hal.To(org, $"iam/resource-sets/{set}");
        return links;
    }
}
