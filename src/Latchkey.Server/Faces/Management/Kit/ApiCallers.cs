using Latchkey.Protocol;
using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.ApiAccess;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.Kit;

/// <summary>
/// Lets in whoever shows a living SSWS token of an administrator who is neither suspended nor deactivated, or an access token of the org's own
/// authorization server with the scope the request needs, a service app's or an administrator's; and whose roles let them do this to that, as
/// <see cref="ApiRights"/> says. Contract §3.0.
/// </summary>
internal static class ApiCallers
{
    private const string SswsScheme = "SSWS ";

    /// <summary>How a scheme and what our tokens begin with look where the blank between them is missing.</summary>
    private static readonly (string Scheme, string Token)[] Joined = [("SSWS", "00"), ("Bearer", "ey")];

    extension(HttpContext http)
    {
        /// <summary>What a change of the directory asks for.</summary>
        public Doing Doing => new(http.Org, http.Caller.User, http);

        public ApiCaller Caller => http.Features.Get<ApiCaller>() ?? throw new InvalidOperationException("This route does not ask for an API token.");
    }

    public static T RequiresApiToken<T>(this T routes) where T : IEndpointConventionBuilder =>
        routes.CalledBy(CallerKind.ApiToken).AddEndpointFilter(async (invocation, next) =>
    {
        PartSchemeAndToken(invocation.HttpContext.Request.Headers);
        await Require(invocation.HttpContext);
        return await ShownParts.Of(invocation.HttpContext, await next(invocation));
    });

    /// <summary>Okta's Python SDK 3 and its MCP server write <c>SSWS00…</c> and <c>Bearereyj…</c>, here and nowhere else.</summary>
    private static void PartSchemeAndToken(IHeaderDictionary headers)
    {
        if (headers.Authorization is not [{ } header]) return;
        foreach (var (scheme, token) in Joined)
            if (header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) && header.AsSpan(scheme.Length).StartsWith(token, StringComparison.Ordinal))
                headers.Authorization = $"{scheme} {header[scheme.Length..]}";
    }

    /// <summary>For a route that lets others in as well.</summary>
    public static async Task Require(HttpContext http)
    {
        var caller = await Authenticate(http) ?? throw ApiError.InvalidToken();
        RequireScope(http, caller);
        http.Features.Set(caller);
        http.Authority = caller.Authority;
        var (right, target) = ApiRights.Of(http);
        var gate = http.RequestServices.GetRequiredService<AdministratorGate>();
        await gate.Require(http.Org, caller.User, caller.Authority, right, target, http.RequestAborted);
        // Who is shown beside it is looked at as well.
        if (Rights.Looks(right) && !caller.Authority.IsSuper && ApiRights.ShownBeside(http) is var (looks, shown))
            await gate.Require(http.Org, caller.User, caller.Authority, looks, shown, http.RequestAborted);
    }

    private static async Task<ApiCaller?> Authenticate(HttpContext http)
    {
        var header = http.Request.Headers.Authorization;
        if (header.Count != 1 || header[0] is not { } presented) return null;
        if (presented.StartsWith(SswsScheme, StringComparison.OrdinalIgnoreCase)) return await ByApiToken(http, presented[SswsScheme.Length..].Trim());
        return PresentedTokens.AreShownBy(http) ? await ByAccessToken(http) : null;
    }

    private static async Task<ApiCaller?> ByApiToken(HttpContext http, string presented)
    {
        var services = http.RequestServices;
        var token = await services.GetRequiredService<ApiTokens>().Authenticate(http.Org.Id, presented, http.RequestAborted);
        if (token is null) return null;

        var user = await services.GetRequiredService<Users>().Find(http.Org.Id, token.UserId, http.RequestAborted);
        if (user is null || AccountGate.RefusalOfApiToken(user) is not null) return null;
        var authority = await services.GetRequiredService<Authorities>().Of(user, http.RequestAborted);
        return authority.IsNone ? null : new(user.Party, token, null, authority, await Book(http));
    }

    /// <summary>An app's own token, or that of an administrator who signed in to it; of its scopes those count that the app is still granted.</summary>
    private static async Task<ApiCaller?> ByAccessToken(HttpContext http)
    {
        var services = http.RequestServices;
        var server = (await services.GetRequiredService<AuthorizationServers>().Find(http.Org, "", http.RequestAborted))!;
        if (await Presented(http, server) is not { } token) return null;
        if (await services.GetRequiredService<Apps>().Find(http.Org.Id, token.ClientId, http.RequestAborted) is not { Active: true } app) return null;
        var granted = await services.GetRequiredService<AppScopes>().Of(app, http.RequestAborted);
        var scopes = token.Scopes.Where(granted.Contains).ToHashSet(StringComparer.Ordinal);
        var authorities = services.GetRequiredService<Authorities>();
        if (token.UserId is not { } userId)
            return new(app.Party, null, scopes, await authorities.Of(app, http.RequestAborted), await Book(http), app);
        var user = await services.GetRequiredService<Users>().Find(http.Org.Id, userId, http.RequestAborted);
        if (user is null || AccountGate.Refusal(user) is not null) return null;
        var authority = await authorities.Of(user, http.RequestAborted);
        return authority.IsNone ? null : new(user.Party, null, scopes, authority, await Book(http));
    }

    private static ValueTask<RoleBook> Book(HttpContext http) => http.RequestServices.GetRequiredService<RoleBooks>().Of(http.Org.Id, http.RequestAborted);

    /// <summary>The challenge says what is wrong with a token or its proof; the body is the API's own.</summary>
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

    /// <summary>What comes along with an answer is read, too.</summary>
    public static void RequireScope(HttpContext http, string resource) => RequireScope(http, http.Caller, ApiScopes.ToRead(resource));

    private static void RequireScope(HttpContext http, ApiCaller caller) => RequireScope(http, caller, ApiScopes.Needed(http.Request));

    private static void RequireScope(HttpContext http, ApiCaller caller, IReadOnlyList<string> needed)
    {
        if (caller.Scopes is null) return;
        if (needed.Any(caller.Scopes.Contains)) return;
        http.Response.Headers.WWWAuthenticate = $"{(PresentedTokens.SpeakDPoP(http) ? DPoPProof.Header : "Bearer")} error=\"insufficient_scope\", "
            + $"error_description=\"The access token needs the scope {needed[0]}\", scope=\"{needed[0]}\"";
        throw ApiError.NoPermission();
    }
}
