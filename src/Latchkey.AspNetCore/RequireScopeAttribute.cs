using Microsoft.AspNetCore.Authorization;

namespace Latchkey.AspNetCore;

/// <summary>
/// Lets in only callers whose access token was granted every one of the scopes. Others get 403 with
/// <c>WWW-Authenticate: Bearer error="insufficient_scope"</c> and the scopes to ask for. RFC 6750 §3.1.
/// </summary>
/// <param name="scopes">The scopes, all of which are needed.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class RequireScopeAttribute(params string[] scopes) : AuthorizeAttribute, IAuthorizationRequirementData
{
    /// <summary>The scopes, all of which are needed.</summary>
    public IReadOnlyList<string> Scopes { get; } = ScopeRequirement.Checked(scopes);

    /// <inheritdoc />
    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new ScopeRequirement(Scopes)];
}
