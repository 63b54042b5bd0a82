using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Kit;

/// <summary>An app that proves who it is with JWTs.</summary>
public sealed record SigningApp(TestOrg Org, string Id, string? Secret, AppKey Key, bool BySecret)
{
    public const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <param name="org">Where.</param>
    /// <param name="method">client_secret_jwt or private_key_jwt.</param>
    /// <param name="key">Registered with it.</param>
    /// <param name="type">web or service.</param>
    /// <param name="scopes">Of the management API, granted to it.</param>
    /// <param name="role">What it is to them, where it has some.</param>
    /// <param name="client">More of <c>settings.oauthClient</c>.</param>
    public static async Task<SigningApp> Create(TestOrg org, string method, AppKey key, string type = "web", string[]? scopes = null, JsonObject? client = null, string role = "ORG_ADMIN")
    {
        var oauth = client?.DeepClone().AsObject() ?? [];
        oauth["application_type"] = type;
        oauth["jwks"] ??= oauth["jwks_uri"] is null ? AppKey.Jwks(key) : null;
        oauth["grant_types"] ??= type == "service" ? new JsonArray("client_credentials") : new JsonArray("authorization_code", "refresh_token", "client_credentials", "urn:ietf:params:oauth:grant-type:jwt-bearer");
        if (type != "service") oauth["redirect_uris"] ??= new JsonArray("https://app.example.com/cb");
        var created = await org.SendAsync(HttpMethod.Post, "/api/v1/apps", new JsonObject
        {
            ["label"] = "Signs", ["signOnMode"] = "OPENID_CONNECT",
            ["credentials"] = new JsonObject { ["oauthClient"] = new JsonObject { ["token_endpoint_auth_method"] = method } },
            ["settings"] = new JsonObject { ["oauthClient"] = oauth },
        });
        var id = created["id"]!.GetValue<string>();
        foreach (var scope in scopes ?? []) await org.SendAsync(HttpMethod.Post, $"/api/v1/apps/{id}/grants", new JsonObject { ["scopeId"] = scope, ["issuer"] = org.Url });
        if (scopes is { Length: > 0 }) await org.SendAsync(HttpMethod.Post, $"/oauth2/v1/clients/{id}/roles", new JsonObject { ["type"] = role });
        var everyone = (await org.SendListAsync("/api/v1/groups?search=" + Uri.EscapeDataString("profile.name eq \"everyone\"")))[0]!["id"]!.GetValue<string>();
        await org.SendAsync(HttpMethod.Put, $"/api/v1/apps/{id}/groups/{everyone}");
        return new(org, id, created["credentials"]!["oauthClient"]!["client_secret"]?.GetValue<string>(), key, method == "client_secret_jwt");
    }

    public long Now => Org.Clock.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>The claims of a good assertion; changes with a null value take one out.</summary>
    public JsonObject Claims(JsonNode audience, params (string Name, JsonNode? Value)[] changes)
    {
        var claims = new JsonObject { ["iss"] = Id, ["sub"] = Id, ["aud"] = audience.DeepClone(), ["iat"] = Now, ["exp"] = Now + 60, ["jti"] = Secrets.New() };
        foreach (var (name, value) in changes)
        {
            if (value is null) claims.Remove(name);
            else claims[name] = value.DeepClone();
        }
        return claims;
    }

    public string Assertion(JsonNode audience, params (string Name, JsonNode? Value)[] changes) =>
        BySecret ? AppKey.SignWithSecret(Secret!, Claims(audience, changes)) : Key.Sign(Claims(audience, changes));

    /// <summary>The two parameters of a form.</summary>
    public string Credentials(JsonNode audience, params (string Name, JsonNode? Value)[] changes) => Presenting(Assertion(audience, changes));

    public static string Presenting(string assertion) => $"client_assertion={assertion}&client_assertion_type={Uri.EscapeDataString(AssertionType)}";

    /// <summary>An access token for itself.</summary>
    public async Task<TestAnswer> TokenAsync(string issuer, string scope) => await Post(issuer, $"grant_type=client_credentials&scope={Uri.EscapeDataString(scope)}");

    /// <summary>An access token for a person it vouches for.</summary>
    public async Task<TestAnswer> VouchAsync(string issuer, string person, string scope = "openid profile", params (string Name, JsonNode? Value)[] changes) =>
        await Post(issuer, $"grant_type={Uri.EscapeDataString("urn:ietf:params:oauth:grant-type:jwt-bearer")}&scope={Uri.EscapeDataString(scope)}&assertion={Key.Sign(Claims(issuer, [("sub", person), .. changes]))}");

    public async Task<TestAnswer> Post(string issuer, string form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, (issuer == Org.Url ? Org.Url + "/oauth2" : issuer) + "/v1/token");
        request.Content = new StringContent($"{form}&{Credentials(issuer)}", null, "application/x-www-form-urlencoded");
        return await TestAnswer.Of(await Org.Http.SendAsync(request));
    }
}
