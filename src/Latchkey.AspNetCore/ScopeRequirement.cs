using Latchkey.Protocol;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Latchkey.AspNetCore;

/// <summary>Asks that a token carry every one of the scopes. RFC 6749 §3.3.</summary>
internal sealed record ScopeRequirement(IReadOnlyList<string> Scopes) : IAuthorizationRequirement
{
    public static string[] Checked(string[] scopes) =>
        scopes.Length > 0 && scopes.All(scope => scope.Length > 0 && !scope.Any(c => c is <= ' ' or '"' or '\\' or > '~'))
        ? scopes
        : throw new ArgumentException("Name at least one scope; each without spaces or quotes.", nameof(scopes));
}

/// <summary>What a refused request would have needed: told to the caller by <see cref="LatchkeyHandler"/>.</summary>
internal sealed record MissingScopes(IReadOnlyList<string> Required, IReadOnlyList<string> Missing);

/// <summary>Compares the scopes granted with the scopes needed.</summary>
internal sealed class ScopeAuthorization(IHttpContextAccessor requests) : AuthorizationHandler<ScopeRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ScopeRequirement requirement)
    {
        var missing = requirement.Scopes.Where(scope => !context.User.HasClaim(Claim.Scopes, scope)).ToList();
        if (missing.Count == 0) context.Succeed(requirement);
        else if ((context.Resource as HttpContext ?? requests.HttpContext) is { } http) Note(http, context, missing);
        return Task.CompletedTask;
    }

    // An endpoint can ask for scopes more than once; the challenge names them all, so that one more trip is enough.
    private static void Note(HttpContext http, AuthorizationHandlerContext context, List<string> missing)
    {
        var required = context.Requirements.OfType<ScopeRequirement>().SelectMany(each => each.Scopes).Distinct().ToList();
        var before = http.Features.Get<MissingScopes>()?.Missing ?? [];
        http.Features.Set(new MissingScopes(required, [.. before.Union(missing)]));
    }
}
