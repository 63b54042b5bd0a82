using Microsoft.AspNetCore.Authorization;

namespace Latchkey.AspNetCore;

/// <summary>
/// Lets in only callers who signed in strongly or recently enough. Others get 401 and
/// <c>error="insufficient_user_authentication"</c> with the <c>acr_values</c> and <c>max_age</c> to ask for: an app signs
/// the person in again with these and repeats the request. RFC 9470 §3. <c>Latchkey.Native</c> does so by itself.
/// </summary>
/// <param name="acrValues">The authentication context classes of which one is needed; none when only the age counts.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class RequireSignInAttribute(params string[] acrValues) : AuthorizeAttribute, IAuthorizationRequirementData
{
    /// <summary>The authentication context classes of which one is needed.</summary>
    public IReadOnlyList<string> AcrValues { get; } = acrValues;

    /// <summary>How long ago, in seconds, the person may have signed in; negative: as long as they like.</summary>
    public int MaxAgeSeconds { get; set; } = -1;

    /// <inheritdoc />
    public IEnumerable<IAuthorizationRequirement> GetRequirements() =>
        [SignInRequirement.Checked(AcrValues, MaxAgeSeconds < 0 ? null : TimeSpan.FromSeconds(MaxAgeSeconds))];
}
