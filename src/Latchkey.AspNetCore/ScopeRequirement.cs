using Microsoft.AspNetCore.Authorization;

namespace Latchkey.AspNetCore;

/// <summary>Asks that a token carry every one of the scopes. RFC 6749 §3.3.</summary>
internal sealed record ScopeRequirement(IReadOnlyList<string> Scopes) : IAuthorizationRequirement
{
    public static string[] Checked(string[] scopes) =>
        scopes.Length > 0 && scopes.All(scope => scope.Length > 0 && !scope.Any(c => c is <= ' ' or '"' or '\\' or > '~'))
        ? scopes
        : throw new ArgumentException("Name at least one scope; each without spaces or quotes.", nameof(scopes));
}
