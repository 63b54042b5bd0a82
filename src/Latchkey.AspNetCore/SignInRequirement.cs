using System.Globalization;
using Latchkey.Protocol;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

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

/// <summary>The sign-in a refused request would have needed: told to the caller by <see cref="LatchkeyHandler"/>.</summary>
internal sealed record MissingSignIn(IReadOnlyList<string> AcrValues, TimeSpan? MaxAge);

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
