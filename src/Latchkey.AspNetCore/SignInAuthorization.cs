using System.Globalization;
using Latchkey.Protocol;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Latchkey.AspNetCore;

/// <summary>Compares the token's <c>acr</c> and <c>auth_time</c> with what an endpoint asks.</summary>
internal sealed class SignInAuthorization(IHttpContextAccessor requests, TimeProvider clock) : AuthorizationHandler<SignInRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, SignInRequirement requirement)
    {
        if (IsStrongEnough(context, requirement) && IsRecentEnough(context, requirement)) context.Succeed(requirement);
        else if ((context.Resource as HttpContext ?? requests.HttpContext) is { } http) Note(http, context);
        return Task.CompletedTask;
    }

    private static bool IsStrongEnough(AuthorizationHandlerContext context, SignInRequirement requirement) =>
        requirement.AcrValues.Count == 0 || requirement.AcrValues.Any(acr => context.User.HasClaim(Claim.Acr, acr));

    private bool IsRecentEnough(AuthorizationHandlerContext context, SignInRequirement requirement) =>
        requirement.MaxAge is not { } age
        || (long.TryParse(context.User.FindFirst(Claim.AuthTime)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && clock.GetUtcNow().ToUnixTimeSeconds() - at <= age.TotalSeconds);

    // The strictest of all that the endpoint asks, so that one more sign-in is enough.
    private static void Note(HttpContext http, AuthorizationHandlerContext context)
    {
        var asked = context.Requirements.OfType<SignInRequirement>().ToList();
        http.Features.Set(new MissingSignIn(
            asked.Select(each => each.AcrValues).LastOrDefault(values => values.Count > 0) ?? [],
            asked.Select(each => each.MaxAge).Where(age => age is not null).Min()));
    }
}
