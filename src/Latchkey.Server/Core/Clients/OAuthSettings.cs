using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Clients;

/// <summary><c>settings.oauthClient</c> of an app: its grants, its addresses and how its refresh tokens behave. Contract §3.1.</summary>
internal static class OAuthSettings
{
    private static readonly IReadOnlyList<string> GrantsThatRefresh = GrantKind.Named(grant => grant.Refreshes);
    private static readonly string[] RequestObjectAlgorithms = ["HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "PS256"];
    /// <summary>What this server signs for an app, each with the algorithm the app wants.</summary>
    public static readonly string[] SignedAnswers =
        ["id_token_signed_response_alg", "userinfo_signed_response_alg", "authorization_signed_response_alg", "introspection_signed_response_alg"];

    /// <summary>Where a person's browser goes, or this server itself.</summary>
    private static readonly string[] Addresses = ["client_uri", "logo_uri", "tos_uri", "policy_uri", "initiate_login_uri", "jwks_uri",
        "frontchannel_logout_uri", "backchannel_logout_uri"];

    public static JsonObject Read(JsonObject given, string type, AppPreset preset, bool development, App? existing)
    {
        var grants = ReadGrants(given, type);
        var redirects = type == "service" ? [] : Uris(given, "redirect_uris", type);
        if (redirects.Count == 0 && grants.FirstOrDefault(grant => grant is GrantType.AuthorizationCode or GrantType.Implicit) is { } redirecting)
            throw ApiError.Validation("redirect_uris", $"redirect_uris: at least one is required for the grant type {redirecting}");

        var client = new JsonObject();
        foreach (var name in Addresses) client[name] = Address(given, name, development);
        client["redirect_uris"] = ApiJson.List(redirects);
        client["post_logout_redirect_uris"] = ApiJson.List(type == "service" ? [] : Uris(given, "post_logout_redirect_uris", type));
        client["response_types"] = ApiJson.List(ReadResponseTypes(given, type, grants, preset));
        client["grant_types"] = ApiJson.List(grants);
        client["application_type"] = type;
        // Who never vouched for an app has not done so by leaving this out.
        client["consent_method"] = given["consent_method"] is null && existing is { VouchedFor: false } ? "REQUIRED"
            : OneOf(given, "consent_method", "TRUSTED", "REQUIRED");
        client["issuer_mode"] = OneOf(given, "issuer_mode", "DYNAMIC", "ORG_URL", "CUSTOM_URL");
        client["refresh_token"] = ReadRotation(given, type, preset);
        client["idp_initiated_login"] = new JsonObject
        {
            ["mode"] = OneOf(given.Object("idp_initiated_login") ?? [], "mode", "DISABLED"),
            ["default_scope"] = new JsonArray()
        };
        client["wildcard_redirect"] = OneOf(given, "wildcard_redirect", "DISABLED");
        client["subject_type"] = OneOf(given, "subject_type", "public");
        client["dpop_bound_access_tokens"] = given.Flag("dpop_bound_access_tokens") ?? false;
        client["profile"] = OneOf(given, "profile", AppProfile.Default, AppProfile.Fapi2);
        client["require_pushed_authorization_requests"] = given.Flag("require_pushed_authorization_requests") ?? false;
        client["require_signed_request_object"] = given.Flag("require_signed_request_object") ?? false;
        client["request_object_signing_alg"] = Optional(given, "request_object_signing_alg", RequestObjectAlgorithms);
        client["request_uris"] = ApiJson.List(RequestUris(given, development));
        client["jwks"] = ReadKeys(given);
        client["groups_claim"] = AppGroupsClaim.Read(given);
        client["participate_slo"] = given.Flag("participate_slo") ?? client["frontchannel_logout_uri"] is not null;
        if (given.Flag("participate_slo") is true && client["frontchannel_logout_uri"] is null)
            throw ApiError.Validation("frontchannel_logout_uri", "frontchannel_logout_uri: is required for participate_slo");
        client["frontchannel_logout_session_required"] = given.Flag("frontchannel_logout_session_required") ?? false;
        client["backchannel_logout_session_required"] = given.Flag("backchannel_logout_session_required") ?? false;
        foreach (var signed in SignedAnswers)
            if (given.Text(signed) is not null) client[signed] = OneOf(given, signed, [.. SignatureAlgorithms.All]);
        return client;
    }

    private static List<string> ReadGrants(JsonObject given, string type)
    {
        var grants = given.Texts("grant_types")?.Distinct(StringComparer.Ordinal).ToList()
            ?? throw ApiError.Validation("grant_types", "grant_types: is required");
        if (grants.Count == 0) throw ApiError.Validation("grant_types", "grant_types: must not be empty");
        var possible = GrantKind.Of(type);
        if (grants.FirstOrDefault(grant => !possible.Contains(grant)) is { } impossible)
            throw ApiError.Validation("grant_types",
                $"grant_types: {impossible} is not possible for an app of the type {type}; possible are {string.Join(", ", possible)}");
        if (grants.Contains(GrantType.RefreshToken) && !grants.Any(GrantsThatRefresh.Contains))
            throw ApiError.Validation("grant_types", $"grant_types: refresh_token needs one of {string.Join(", ", GrantsThatRefresh)} beside it");
        return grants;
    }

    /// <summary>
    /// Each word of a response type needs the grant it comes of: <c>code</c> that of codes, <c>token</c> and <c>id_token</c> the implicit one. OpenID
    /// Connect Registration §2.
    /// </summary>
    private static IReadOnlyList<string> ReadResponseTypes(JsonObject given, string type, List<string> grants, AppPreset preset)
    {
        var possible = type == "service" ? [preset.ResponseType]
            : new List<string>([.. grants.Contains(GrantType.AuthorizationCode) ? ["code"] : Array.Empty<string>(),
            .. grants.Contains(GrantType.Implicit) ? ["id_token", "token"] : Array.Empty<string>()]);
        if (given.Texts("response_types") is not { Count: > 0 } types) return possible;
        if (types.FirstOrDefault(one => !one.Split(' ').All(possible.Contains)) is { } impossible)
            throw ApiError.Validation("response_types",
                $"response_types: {impossible} is not possible with the grant types of this {type} app; possible are {string.Join(", ", possible)}");
        return [.. types.Distinct(StringComparer.Ordinal)];
    }

    private static JsonObject ReadRotation(JsonObject given, string type, AppPreset preset)
    {
        var refresh = given.Object("refresh_token") ?? [];
        var rotation =
            new JsonObject { ["rotation_type"] = refresh["rotation_type"] is null ? preset.RotationType : OneOf(refresh, "rotation_type", "STATIC", "ROTATE") };
        var leeway = refresh.Number("leeway") ?? (type == "native" ? null : preset.Leeway);
        if (leeway is < 0 or > 60) throw ApiError.Validation("leeway", "refresh_token.leeway: must be between 0 and 60 seconds");
        if (leeway is not null) rotation["leeway"] = leeway;
        return rotation;
    }

    private static List<string> Uris(JsonObject given, string name, string type)
    {
        var uris = given.Texts(name)?.Distinct(StringComparer.Ordinal).ToList() ?? [];
        if (uris.Count > AppDocument.MaxUris) throw ApiError.Validation(name, $"{name}: at most {AppDocument.MaxUris}");
        var problems = uris.Select(uri => (uri, problem: RegisteredUris.Problem(uri, type))).Where(one => one.problem is not null)
            .Select(one => $"{name}: '{(one.uri.Length > 200 ? one.uri[..200] : one.uri)}' {one.problem}").ToArray();
        return problems.Length == 0 ? uris : throw ApiError.Validation(name, problems);
    }

    private static string? Address(JsonObject given, string name, bool development) => given.Text(name) is { Length: > 0 } uri
        ? RegisteredUris.AddressProblem(uri, development) is { } problem ? throw ApiError.Validation(name, $"{name}: {problem}") : uri
        : null;

    private static string OneOf(JsonObject given, string name, params string[] possible)
    {
        var value = given.Text(name) ?? possible[0];
        return possible.Contains(value) ? value : throw ApiError.Validation(name, $"{name}: must be {string.Join(" or ", possible)}");
    }

    private static string? Optional(JsonObject given, string name, IReadOnlyList<string> possible) =>
        given.Text(name) is not { Length: > 0 } value ? null
            : possible.Contains(value) ? value : throw ApiError.Validation(name, $"{name}: must be one of {string.Join(", ", possible)}");

    /// <summary>Web addresses this server may read. A fragment only tells one version of what is there from another (OpenID Connect Core §6.2).</summary>
    private static List<string> RequestUris(JsonObject given, bool development)
    {
        const string name = "request_uris";
        var uris = given.Texts(name)?.Distinct(StringComparer.Ordinal).ToList() ?? [];
        if (uris.Count > AppDocument.MaxUris) throw ApiError.Validation(name, $"{name}: at most {AppDocument.MaxUris}");
        var problem = uris.Select(uri => RegisteredUris.AddressProblem(uri.Split('#')[0], development)).FirstOrDefault(problem => problem is not null);
        return problem is null ? uris : throw ApiError.Validation(name, $"{name}: each {problem}");
    }

    /// <summary>The app's public keys. RFC 7517 §5; a private one is refused before it is stored.</summary>
    private static JsonObject? ReadKeys(JsonObject given)
    {
        if (given.Object("jwks") is not { } jwks) return null;
        if (given.Text("jwks_uri") is { Length: > 0 }) throw ApiError.Validation("jwks", "jwks: give jwks or jwks_uri, not both");
        return ClientKeys.Problem(jwks) is { } problem ? throw ApiError.Validation("jwks", $"jwks: {problem}") : (JsonObject)jwks.DeepClone();
    }
}
