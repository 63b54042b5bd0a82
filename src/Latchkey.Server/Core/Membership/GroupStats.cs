using System.Text.Json.Nodes;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Core.Membership;

/// <summary>What <c>expand=stats</c> adds to a group of a list. Contract §3.3.</summary>
public sealed record GroupStats(long Users, long Apps)
{
    public static readonly GroupStats None = new(0, 0);

    public JsonObject Json(Group group, Org org) => new()
    {
        ["usersCount"] = Users,
        ["appsCount"] = Apps,
        ["groupPushMappingsCount"] = 0,
        ["hasAdminPrivilege"] = false,
        ["_links"] = new JsonObject { ["users"] = Hal.To(org, $"groups/{group.Id}/users"), ["apps"] = Hal.To(org, $"groups/{group.Id}/apps") },
    };
}
