using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.People;

/// <summary>
/// What an app that calls the management API for itself may do to people. An administrator may do everything, so whoever
/// sets an administrator's password, moves their mail or takes their second factor away could do everything: only another
/// administrator may. That holds for each change, so that nobody has to ask which of them leads there. Threats rows 4 and 8.
/// </summary>
internal static class UserReach
{
    /// <summary>Refuses a change that is beyond the caller. To look is never beyond anybody whose scope lets them.</summary>
    public static User Require(HttpContext http, User user) =>
        http.Caller.Scopes is null || !user.IsAdmin || HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) ? user
            : throw ApiError.NoPermission("Only an administrator may change an administrator.");
}
