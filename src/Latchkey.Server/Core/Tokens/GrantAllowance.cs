using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.ApiAccess;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Tokens;

/// <summary>
/// Asked by every grant that acts for a person: may this account still act, is it still assigned to the app, does a policy rule still allow it?
/// </summary>
internal sealed class GrantAllowance(Users users, Assignments assignments, Memberships memberships, Consents consents, AppScopes granted,
    Authorities authorities)
{
    public async Task<(User User, AccessPolicyRule Rule)> RequireStillAllowed(AuthorizationServer server, App app, string userId, string grantType,
        IReadOnlyList<string> scopes, CancellationToken ct)
    {
        var user = await users.Find(server.OrgId, userId, ct);
        if (AccountGate.Refusal(user) is { } refusal) throw OAuthException.InvalidGrant("The grant is no longer valid for this user.", refusal.Explanation);
        var groupIds = await RequireAllowed(server, app, user!, scopes, ct);
        return (user!, RequireRule(server, app.Id, user!.Id, groupIds, grantType, scopes));
    }

    /// <summary>Assigned to the app, and an administrator where the app would administer for them.</summary>
    /// <returns>Of their groups, enough for the rules of the server.</returns>
    public async Task<IReadOnlyCollection<string>> RequireAllowed(AuthorizationServer server, App app, User user, IReadOnlyList<string> scopes,
        CancellationToken ct)
    {
        if (!await assignments.IsAssigned(app, user, ct)) throw NotAssigned(app, user);
        if (server.IsOrgServer && scopes.Any(ManagementScopes.Administers)) await RequireMayAdminister(app, user, scopes, ct);
        return await memberships.Among(server.PolicyGroups, user, ct);
    }

    /// <summary>Scopes of the management API: the app was granted them, and the person has a role. Contract §3.0.</summary>
    private async Task RequireMayAdminister(App app, User user, IReadOnlyList<string> scopes, CancellationToken ct)
    {
        var held = await granted.Of(app, ct);
        if (scopes.Any(scope => ManagementScopes.Administers(scope) && !held.Contains(scope)))
            throw OAuthException.InvalidScope("One or more scopes are not configured for the authorization server resource.");
        if ((await authorities.Of(user, ct)).IsNone)
            throw OAuthException.AccessDenied("The scopes of the management API are for administrators.", detail: $"{user.Login} has no administrator's role.");
    }

    /// <summary>
    /// For a grant that shows the person no page: an app that asks for consent gets what was agreed to elsewhere, and no more. Contract §2.1,
    /// Consent.
    /// </summary>
    public async Task RequireAgreed(AuthorizationServer server, App app, string userId, IReadOnlyList<string> scopes, CancellationToken ct)
    {
        if (await consents.Missing(app, server, scopes, userId, ct) is { Count: > 0 } missing)
            throw OAuthException.ConsentRequired(missing.Select(scope => scope.Name));
    }

    public async Task<bool> HasAgreed(AuthorizationServer server, App app, string userId, IReadOnlyList<string> scopes, CancellationToken ct) =>
        (await consents.Missing(app, server, scopes, userId, ct)).Count == 0;

    public static OAuthException NotAssigned(App app, User user) => OAuthException.AccessDenied("User is not assigned to the client application.",
        detail: $"{user.Login} is neither assigned to the app '{app.Label}' nor in a group that is.");

    /// <summary>The policy rule that allows it, or the refusal of contract §2.2; which policy, rule or condition refused is for the log alone.</summary>
    public static AccessPolicyRule RequireRule(AuthorizationServer server, string clientId, string? userId, IReadOnlyCollection<string> groupIds,
        string grantType, IReadOnlyList<string> scopes) =>
        PolicyDecision.For(server, clientId, userId, groupIds, grantType, scopes) switch
        {
            PolicyOutcome.Allowed allowed => allowed.Rule,
            PolicyOutcome.Refused refused => throw OAuthException.AccessDenied(refused.Description, refused.Status, refused.Detail),
            _ => throw new InvalidOperationException("A policy outcome is one of two."),
        };
}
