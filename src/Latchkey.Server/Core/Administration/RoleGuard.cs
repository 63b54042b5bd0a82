using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Roles;

namespace Latchkey.Server.Core.Administration;

/// <summary>Nobody gives, changes or takes a role that they do not hold, and only who may give roles does. Threats row 4.</summary>
internal static class RoleGuard
{
    /// <exception cref="BeyondException">It is beyond whoever does it.</exception>
    public static void RequireMayGive(this Doing doing, Authority given)
    {
        var own = doing.Http?.Authority ?? Authority.None;
        if (!own.May(Rights.GrantRoles)) throw new BeyondException("Only an administrator who may give roles does this: a super administrator.");
        if (!own.Covers(given)) throw new BeyondException("Nobody gives, changes or takes a role that they do not have.");
    }
}
