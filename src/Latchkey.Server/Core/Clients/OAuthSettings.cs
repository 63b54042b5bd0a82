using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Clients;

/// <summary><c>settings.oauthClient</c> of an app: its grants, its addresses and how its refresh tokens behave. Contract §3.1.</summary>
internal static class OAuthSettings
{
    private const int MostUris = 200;

    private static readonly IReadOnlyList<string> GrantsThatRefresh = GrantKind.Named(grant => grant.Refreshes);
    /// <summary>What this server signs for an app, each with the algorithm the app wants.</summary>
    public static readonly string[] SignedAnswers =
        ["id_token_signed_response_alg", "userinfo_signed_response_alg", "authorization_signed_response_alg", "introspection_signed_response_alg"];

    /// <summary>As they are stored.</summary>
    /// <exception cref="RuleException">They break a rule.</exception>
    public static JsonObject Of(OAuthProposal wanted, string type, AppPreset preset, bool development, App? existing)
    {
        var grants = Grants(wanted, type);
        RequireNoneOfService("redirect_uris", wanted.RedirectUris, type);
        RequireNoneOfService("post_logout_redirect_uris", wanted.PostLogoutRedirectUris, type);
        var redirects = type == "service" ? [] : Uris("redirect_uris", wanted.RedirectUris, type);
        if (redirects.Count == 0
            && grants.FirstOrDefault(grant => grant is GrantType.AuthorizationCode or GrantType.InteractionCode or GrantType.Implicit) is { } redirecting)
            throw new RuleException("redirect_uris", $"at least one is required for the grant type {redirecting}");

        var client = new JsonObject();
        foreach (var (name, address) in Addresses(wanted)) client[name] = Address(name, address, development);
        client["redirect_uris"] = ApiJson.List(redirects);
        client["post_logout_redirect_uris"] =
            ApiJson.List(type == "service" ? [] : Uris("post_logout_redirect_uris", wanted.PostLogoutRedirectUris, type));
        RequireOwnSite((string?)client["frontchannel_logout_uri"], redirects);
        client["response_types"] = ApiJson.List(ResponseTypes(wanted, type, grants, preset));
        client["grant_types"] = ApiJson.List(grants);
        client["application_type"] = type;
        // Who never vouched for an app has not done so by leaving this out.
        client["consent_method"] = wanted.ConsentMethod is null && existing is { VouchedFor: false } ? "REQUIRED"
            : OneOf("consent_method", wanted.ConsentMethod, "TRUSTED", "REQUIRED");
        client["issuer_mode"] = OneOf("issuer_mode", wanted.IssuerMode, "DYNAMIC", "ORG_URL", "CUSTOM_URL");
        client["refresh_token"] = Rotation(wanted, type, preset);
        if (wanted.IdpInitiatedScopes is { Count: > 0 }) throw new RuleException("default_scope", "must be empty: no sign-in begins here for an app");
        client["idp_initiated_login"] = new JsonObject
        {
            ["mode"] = OneOf("mode", wanted.IdpInitiatedLogin, "DISABLED"),
            ["default_scope"] = new JsonArray()
        };
        if (wanted.BackchannelDelivery is not null)
            client["backchannel_token_delivery_mode"] = OneOf("backchannel_token_delivery_mode", wanted.BackchannelDelivery, "poll");
        client["wildcard_redirect"] = OneOf("wildcard_redirect", wanted.WildcardRedirect, "DISABLED");
        client["subject_type"] = OneOf("subject_type", wanted.SubjectType, "public");
        client["dpop_bound_access_tokens"] = wanted.DPoPRequired ?? false;
        client["profile"] = OneOf("profile", wanted.Profile, AppProfile.Default, AppProfile.Fapi2);
        client["require_pushed_authorization_requests"] = wanted.PushedRequestsRequired ?? false;
        client["require_signed_request_object"] = wanted.SignedRequestsRequired ?? false;
        client["request_object_signing_alg"] = Optional("request_object_signing_alg", wanted.RequestObjectAlgorithm, ClientJwt.Algorithms);
        client["request_uris"] = ApiJson.List(RequestUris(wanted, development));
        client["jwks"] = Keys(wanted);
        client["groups_claim"] = wanted.GroupsClaim?.Checked();
        client["participate_slo"] = wanted.ParticipatesInLogout ?? client["frontchannel_logout_uri"] is not null;
        if (wanted.ParticipatesInLogout is true && client["frontchannel_logout_uri"] is null)
            throw new RuleException("frontchannel_logout_uri", "is required for participate_slo");
        client["frontchannel_logout_session_required"] = wanted.FrontchannelLogoutSessionRequired ?? false;
        client["backchannel_logout_session_required"] = wanted.BackchannelLogoutSessionRequired ?? false;
        foreach (var (name, algorithm) in SignedAnswers.Zip(AlgorithmsOf(wanted)))
            if (algorithm is not null) client[name] = OneOf(name, algorithm, [.. SignatureAlgorithms.All]);
        return client;
    }

