using Latchkey.Server.Apps;
using Latchkey.Server.AuthorizationServers;
using Latchkey.Server.Users;
using Latchkey.Server.Web;

namespace Latchkey.Server.Tokens;

/// <summary>Asked by every grant that acts for a person: may this account still act, is it still assigned to the app, does a policy rule still allow it?</summary>
public sealed class GrantAllowance(Users.Users users, Assignments assignments, Groups.Groups groups, TimeProvider clock)
{
    public async Task<(User User, AccessPolicyRule? Rule)> RequireStillAllowed(AuthorizationServer server, App app, string userId, string grantType, IReadOnlyList<string> scopes, CancellationToken ct)
    {
        var user = await users.Find(server.OrgId, userId, ct);
        if (AccountGate.Refusal(user, clock.Now) is { } refusal) throw OAuthException.InvalidGrant(RefusedAccount, refusal.ToString());
        if (!await assignments.IsAssigned(app, user!, ct)) throw OAuthException.AccessDenied("User is not assigned to the client application.");
        return (user!, PolicyDecision.RequireRule(server, app.Id, user!.Id, await groups.IdsOf(user, ct), grantType, scopes));
    }

    private const string RefusedAccount = "The grant is no longer valid for this user.";
}
