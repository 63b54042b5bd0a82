using Latchkey.Protocol;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.DPoP;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Core.Signatures;
using Latchkey.Server.Faces.OAuth.Decoupled;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.OAuth.Discovery;

/// <summary>What an authorization server says of itself: only what works. OpenID Connect Discovery §4, RFC 8414 §3, contract §1.3.</summary>
internal static class DiscoveryEndpoint
{
    /// <summary>GET {issuer}/.well-known/openid-configuration</summary>
    public static async Task<IResult> OpenId(HttpContext http, AuthorizationServers servers, Apps apps, AppSignatures signatures,
        AuthenticatorKinds authenticators, SignUpRulebook signUps)
    {
        var ct = http.RequestAborted;
        var app = await KnownApp(http, apps);
        var server = await servers.Current(http);
        var algorithms = await signatures.Of(server, app, ct);
        return Cacheable(http, Describe(http, server, app, algorithms) with
        {
            BackchannelLogoutSupported = true,
            BackchannelLogoutSessionSupported = true,
            FrontchannelLogoutSupported = true,
            FrontchannelLogoutSessionSupported = true,
            // OpenID Connect Discovery §3: RS256 is always among them.
            IdTokenSigningAlgorithms = [SignatureAlgorithms.Rsa, .. algorithms.Except([SignatureAlgorithms.Rsa])],
            AcrValues = Acr.SupportedWhere(await authenticators.KnowsHardware(http.Org, ct)),
            Prompts = PromptValue.RegisteredWhere(await signUps.Offered(http.Org, app, ct)),
            UserInfoSigningAlgorithms = algorithms,
            Claims =
            [
                "iss", "ver", "sub", "aud", "iat", "exp", "jti", "auth_time", "acr", "amr", "idp", "nonce", "name", "nickname", "preferred_username",
                "given_name",
                "middle_name", "family_name", "email", "email_verified", "profile", "zoneinfo", "locale", "address", "phone_number", "phone_number_verified",
                "picture", "website",
                "gender", "birthdate", "updated_at", "at_hash", "c_hash", "sid",
                .. server.IsOrgServer ? [Scope.Groups] : server.TokenClaims.Identity.Select(claim => claim.Name),
            ],
        });
    }

    /// <summary>GET {issuer}/.well-known/oauth-authorization-server, and RFC 8414's own place for it.</summary>
    public static async Task<IResult> OAuth(HttpContext http, AuthorizationServers servers, Apps apps, AppSignatures signatures)
    {
        var app = await KnownApp(http, apps);
        var server = await servers.Current(http);
        return Cacheable(http, Describe(http, server, app, await signatures.Of(server, app, http.RequestAborted)) with
        {
            Claims = ["ver", "jti", "iss", "aud", "iat", "exp", "cid", "uid", "scp", "sub"],
        });
    }

    /// <summary>
    /// GET /.well-known/okta-organization: contract §1.1. Who reads <c>idx</c> asks for what the Identity Engine has; <c>v1</c> would say that it has not.
    /// </summary>
    public static IResult Organization(HttpContext http) => Results.Json(new
    {
        id = http.Org.Id,
        _links = new { organization = new { href = http.Org.Url } },
        pipeline = "idx",
    });

    /// <summary>A client may say who it is; a wrong id is better told here than at its first sign-in. Contract §1.3.</summary>
    private static async Task<App?> KnownApp(HttpContext http, Apps apps)
    {
        if (http.Request.Query[Parameter.ClientId] is not { Count: > 0 } id) return null;
        return await apps.FindClient(http.Org.Id, id.ToString(), http.RequestAborted) is { Active: true } app ? app
            : throw new ApiError(400, "invalid_client", "Invalid value for 'client_id' parameter.");
    }

    /// <summary>Those for everybody to see, and to an app that says who it is also those that a policy may give it. Contract §1.3.</summary>
    private static string[] ScopesFor(AuthorizationServer server, App? app) =>
        [.. server.Scopes.Values.Where(scope => scope.Published || (app is not null && PolicyDecision.MayEverGive(server, app.Id, scope.Name)))
            .Select(scope => scope.Name)];

    /// <summary>Tokens are exchanged for an audience, and that of the org's own server is Latchkey itself (contract §1.2, §2.11).</summary>
    private static IReadOnlyList<string> GrantsOf(AuthorizationServer server) =>
        [GrantType.Implicit, .. GrantKind.Named(grant => grant is { AtTokenEndpoint: true, Registered: true })
            .Where(grant => !server.IsOrgServer || grant != GrantType.TokenExchange)];

    private static ProviderMetadata Describe(HttpContext http, AuthorizationServer server, App? app, IReadOnlyList<string> algorithms) => new()
    {
        Issuer = server.Issuer,
        AuthorizationEndpoint = server.Endpoints + "/authorize",
        TokenEndpoint = server.Endpoints + "/token",
        UserInfoEndpoint = server.Endpoints + "/userinfo",
        RegistrationEndpoint = http.Org.Url + ClientPaths.Registration,
        JwksUri = server.Endpoints + "/keys" + (server.IsOrgServer && app?.SigningKid is not null ? $"?client_id={app.Id}" : ""),
        ResponseTypes = ResponseType.All,
        GrantTypes = GrantsOf(server),
        ResponseModes = ResponseModes.All,
        SubjectTypes = ["public"],
        Scopes = ScopesFor(server, app),
        TokenEndpointAuthMethods = ClientAuthMethods.All,
        TokenEndpointAuthSigningAlgorithms = ClientJwt.Algorithms,
        CodeChallengeMethods = [Pkce.Method],
        IntrospectionEndpoint = server.Endpoints + "/introspect",
        IntrospectionEndpointAuthMethods = ClientAuthMethods.All,
        IntrospectionEndpointAuthSigningAlgorithms = ClientJwt.Algorithms,
        IntrospectionSigningAlgorithms = algorithms,
        RevocationEndpoint = server.Endpoints + "/revoke",
        RevocationEndpointAuthMethods = ClientAuthMethods.All,
        RevocationEndpointAuthSigningAlgorithms = ClientJwt.Algorithms,
        EndSessionEndpoint = server.Endpoints + "/logout",
        DeviceAuthorizationEndpoint = server.Endpoints + "/device/authorize",
        BackchannelAuthenticationEndpoint = server.Endpoints + "/bc/authorize",
        BackchannelTokenDeliveryModes = ["poll"],
        BackchannelRequestSigningAlgorithms = CibaRequestObjects.Algorithms,
        BackchannelUserCodeSupported = false,
        PushedAuthorizationRequestEndpoint = server.Endpoints + "/par",
        RequestParameterSupported = true,
        RequestUriParameterSupported = true,
        RequireRequestUriRegistration = true,
        RequestObjectSigningAlgorithms = ClientJwt.Algorithms,
        AuthorizationResponseIssSupported = true,
        AuthorizationSigningAlgorithms = algorithms,
        DPoPSigningAlgorithms = DPoPProofs.Algorithms,
        ClaimsParameterSupported = true,
        UiLocales = [.. Language.All.Select(language => language.Tag)],
    };

    private static IResult Cacheable(HttpContext http, ProviderMetadata metadata)
    {
        http.Response.Headers.CacheControl = "public, max-age=3600";
        return JsonAnswer.Of(metadata, ProtocolJson.Default.ProviderMetadata);
    }
}
