using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Faces.Management.People;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Administration;

/// <summary>Who the address of a role is about: the parameter that it has says so.</summary>
/// <param name="Holder">By kind and id.</param>
/// <param name="Party">As the log names them.</param>
/// <param name="User">Where it is a person.</param>
internal sealed record HolderOfRequest(RoleHolder Holder, LogParty Party, User? User)
{
    public static async Task<HolderOfRequest> Of(HttpContext http)
    {
        var (org, ct, services) = (http.Org, http.RequestAborted, http.RequestServices);
        if (http.GetRouteValue("userId") is string userId)
        {
            var user = await services.GetRequiredService<Users>().Require(http, userId);
            return new(new(RoleHolder.User, user.Id), user.Party, user);
        }
        if (http.GetRouteValue("groupId") is string groupId)
        {
            var group = await services.GetRequiredService<Groups>().Find(org.Id, groupId, ct) ?? throw ApiError.NotFound(groupId, "UserGroup");
            return new(new(RoleHolder.Group, group.Id), group.Party, null);
        }
        var clientId = http.GetRouteValue("clientId") as string ?? "";
        var app = await services.GetRequiredService<Apps>().Find(org.Id, clientId, ct) is { IsSystem: false } found
            ? found : throw ApiError.NotFound(clientId, "PublicClientApp");
        return new(new(RoleHolder.Client, app.Id), app.Party, null);
    }
}
