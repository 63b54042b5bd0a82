using Latchkey.AspNetCore;
using Microsoft.AspNetCore.Authorization;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Asks for scopes, on endpoints and in policies.</summary>
public static class LatchkeyAuthorizationExtensions
{
    /// <summary>
    /// Lets in only callers whose access token was granted every one of the scopes; others get 403 and
    /// <c>insufficient_scope</c>. RFC 6750 §3.1.
    /// </summary>
    /// <param name="endpoints">The endpoint or group of endpoints.</param>
    /// <param name="scopes">The scopes, all of which are needed.</param>
    /// <returns>The same endpoint or group.</returns>
    public static TBuilder RequireScope<TBuilder>(this TBuilder endpoints, params string[] scopes) where TBuilder : IEndpointConventionBuilder =>
        endpoints.RequireAuthorization(new RequireScopeAttribute(scopes));

    /// <summary>Adds to a policy that every one of the scopes must have been granted.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="scopes">The scopes, all of which are needed.</param>
    /// <returns>The same policy.</returns>
    public static AuthorizationPolicyBuilder RequireScope(this AuthorizationPolicyBuilder policy, params string[] scopes) =>
        policy.AddRequirements(new ScopeRequirement(ScopeRequirement.Checked(scopes)));
}
