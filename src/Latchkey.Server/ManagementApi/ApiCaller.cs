using Latchkey.Server.Orgs;
using Latchkey.Server.Users;
using Latchkey.Server.Web;

namespace Latchkey.Server.ManagementApi;

/// <summary>The admin a management request acts for, and the token that says so.</summary>
public sealed record ApiCaller(User User, ApiToken Token);

/// <summary>Lets in whoever shows a living SSWS token of an administrator who may still act. Contract §3.0.</summary>
public static class ApiCallers
{
    private const string Scheme = "SSWS ";

    extension(HttpContext http)
    {
        public ApiCaller Caller => http.Features.Get<ApiCaller>() ?? throw new InvalidOperationException("This route does not ask for an API token.");
    }

    public static T RequiresApiToken<T>(this T routes) where T : IEndpointConventionBuilder => routes.AddEndpointFilter(async (invocation, next) =>
    {
        await Require(invocation.HttpContext);
        return await next(invocation);
    });

    /// <summary>For a route that lets others in as well.</summary>
    public static async Task Require(HttpContext http) => http.Features.Set(await Authenticate(http) ?? throw ApiError.InvalidToken());

    private static async Task<ApiCaller?> Authenticate(HttpContext http)
    {
        var header = http.Request.Headers.Authorization;
        if (header.Count != 1 || header[0] is not { } presented || !presented.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;

        var services = http.RequestServices;
        var token = await services.GetRequiredService<ApiTokens>().Authenticate(http.Org.Id, presented[Scheme.Length..].Trim(), http.RequestAborted);
        if (token is null) return null;

        var user = await services.GetRequiredService<Users.Users>().Find(http.Org.Id, token.UserId, http.RequestAborted);
        return user is { IsAdmin: true } && AccountGate.Refusal(user, services.GetRequiredService<TimeProvider>().Now) is null ? new(user, token) : null;
    }
}
