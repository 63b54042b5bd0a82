using Latchkey.Protocol;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Latchkey.AspNetCore;

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
