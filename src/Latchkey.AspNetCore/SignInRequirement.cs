using Microsoft.AspNetCore.Authorization;

namespace Latchkey.AspNetCore;

/// <summary>Asks how, or how recently, the person signed in. RFC 9470 §3.</summary>
internal sealed record SignInRequirement(IReadOnlyList<string> AcrValues, TimeSpan? MaxAge) : IAuthorizationRequirement
{
    public static SignInRequirement Checked(IReadOnlyList<string> acrValues, TimeSpan? maxAge)
    {
        if (acrValues.Any(acr => acr.Length == 0 || acr.Any(c => c is <= ' ' or '"' or '\\' or > '~')))
            throw new ArgumentException("An acr value has neither spaces nor quotes.", nameof(acrValues));
        if (maxAge < TimeSpan.Zero) throw new ArgumentException("The age of a sign-in is not negative.", nameof(maxAge));
        return acrValues.Count > 0 || maxAge is not null ? new(acrValues, maxAge)
            : throw new ArgumentException("Name at least one acr value, or an age.", nameof(acrValues));
    }
}