    /// <summary>Where a person's browser goes, or this server itself.</summary>
    private static (string Name, string? Address)[] Addresses(OAuthProposal wanted) =>
    [
        ("client_uri", wanted.ClientUri), ("logo_uri", wanted.LogoUri), ("tos_uri", wanted.TermsUri), ("policy_uri", wanted.PolicyUri),
        ("initiate_login_uri", wanted.InitiateLoginUri), ("jwks_uri", wanted.JwksUri),
        ("frontchannel_logout_uri", wanted.FrontchannelLogoutUri), ("backchannel_logout_uri", wanted.BackchannelLogoutUri),
    ];

    /// <summary>In the order of <see cref="SignedAnswers"/>.</summary>
    private static string?[] AlgorithmsOf(OAuthProposal wanted) =>
        [wanted.IdTokenAlgorithm, wanted.UserInfoAlgorithm, wanted.AnswerAlgorithm, wanted.IntrospectionAlgorithm];

    private static List<string> Grants(OAuthProposal wanted, string type)
    {
        const string field = "grant_types";
        var grants = wanted.GrantTypes?.Distinct(StringComparer.Ordinal).ToList() ?? throw new RuleException(field, "is required");
        if (grants.Count == 0) throw new RuleException(field, "must not be empty");
        var possible = GrantKind.Of(type);
        if (grants.FirstOrDefault(grant => !possible.Contains(grant)) is { } impossible)
            throw new RuleException(field, $"{impossible} is not possible for an app of the type {type}; possible are {string.Join(", ", possible)}");
        if (grants.Contains(GrantType.RefreshToken) && !grants.Any(GrantsThatRefresh.Contains))
            throw new RuleException(field, $"refresh_token needs one of {string.Join(", ", GrantsThatRefresh)} beside it");
        return grants;
    }

    /// <summary>
    /// Each word of a response type needs the grant it comes of: <c>code</c> that of codes, <c>token</c> and <c>id_token</c> the implicit one. OpenID
    /// Connect Registration §2.
    /// </summary>
    private static IReadOnlyList<string> ResponseTypes(OAuthProposal wanted, string type, List<string> grants, AppPreset preset)
    {
        var possible = type == "service" ? [preset.ResponseType]
            : new List<string>([.. grants.Contains(GrantType.AuthorizationCode) ? ["code"] : Array.Empty<string>(),
            .. grants.Contains(GrantType.Implicit) ? ["id_token", "token"] : Array.Empty<string>()]);
        if (wanted.ResponseTypes is not { Count: > 0 } types) return possible;
        if (types.FirstOrDefault(one => !one.Split(' ').All(possible.Contains)) is { } impossible)
            throw new RuleException("response_types",
                $"{impossible} is not possible with the grant types of this {type} app; possible are {string.Join(", ", possible)}");
        return [.. types.Distinct(StringComparer.Ordinal)];
    }

