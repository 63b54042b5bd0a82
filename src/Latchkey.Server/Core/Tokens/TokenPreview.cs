using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Tokens;

/// <summary>
/// What tokens would say for an app, a grant type, a person and scopes, and which policy and rule decide; nothing is issued. Token Preview of contract §8.6.
/// </summary>
internal sealed class TokenPreview(Assignments assignments, Memberships memberships, TokenIssuer tokens, TimeProvider clock)
{
    public async Task<PreviewedTokens> Of(AuthorizationServer server, App app, User? user, string grantType, IReadOnlyList<string> scopes, CancellationToken ct)
    {
        if (user is not null && !await assignments.IsAssigned(app, user, ct))
            return new() { Refused = new(Missing.Person, "user_not_assigned", GrantAllowance.NotAssigned(app, user).Detail!, []) };
        var outcome = PolicyDecision.For(server, app.Id, user?.Id, user is null ? [] : await memberships.Among(server.PolicyGroups, user, ct), grantType,
            scopes);
        if (outcome is not PolicyOutcome.Allowed allowed) return new() { Refused = (PolicyOutcome.Refused)outcome };
        var granted = new Granted
        {
            Server = server, App = app, User = user, Rule = allowed.Rule, Scopes = scopes,
            AuthenticatedAt = user is null ? null : clock.Now, Amr = user is null ? "" : "pwd",
        };
        var previewed = new PreviewedTokens { Allowed = allowed };
        try
        {
            using (var claims = await tokens.AccessTokenClaims(granted, ct)) previewed = previewed with { AccessToken = JsonNode.Parse(claims.Written) };
            if (user is not null && scopes.Contains(Scope.OpenId))
                using (var claims = await tokens.IdTokenClaims(granted, whole: grantType == GrantType.Implicit, null, null, ct))
                    previewed = previewed with { IdToken = JsonNode.Parse(claims.Written) };
        }
        catch (OAuthException problem)
        {
            previewed = previewed with { Problem = problem };
        }
        return previewed;
    }
}
