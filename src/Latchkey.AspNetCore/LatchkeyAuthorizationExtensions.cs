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

    /// <summary>
    /// Lets in only callers whose sign-in reached one of the authentication context classes, for example
    /// <c>urn:okta:loa:2fa:any</c>; others get 401 and what to sign in again with. RFC 9470 §3.
    /// </summary>
    /// <param name="endpoints">The endpoint or group of endpoints.</param>
    /// <param name="acrValues">The classes, of which one is needed.</param>
    /// <returns>The same endpoint or group.</returns>
    public static TBuilder RequireAcr<TBuilder>(this TBuilder endpoints, params string[] acrValues) where TBuilder : IEndpointConventionBuilder =>
        endpoints.RequireAuthorization(new RequireSignInAttribute(acrValues));

    /// <summary>Lets in only callers who proved who they are not longer ago than this; others get 401 and <c>max_age</c>. RFC 9470 §3.</summary>
    /// <param name="endpoints">The endpoint or group of endpoints.</param>
    /// <param name="maxAge">How long ago, in whole seconds.</param>
    /// <returns>The same endpoint or group.</returns>
    public static TBuilder RequireRecentSignIn<TBuilder>(this TBuilder endpoints, TimeSpan maxAge) where TBuilder : IEndpointConventionBuilder =>
        endpoints.RequireAuthorization(new RequireSignInAttribute { MaxAgeSeconds = (int)maxAge.TotalSeconds });

    /// <summary>Adds to a policy how strongly and how recently the person must have signed in. RFC 9470 §3.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="acrValues">The classes, of which one is needed; empty when only the age counts.</param>
    /// <param name="maxAge">How long ago at most; null when only the class counts.</param>
    /// <returns>The same policy.</returns>
    public static AuthorizationPolicyBuilder RequireSignIn(this AuthorizationPolicyBuilder policy, IReadOnlyList<string> acrValues, TimeSpan? maxAge = null) =>
        policy.AddRequirements(SignInRequirement.Checked(acrValues, maxAge));
}
