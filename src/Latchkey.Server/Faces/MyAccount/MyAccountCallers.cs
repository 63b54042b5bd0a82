using Latchkey.Protocol;
using Latchkey.Server.Core.ApiAccess;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.MyAccount;

/// <summary>
/// Lets in who shows an access token of a person, of the org's own server, with a scope that its app is granted. What lets somebody in, or keeps
/// somebody out, needs a sign-in of a moment ago as well (RFC 9470). Contract §4.1; threats row 8.
/// </summary>
internal static class MyAccountCallers
{
    /// <summary>As Okta asks for it.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(15);

    extension(HttpContext http)
    {
        public MyAccountCaller Mine => http.Features.Get<MyAccountCaller>() ?? throw new InvalidOperationException("This route asks for no person.");
    }

    /// <param name="routes">The routes.</param>
    /// <param name="resource">Of which <c>okta.myAccount.…</c> scope.</param>
    /// <param name="manage">They change something.</param>
    /// <param name="recently">The person has to have signed in a moment ago.</param>
    public static T For<T>(this T routes, string resource, bool manage = false, bool recently = false) where T : IEndpointConventionBuilder =>
        routes.AddEndpointFilter(async (invocation, next) =>
        {
            var http = invocation.HttpContext;
            await Require(http, $"{MyAccountScopes.Prefix}{resource}.", manage, recently);
            return await next(invocation);
        });

    /// <summary>Whoever shows a token of a person is told what is not here.</summary>
    public static T ForAnyScope<T>(this T routes) where T : IEndpointConventionBuilder => routes.AddEndpointFilter(async (invocation, next) =>
    {
        await Find(invocation.HttpContext);
        return await next(invocation);
    });

    private static async Task Require(HttpContext http, string scope, bool manage, bool recently)
    {
        var (services, ct) = (http.RequestServices, http.RequestAborted);
        var (user, app, token) = await Find(http);
        string[] needed = manage ? [scope + "manage"] : [scope + "read", scope + "manage"];
        if (!needed.Any(token.Scopes.Contains)) throw Challenged(http, "insufficient_scope", $"The access token needs the scope {needed[0]}");
        var granted = await services.GetRequiredService<AppScopes>().Of(app, ct);
        if (!needed.Any(one => token.Scopes.Contains(one) && granted.Contains(one)))
            throw Challenged(http, "insufficient_scope", $"An administrator has to grant {needed[0]} to the app: POST /api/v1/apps/{app.Id}/grants");
        if (recently) await RequireProven(http, user, token);
        http.Features.Set(new MyAccountCaller(user, app, token, user.Doing(http)));
    }

    /// <summary>
    /// They have signed in a moment ago, and with all that they have by now: a token from before a second factor was set up is one of one factor, and
    /// whoever holds it is not to take away what has been set up against them, or to add to it (threats row 8).
    /// </summary>
    private static async Task RequireProven(HttpContext http, User user, TokenInForce token)
    {
        var services = http.RequestServices;
        if (Jws.NumberOf(token.Claims, Claim.AuthTime) is not { } at || services.GetRequiredService<TimeProvider>().Seconds - at > Fresh.TotalSeconds)
            throw TooLongAgo(http);
        if (Jws.StringOf(token.Claims, Claim.Acr) is Acr.TwoFactors or Acr.PhishingResistant or Acr.PhishingResistantHardware) return;
        // Whoever had one by then has given it: no sign-in is whole without.
        var all = (await services.GetRequiredService<Factors>().Of(user, http.RequestAborted)).Where(factor => factor.Active).ToArray();
        // Whoever signs in in that very second is said to have done it one before: see Sessions.ProvenNow.
        if (all.Length > 0 && all.Min(factor => factor.ActivatedAt ?? factor.CreatedAt).ToUnixTimeSeconds() > at + 1) throw TooLongAgo(http, Acr.TwoFactors);
    }

    private static async Task<(User User, App App, TokenInForce Token)> Find(HttpContext http)
    {
        var (services, ct) = (http.RequestServices, http.RequestAborted);
        var server = (await services.GetRequiredService<AuthorizationServers>().Find(http.Org, "", ct))!;
        if (await Presented(http, server) is not { UserId: { } userId } token
            || await services.GetRequiredService<Apps>().Find(http.Org.Id, token.ClientId, ct) is not { Active: true } app
            || await services.GetRequiredService<Users>().Read(http.Org.Id, userId, ct) is not { } user
            || AccountGate.Refusal(user) is not null) throw ApiError.InvalidToken();
        return (user, app, token);
    }

    private static ApiError Challenged(HttpContext http, string error, string why)
    {
        http.Response.Headers.WWWAuthenticate = $"{Scheme(http)} error=\"{error}\", error_description=\"{why}\"";
        return ApiError.NoPermission(why);
    }

    /// <summary>RFC 9470 §3: sign in again, and come back.</summary>
    private static ApiError TooLongAgo(HttpContext http, string? acr = null)
    {
        const string why = "The person has to sign in again for this";
        var (named, asked) = acr is null ? ("", "") : ($", acr_values=\"{acr}\"", $" and acr_values={acr}");
        http.Response.Headers.WWWAuthenticate =
            $"{Scheme(http)} error=\"insufficient_user_authentication\", error_description=\"{why}\", max_age={Fresh.TotalSeconds:0}{named}";
        return new ApiError(401, "E0000011", "Invalid token provided", $"{why}: authorize with max_age={Fresh.TotalSeconds:0}{asked}.");
    }

    private static string Scheme(HttpContext http) => PresentedTokens.SpeakDPoP(http) ? "DPoP" : "Bearer";

    private static async Task<TokenInForce?> Presented(HttpContext http, AuthorizationServer server)
    {
        try
        {
            return await http.RequestServices.GetRequiredService<PresentedTokens>().Require(http, server);
        }
        catch (OAuthException refusal)
        {
            http.Response.Headers.WWWAuthenticate = refusal.Challenge;
            return null;
        }
    }
}
