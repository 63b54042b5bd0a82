using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.ManagementApi;

namespace Latchkey.Server.Apps;

/// <summary><c>settings.oauthClient</c> of an app: its grants, its addresses and how its refresh tokens behave. Contract §3.1.</summary>
internal static class OAuthSettings
{
    private static readonly string[] Grants = [GrantType.AuthorizationCode, GrantType.RefreshToken, GrantType.ClientCredentials, GrantType.DeviceCode, GrantType.TokenExchange];
    private static readonly string[] ServiceGrants = [GrantType.ClientCredentials, GrantType.TokenExchange];
    private static readonly string[] GrantsThatRefresh = [GrantType.AuthorizationCode, GrantType.DeviceCode];
    private static readonly string[] Pages = ["client_uri", "logo_uri", "tos_uri", "policy_uri"];

    public static JsonObject Read(JsonObject given, string type, AppPreset preset)
    {
        var grants = ReadGrants(given, type);
        var redirects = type == "service" ? [] : Uris(given, "redirect_uris", type);
        if (redirects.Count == 0 && grants.Contains(GrantType.AuthorizationCode))
            throw ApiError.Validation("redirect_uris", "redirect_uris: at least one is required for the grant type authorization_code");

        var client = new JsonObject();
        foreach (var page in Pages) client[page] = Page(given, page);
        client["redirect_uris"] = ApiJson.List(redirects);
        client["post_logout_redirect_uris"] = ApiJson.List(type == "service" ? [] : Uris(given, "post_logout_redirect_uris", type));
        client["response_types"] = ApiJson.List(ReadResponseTypes(given, type, grants, preset));
        client["grant_types"] = ApiJson.List(grants);
        client["initiate_login_uri"] = Page(given, "initiate_login_uri");
        client["application_type"] = type;
        client["consent_method"] = OneOf(given, "consent_method", "TRUSTED");
        client["issuer_mode"] = OneOf(given, "issuer_mode", "DYNAMIC", "ORG_URL", "CUSTOM_URL");
        client["refresh_token"] = ReadRotation(given, type, preset);
        client["idp_initiated_login"] = new JsonObject { ["mode"] = OneOf(given.Object("idp_initiated_login") ?? [], "mode", "DISABLED"), ["default_scope"] = new JsonArray() };
        client["wildcard_redirect"] = OneOf(given, "wildcard_redirect", "DISABLED");
        client["subject_type"] = OneOf(given, "subject_type", "public");
        client["dpop_bound_access_tokens"] = Off(given, "dpop_bound_access_tokens");
        client["participate_slo"] = Off(given, "participate_slo");
        if (given.Text("id_token_signed_response_alg") is not null) client["id_token_signed_response_alg"] = OneOf(given, "id_token_signed_response_alg", "RS256", "ES256");
        return client;
    }

    private static List<string> ReadGrants(JsonObject given, string type)
    {
        var grants = given.Texts("grant_types")?.Distinct(StringComparer.Ordinal).ToList() ?? throw ApiError.Validation("grant_types", "grant_types: is required");
        if (grants.Count == 0) throw ApiError.Validation("grant_types", "grant_types: must not be empty");
        var possible = type == "service" ? ServiceGrants : type == "web" ? Grants : [.. Grants.Where(grant => grant != GrantType.ClientCredentials)];
        if (grants.FirstOrDefault(grant => !possible.Contains(grant)) is { } impossible)
            throw ApiError.Validation("grant_types", $"grant_types: {impossible} is not possible for an app of the type {type}; possible are {string.Join(", ", possible)}");
        if (grants.Contains(GrantType.RefreshToken) && !grants.Any(GrantsThatRefresh.Contains))
            throw ApiError.Validation("grant_types", $"grant_types: refresh_token needs one of {string.Join(", ", GrantsThatRefresh)} beside it");
        return grants;
    }

    private static IReadOnlyList<string> ReadResponseTypes(JsonObject given, string type, List<string> grants, AppPreset preset)
    {
        if (given.Texts("response_types") is not { Count: > 0 } types) return grants.Contains(GrantType.AuthorizationCode) || type == "service" ? [preset.ResponseType] : [];
        if (types.FirstOrDefault(one => one != preset.ResponseType) is { } impossible)
            throw ApiError.Validation("response_types", $"response_types: {impossible} is not possible for an app of the type {type}; possible is {preset.ResponseType}");
        return [preset.ResponseType];
    }

    private static JsonObject ReadRotation(JsonObject given, string type, AppPreset preset)
    {
        var refresh = given.Object("refresh_token") ?? [];
        var rotation = new JsonObject { ["rotation_type"] = refresh["rotation_type"] is null ? preset.RotationType : OneOf(refresh, "rotation_type", "STATIC", "ROTATE") };
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

    private static string? Page(JsonObject given, string name) => given.Text(name) is { Length: > 0 } uri
        ? RegisteredUris.PageProblem(uri) is { } problem ? throw ApiError.Validation(name, $"{name}: {problem}") : uri
        : null;

    private static string OneOf(JsonObject given, string name, params string[] possible)
    {
        var value = given.Text(name) ?? possible[0];
        return possible.Contains(value) ? value : throw ApiError.Validation(name, $"{name}: must be {string.Join(" or ", possible)}");
    }

    private static bool Off(JsonObject given, string name) =>
        given.Flag(name) == true ? throw ApiError.Validation(name, $"{name}: is not supported by this server") : false;
}
