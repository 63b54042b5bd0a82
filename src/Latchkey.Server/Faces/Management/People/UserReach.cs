using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.People;

/// <summary>
/// What whoever calls the management API may do to people. Whoever sets an administrator's password, moves their mail or takes their second factor away could
/// do what they do: only an administrator whose roles are above theirs may. That holds for each change, so that nobody has to ask which of them leads there.
/// Threats rows 4 and 8.
/// </summary>
internal static class UserReach
{
    /// <summary>Refuses a change that is beyond the caller. To look is the address's to say.</summary>
    public static async Task<User> Require(HttpContext http, User user)
    {
        var authority = http.Caller.Authority;
        var looks = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        if (looks || authority.IsSuper || http.Caller.User.IsUser(user.Id)) return user;
        return authority.Outranks(await http.RequestServices.GetRequiredService<Authorities>().Of(user, http.RequestAborted)) ? user
            : throw ApiError.NoPermission("Only an administrator whose roles are above theirs may change an administrator.");
    }

    /// <summary>Refuses to tell of somebody whom the body names what the caller may not look at.</summary>
    public static async Task<User> RequireSeen(HttpContext http, User user)
    {
        await Gate(http).Require(http.Doing, Rights.Read("users"), AdminResource.UserKind, user.Id);
        return user;
    }

    /// <summary>The same for whoever the address does not name.</summary>
    public static async Task<User> RequireUnnamed(HttpContext http, User user)
    {
        await Gate(http).Require(http.Doing, ApiRights.Of(http).Right, AdminResource.UserKind, user.Id);
        return user;
    }

    private static AdministratorGate Gate(HttpContext http) => http.RequestServices.GetRequiredService<AdministratorGate>();
}
