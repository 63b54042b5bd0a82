using Latchkey.Server.Core.ApiAccess;
using Latchkey.Server.Core.Orgs;

namespace Latchkey.Server.Core.Issuers;

/// <summary>The org's own authorization server: built in, the same in every org. Contract §1.2.</summary>
internal static class OrgServer
{
    private static readonly Dictionary<string, ScopeDefinition> Scopes = SystemScopes.OfOrgServers
        .Concat(MyAccountScopes.All.Select(scope => new ScopeDefinition(
            "scp_" + scope.Name, scope.Name, scope.DisplayName, scope.Description, System: true, Default: false, Consent: "IMPLICIT", Published: false)))
        .ToDictionary(scope => scope.Name, StringComparer.Ordinal);

    public static AuthorizationServer Of(Org org) => new()
    {
        Id = "",
        OrgId = org.Id,
        Name = org.Name,
        Issuer = org.Url,
        Endpoints = $"{org.Url}/oauth2/v1",
        Audience = org.Url,
        SigningAlgorithm = "RS256",
        Scopes = Scopes,
        Claims = [],
        Policies = [],
        CreatedAt = org.CreatedAt,
        UpdatedAt = org.UpdatedAt,
    };
}
