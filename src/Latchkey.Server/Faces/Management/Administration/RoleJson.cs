using System.Text.Json.Nodes;
using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Administration;

/// <summary>Roles, resource sets and who has them, as the API says them. Contract §3.2, roles.</summary>
internal static class RoleJson
{
    /// <summary>What a person is who is a super administrator by themselves.</summary>
    public static JsonObject Super(User user, Org org) => new()
    {
        ["id"] = SuperId(user),
        ["label"] = StandardRole.Find(StandardRole.Super)!.Label,
        ["type"] = StandardRole.Super,
        ["status"] = "ACTIVE",
        ["created"] = ApiJson.Date(user.CreatedAt),
        ["lastUpdated"] = ApiJson.Date(user.CreatedAt),
        ["assignmentType"] = RoleHolder.User,
        ["_links"] = new JsonObject { ["assignee"] = Hal.To(org, $"users/{user.Id}") },
    };

    public static string SuperId(User user) => "ra1" + user.Id[3..];

    public static JsonObject Of(RoleAssignment assignment, string label, Org org)
    {
        var links = new JsonObject { ["assignee"] = ToHolder(org, assignment.Holder) };
        var json = new JsonObject
        {
            ["id"] = assignment.Id,
            ["label"] = label,
            ["type"] = assignment.Type,
            ["status"] = "ACTIVE",
            ["created"] = ApiJson.Date(assignment.CreatedAt),
            ["lastUpdated"] = ApiJson.Date(assignment.UpdatedAt),
            ["assignmentType"] = assignment.Holder.Kind,
        };
        if (assignment.Type == RoleAssignment.Custom)
        {
            json["resource-set"] = assignment.SetId;
            json["role"] = assignment.RoleId;
            links["resource-set"] = Hal.To(org, $"iam/resource-sets/{assignment.SetId}");
            links["permissions"] = Hal.To(org, $"iam/roles/{assignment.RoleId}/permissions");
            links["member"] = Hal.To(org, $"iam/resource-sets/{assignment.SetId}/bindings/{assignment.RoleId}/members/{assignment.Id}");
            links["role"] = Hal.To(org, $"iam/roles/{assignment.RoleId}");
        }
        json["_links"] = links;
        return json;
    }

    public static JsonObject ToHolder(Org org, RoleHolder holder) => holder.Kind switch
    {
        RoleHolder.Client => new() { ["href"] = $"{org.Url}{ClientPaths.Registration}/{holder.Id}" },
        RoleHolder.Group => Hal.To(org, $"groups/{holder.Id}"),
        _ => Hal.To(org, $"users/{holder.Id}"),
    };

    public static JsonObject Of(CustomRole role, Org org) => new()
    {
        ["id"] = role.Id,
        ["label"] = role.Label,
        ["description"] = role.Description,
        ["created"] = ApiJson.Date(role.CreatedAt),
        ["lastUpdated"] = ApiJson.Date(role.UpdatedAt),
        ["_links"] = new JsonObject { ["self"] = Hal.To(org, $"iam/roles/{role.Id}"), ["permissions"] = Hal.To(org, $"iam/roles/{role.Id}/permissions") },
    };

    public static JsonObject Of(GrantedPermission permission, Org org) => new()
    {
        ["label"] = permission.Permission,
        ["created"] = ApiJson.Date(permission.CreatedAt),
        ["lastUpdated"] = ApiJson.Date(permission.CreatedAt),
        ["_links"] = new JsonObject
        {
            ["self"] = Hal.To(org, $"iam/roles/{permission.RoleId}/permissions/{permission.Permission}"),
            ["role"] = Hal.To(org, $"iam/roles/{permission.RoleId}"),
        },
    };

    public static JsonObject Of(ResourceSet set, Org org) => new()
    {
        ["id"] = set.Id,
        ["label"] = set.Label,
        ["description"] = set.Description,
        ["created"] = ApiJson.Date(set.CreatedAt),
        ["lastUpdated"] = ApiJson.Date(set.UpdatedAt),
        ["_links"] = new JsonObject
        {
            ["self"] = Hal.To(org, $"iam/resource-sets/{set.Id}"), ["resources"] = Hal.To(org, $"iam/resource-sets/{set.Id}/resources"),
            ["bindings"] = Hal.To(org, $"iam/resource-sets/{set.Id}/bindings"),
        },
    };

    public static JsonObject Of(SetResource resource, Org org)
    {
        var links = new JsonObject();
        if (ResourceNames.PathOf(resource.Resource) is { } path) links["self"] = Hal.To(org, path);
        return new()
        {
            ["id"] = resource.Id,
            ["orn"] = ResourceNames.Orn(org, resource.Resource),
            ["created"] = ApiJson.Date(resource.CreatedAt),
            ["lastUpdated"] = ApiJson.Date(resource.CreatedAt),
            ["_links"] = links,
        };
    }

    public static JsonObject Member(RoleAssignment assignment, Org org) => new()
    {
        ["id"] = assignment.Id,
        ["created"] = ApiJson.Date(assignment.CreatedAt),
        ["lastUpdated"] = ApiJson.Date(assignment.UpdatedAt),
        ["_links"] = new JsonObject { ["self"] = ToHolder(org, assignment.Holder) },
    };

    /// <summary>Apps of one name, or one app, as Okta's catalogue lists them.</summary>
    public static JsonObject Catalogue(App? app, Org org)
    {
        var json = new JsonObject
        {
            ["name"] = AdminResource.OidcName,
            ["displayName"] = app?.Label ?? "OpenID Connect Client",
            ["status"] = app is { Active: false } ? "INACTIVE" : "ACTIVE",
            ["signOnModes"] = new JsonArray("OPENID_CONNECT"),
            ["_links"] = new JsonObject { ["self"] = Hal.To(org, app is null ? $"apps?filter=name+eq+%22{AdminResource.OidcName}%22" : $"apps/{app.Id}") },
        };
        if (app is not null) json["id"] = app.Id;
        return json;
    }
}
