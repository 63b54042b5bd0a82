using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.Issuers;

/// <summary>As the log names them. Contract §3.6.</summary>
public static class IssuersInLog
{
    extension(AuthorizationServer server)
    {
        public LogParty Party => new(server.Id, "AuthorizationServer", null, server.Name);
    }

    extension(ScopeDefinition scope)
    {
        public LogParty Party => new(scope.Id, "OAuth2Scope", scope.Name, scope.DisplayName);
    }

    extension(ClaimDefinition claim)
    {
        public LogParty Party => new(claim.Id, "OAuth2Claim", claim.ClaimType, claim.Name);
    }

    extension(AccessPolicy policy)
    {
        public LogParty Party => new(policy.Id, "PolicyEntity", null, policy.Name);
    }

    extension(AccessPolicyRule rule)
    {
        public LogParty Party => new(rule.Id, "PolicyRule", null, rule.Name);
    }
}
