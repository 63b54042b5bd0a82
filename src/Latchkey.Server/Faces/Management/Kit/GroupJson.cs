using System.Text.Json.Nodes;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Kit;

/// <summary>A group as it is answered. Contract §3.3.</summary>
internal static class GroupJson
{
    public static JsonObject Of(Group group, Org org) => new()
    {
        ["id"] = group.Id,
        ["created"] = ApiJson.Date(group.CreatedAt),
        ["lastUpdated"] = ApiJson.Date(group.UpdatedAt),
        ["lastMembershipUpdated"] = ApiJson.Date(group.MembersChangedAt),
        ["objectClass"] = new JsonArray("okta:user_group"),
        ["type"] = group.Type,
        ["profile"] = ApiJson.Known(ProfileOf(group)),
        ["_links"] = new JsonObject
        {
            ["self"] = Hal.To(org, $"groups/{group.Id}"),
            ["users"] = Hal.To(org, $"groups/{group.Id}/users"),
            ["apps"] = Hal.To(org, $"groups/{group.Id}/apps"),
        },
    };

    private static JsonObject ProfileOf(Group group)
    {
        var profile = group.Attributes;
        profile.Insert(0, "name", group.Name);
        profile.Insert(1, "description", group.Description);
        return profile;
    }

    /// <summary>What <c>expand=stats</c> adds.</summary>
    public static JsonObject Of(GroupStats stats, Group group, Org org) => new()
    {
        ["usersCount"] = stats.Users,
        ["appsCount"] = stats.Apps,
        ["groupPushMappingsCount"] = 0,
        ["hasAdminPrivilege"] = false,
        ["_links"] = new JsonObject { ["users"] = Hal.To(org, $"groups/{group.Id}/users"), ["apps"] = Hal.To(org, $"groups/{group.Id}/apps") },
    };
}