    private static JsonObject Rotation(OAuthProposal wanted, string type, AppPreset preset)
    {
        var rotation = new JsonObject
        {
            ["rotation_type"] = wanted.RotationType is null ? preset.RotationType : OneOf("rotation_type", wanted.RotationType, "STATIC", "ROTATE")
        };
        var leeway = wanted.Leeway ?? (type == "native" ? null : preset.Leeway);
        if (leeway is < 0 or > 60) throw new RuleException("leeway", "must be between 0 and 60 seconds") { Path = "refresh_token.leeway" };
        if (leeway is not null) rotation["leeway"] = leeway;
        return rotation;
    }

    /// <summary>An app that acts for itself sends nobody anywhere. Dropping what it was given would look as if it were kept.</summary>
    private static void RequireNoneOfService(string name, IReadOnlyList<string>? given, string type)
    {
        if (type == "service" && given is { Count: > 0 }) throw new RuleException(name, "an app of the type service has none: it signs nobody in");
    }

    /// <summary>
    /// The sign-out page has it in a frame: scheme, host and port are those of a redirect URI. OpenID Connect Front-Channel Logout §2.
    /// </summary>
    private static void RequireOwnSite(string? frame, IReadOnlyList<string> redirects)
    {
        if (frame is null || redirects.Any(redirect => Uri.TryCreate(redirect, UriKind.Absolute, out var uri) && Uri.Compare(uri, new Uri(frame),
            UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0)) return;
        throw new RuleException("frontchannel_logout_uri", "must have the scheme, host and port of one of the redirect_uris");
    }

    private static List<string> Uris(string name, IReadOnlyList<string>? given, string type)
    {
        var uris = given?.Distinct(StringComparer.Ordinal).ToList() ?? [];
        if (uris.Count > MostUris) throw new RuleException(name, $"at most {MostUris}");
        var problems = uris.Select(uri => (uri, problem: RegisteredUris.Problem(uri, type))).Where(one => one.problem is not null)
            .Select(one => $"'{(one.uri.Length > 200 ? one.uri[..200] : one.uri)}' {one.problem}").ToArray();
        return problems.Length == 0 ? uris : throw new RuleException(name, problems);
    }

    private static string? Address(string name, string? given, bool development) =>
        string.IsNullOrEmpty(given) ? null : RegisteredUris.AddressProblem(given, development) is { } problem ? throw new RuleException(name, problem) : given;

    private static string OneOf(string name, string? given, params string[] possible)
    {
        var value = given ?? possible[0];
        return possible.Contains(value) ? value : throw new RuleException(name, $"must be {string.Join(" or ", possible)}");
    }

    private static string? Optional(string name, string? given, IReadOnlyList<string> possible) =>
        string.IsNullOrEmpty(given) ? null
        : possible.Contains(given) ? given : throw new RuleException(name, $"must be one of {string.Join(", ", possible)}");

    /// <summary>Web addresses this server may read. A fragment only tells one version of what is there from another (OpenID Connect Core §6.2).</summary>
    private static List<string> RequestUris(OAuthProposal wanted, bool development)
    {
        const string name = "request_uris";
        var uris = wanted.RequestUris?.Distinct(StringComparer.Ordinal).ToList() ?? [];
        if (uris.Count > MostUris) throw new RuleException(name, $"at most {MostUris}");
        var problem = uris.Select(uri => RegisteredUris.AddressProblem(uri.Split('#')[0], development)).FirstOrDefault(problem => problem is not null);
        return problem is null ? uris : throw new RuleException(name, $"each {problem}");
    }

    /// <summary>The app's public keys. RFC 7517 §5; a private one is refused before it is stored.</summary>
    private static JsonObject? Keys(OAuthProposal wanted)
    {
        if (wanted.Jwks is null) return null;
        if (!string.IsNullOrEmpty(wanted.JwksUri)) throw new RuleException("jwks", "give jwks or jwks_uri, not both");
        var jwks = ClientKeys.WithCurves(wanted.Jwks);
        return ClientKeys.Problem(jwks) is { } problem ? throw new RuleException("jwks", problem) : jwks;
    }
}
