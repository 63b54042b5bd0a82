using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Latchkey.Server.Faces.Management.Clients;
using Latchkey.Testing;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Latchkey.Server.Tests.Conformance;

/// <summary>oidcc-dynamic-certification-test-plan: each client registers itself, as nobody in particular, and signs its assertions by RS256. oidc-checks §6.</summary>
public sealed class DynamicPlan(OrgFixture fixture) : OrgTest(fixture), IDisposable
{
    private readonly AppKey key = new("RS256", Rules.Letters(8));

    public void Dispose() => key.Dispose();

    private Task<Suite> Start(JsonObject? more = null) => Suite.StartDynamic(Org, more, "private_key_jwt", key);

    private async Task<TestAnswer> RefusedRegistration(JsonObject more)
    {
        using var suite = await Start();
        var body = new JsonObject { ["client_name"] = "Suite", ["redirect_uris"] = new JsonArray(Suite.Callback), ["jwks"] = AppKey.Jwks(key), ["token_endpoint_auth_method"] = "private_key_jwt" };
        foreach (var (name, value) in more) body[name] = value?.DeepClone();
        return await Suite.PostRegistration(Org, suite.Metadata, body);
    }

    [Fact]                                                             // oidcc-server
    public async Task Oidcc_server()
    {
        using var suite = await Start();
        (await suite.Flow()).IdToken.ShouldSayNoMore();
        await suite.Unregister();
    }

    [Fact]                                                             // oidcc-idtoken-rs256
    public async Task Oidcc_idtoken_rs256()
    {
        using var suite = await Start(new JsonObject { ["id_token_signed_response_alg"] = "RS256" });
        var header = Rules.Part((await suite.Flow()).Tokens.IdToken, 0);
        header["alg"]!.GetValue<string>().ShouldBe("RS256");
        header["kid"].ShouldNotBeNull();
    }

    [Fact]                                                             // oidcc-idtoken-unsigned
    public async Task Oidcc_idtoken_unsigned_is_skipped_for_discovery_does_not_list_none() =>
        (await RefusedRegistration(new JsonObject { ["id_token_signed_response_alg"] = "none" })).ShouldRefuse("invalid_client_metadata");

    [Fact]                                                             // oidcc-userinfo-rs256
    public async Task Oidcc_userinfo_rs256()
    {
        using var suite = await Start(new JsonObject { ["userinfo_signed_response_alg"] = "RS256" });
        Suite.Texts(suite.Metadata, "userinfo_signing_alg_values_supported").ShouldContain("RS256");
        var flow = await suite.Flow();
        var answer = await Org.Visit(suite.Endpoint("userinfo_endpoint"), ("Authorization", "Bearer " + flow.Tokens.AccessToken));
        answer.MediaType.ShouldBe("application/jwt");
        Rules.Part(answer.Text, 0)["alg"]!.GetValue<string>().ShouldBe("RS256");
        var read = await new JsonWebTokenHandler().ValidateTokenAsync(answer.Text, new()
        {
            ValidIssuer = suite.Endpoint("issuer"), ValidAudience = suite.Client.Id, IssuerSigningKeys = suite.Keys.GetSigningKeys(), ValidateLifetime = false, RequireExpirationTime = false,
        });
        read.IsValid.ShouldBeTrue(read.Exception?.Message);
        read.Claims["sub"].ShouldBe(flow.IdToken["sub"]!.GetValue<string>());
        read.Claims.ShouldNotContainKey("nonce");
    }

    [Fact]                                                             // oidcc-ensure-redirect-uri-in-authorization-request
    public async Task Oidcc_ensure_redirect_uri_in_authorization_request()
    {
        using var suite = await Start(new JsonObject { ["redirect_uris"] = new JsonArray(Suite.Callback, Suite.Callback + "/other") });
        Suite.ShouldStayHere(await suite.Visit(suite.Request(("redirect_uri", null))));
    }

    private const string WithQuery = Suite.Callback + "?foo=bar";

    private Task<Suite> StartWithQuery() => Start(new JsonObject { ["redirect_uris"] = new JsonArray(WithQuery) });

    [Fact]                                                             // oidcc-redirect-uri-query-OK
    public async Task Oidcc_redirect_uri_query_OK()
    {
        using var suite = await StartWithQuery();
        suite.Client = suite.Client with { Redirect = WithQuery };
        await suite.Flow();
    }

    [Fact]                                                             // oidcc-redirect-uri-query-mismatch
    public async Task Oidcc_redirect_uri_query_mismatch()
    {
        using var suite = await StartWithQuery();
        Suite.ShouldStayHere(await suite.Visit(suite.Request(("redirect_uri", Suite.Callback + "?bar=foo"))));
    }

    [Fact]                                                             // oidcc-redirect-uri-query-added
    public async Task Oidcc_redirect_uri_query_added()
    {
        using var suite = await Start();
        Suite.ShouldStayHere(await suite.Visit(suite.Request(("redirect_uri", WithQuery))));
    }

    [Fact]                                                             // oidcc-redirect-uri-regfrag
    public async Task Oidcc_redirect_uri_regfrag() =>
        (await RefusedRegistration(new JsonObject { ["redirect_uris"] = new JsonArray(Suite.Callback + "#foobar") })).ShouldRefuse("invalid_redirect_uri", "invalid_client_metadata");

    [Fact]                                                             // oidcc-discovery-endpoint-verification
    public async Task Oidcc_discovery_endpoint_verification()
    {
        await using var org = await TestOrg.StartAsync(settings => settings with { BaseUrl = new Uri($"https://localhost:{settings.BaseUrl.Port}") });
        var metadata = await ConfigPlan.Discovered(org, org.Issuer);
        ConfigPlan.ShouldBeOpenId(metadata);
        foreach (var type in (string[])["code", "id_token"]) Suite.Texts(metadata, "response_types_supported").ShouldContain(type);
        Suite.Texts(metadata, "response_types_supported").Any(type => type is "id_token token" or "token id_token").ShouldBeTrue();
        foreach (var grant in (string[])["authorization_code", "implicit"]) Suite.Texts(metadata, "grant_types_supported").ShouldContain(grant);
        metadata["registration_endpoint"]!.GetValue<string>().ShouldBe(org.Url + "/oauth2/v1/clients");
    }

    private async Task<TestPage> FirstPage(string member, string value)
    {
        using var suite = await Start(new JsonObject { [member] = value });
        return await suite.Visit(suite.Request());
    }

    [Fact]                                                             // oidcc-registration-logo-uri
    public async Task Oidcc_registration_logo_uri() =>
        (await FirstPage("logo_uri", "https://suite.example/logo.png")).Document.QuerySelector("img[src='https://suite.example/logo.png']").ShouldNotBeNull();

    [Fact]                                                             // oidcc-registration-policy-uri
    public async Task Oidcc_registration_policy_uri() =>
        (await FirstPage("policy_uri", "https://suite.example/policy")).Document.QuerySelector("a[href='https://suite.example/policy']").ShouldNotBeNull();

    [Fact]                                                             // oidcc-registration-tos-uri
    public async Task Oidcc_registration_tos_uri() =>
        (await FirstPage("tos_uri", "https://suite.example/tos")).Document.QuerySelector("a[href='https://suite.example/tos']").ShouldNotBeNull();

    [Fact]                                                             // oidcc-registration-jwks-uri
    public async Task Oidcc_registration_jwks_uri()
    {
        await using var site = Site.Holding(AppKey.Jwks(key).ToJsonString());
        using var suite = await Start(new JsonObject { ["jwks_uri"] = site.Url });
        await suite.Flow();
        site.Requests.ShouldBe(1);
    }

    [Fact]                                                             // oidcc-registration-sector-uri
    public async Task Oidcc_registration_sector_uri_is_skipped_for_discovery_does_not_list_pairwise()
    {
        using var suite = await Start();
        Suite.Texts(suite.Metadata, "subject_types_supported").ShouldNotContain("pairwise");
    }

    [Fact]                                                             // oidcc-registration-sector-bad
    public async Task Oidcc_registration_sector_bad_is_skipped_and_refused_all_the_same() =>
        (await RefusedRegistration(new JsonObject { ["subject_type"] = "pairwise", ["sector_identifier_uri"] = "https://suite.example/sector.json" })).ShouldRefuse("invalid_client_metadata");

    [Fact]                                                             // oidcc-server-rotate-keys
    public async Task Oidcc_server_rotate_keys()
    {
        await using var org = await TestOrg.StartAsync();
        using var suite = await Suite.StartDynamic(org, null, "private_key_jwt", key);
        await suite.Flow();
        var server = await org.SendAsync(HttpMethod.Get, "/api/v1/authorizationServers/default");
        server["credentials"]!["signing"]!["rotationMode"] = "MANUAL";
        await org.SendAsync(HttpMethod.Put, "/api/v1/authorizationServers/default", server);
        org.Clock.Advance(TimeSpan.FromMinutes(1));
        using var rotated = await org.Api.PostAsync(new Uri("/api/v1/authorizationServers/default/credentials/lifecycle/keyRotate", UriKind.Relative), new StringContent("""{"use":"sig"}""", null, "application/json"));
        rotated.StatusCode.ShouldBe(HttpStatusCode.OK);
        var now = Rules.ShouldBeJwks(await org.Http.GetStringAsync(new Uri(suite.Endpoint("jwks_uri")))).Keys.Select(one => one.KeyId).ToArray();
        var before = suite.Keys.Keys.Select(one => one.KeyId).ToArray();
        now.Except(before).ShouldNotBeEmpty();                         // a new one
        before.Except(now).ShouldBeEmpty();                            // and the old ones are still there
    }

    [Fact]                                                             // oidcc-refresh-token-rp-key-rotation
    public async Task Oidcc_refresh_token_rp_key_rotation()
    {
        using var fresh = new AppKey("RS256", Rules.Letters(8));
        await using var site = Site.Holding(AppKey.Jwks(key).ToJsonString(), headers: "Cache-Control: max-age=86400\r\n");
        using var suite = await Start(new JsonObject { ["jwks_uri"] = site.Url, ["grant_types"] = new JsonArray("authorization_code", "refresh_token") });
        var flow = await suite.Flow(("scope", "openid offline_access"), ("prompt", "consent"));
        site.Answer = Site.Document(AppKey.Jwks(fresh).ToJsonString());
        suite.Client = suite.Client with { Key = fresh };
        Clock.Advance(TimeSpan.FromSeconds(60));
        (await suite.Refresh(flow.Tokens.RefreshToken)).ShouldBeTokens();
    }

    private async Task<Suite> WithoutUnsignedRequests()
    {
        var suite = await Start(new JsonObject { ["request_uris"] = new JsonArray("https://suite.example/request.jwt") });
        Suite.Texts(suite.Metadata, "request_object_signing_alg_values_supported").ShouldNotContain("none");
        return suite;
    }

    private static string Unsigned(JsonObject claims) => $"{Base64Url.EncodeToString("{\"alg\":\"none\"}"u8)}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()))}.";

    [Fact]                                                             // oidcc-request-uri-unsigned
    public async Task Oidcc_request_uri_unsigned_is_skipped_and_refused_all_the_same()
    {
        await using var site = Site.Holding(Unsigned(new JsonObject { ["state"] = "inside" }), "application/jwt");
        using var suite = await Start(new JsonObject { ["request_uris"] = new JsonArray(site.Url) });
        Suite.Texts(suite.Metadata, "request_object_signing_alg_values_supported").ShouldNotContain("none");
        var request = suite.Request(("request_uri", site.Url));
        suite.ShouldHaveRefused(await suite.Visit(request), request, "invalid_request_object", "invalid_request_uri");
    }

    [Fact]                                                             // oidcc-request-uri-signed-rs256
    public async Task Oidcc_request_uri_signed_rs256()
    {
        await using var site = Site.Holding("", "application/jwt");
        var (state, nonce) = (Rules.Letters(10), Rules.Letters(10));
        string? jwt = null;
        // The suite registers the address with a fragment before it knows its client_id, and so before it knows what will lie there.
        var claims = new JsonObject { ["response_type"] = "code", ["scope"] = "openid", ["redirect_uri"] = Suite.Callback, ["state"] = state, ["nonce"] = nonce };
        jwt = key.Sign(claims);
        site.Answer = Site.Document(jwt, "application/jwt");
        var uri = $"{site.Url}request.jwt#{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";
        using var suite = await Start(new JsonObject { ["request_uris"] = new JsonArray(uri), ["request_object_signing_alg"] = "RS256" });
        suite.Metadata["request_uri_parameter_supported"]!.GetValue<bool>().ShouldBeTrue();
        Suite.Texts(suite.Metadata, "request_object_signing_alg_values_supported").ShouldContain("RS256");
        var visit = new Dictionary<string, string?> { ["client_id"] = suite.Client.Id, ["response_type"] = "code", ["scope"] = "openid", ["request_uri"] = uri };
        await suite.Flow(await suite.Finish(await suite.Visit(visit)), new() { ["state"] = state, ["nonce"] = nonce });
    }

    [Fact]                                                             // oidcc-ensure-request-object-with-redirect-uri
    public async Task Oidcc_ensure_request_object_with_redirect_uri_is_skipped_and_leads_nowhere_all_the_same()
    {
        using var suite = await WithoutUnsignedRequests();
        Suite.ShouldStayHere(await suite.Visit(suite.Request(("redirect_uri", "https://suite.example/elsewhere"), ("request", Unsigned(new JsonObject { ["redirect_uri"] = Suite.Callback })))));
    }

    [Fact]                                                             // oidcc-refresh-token
    public async Task Oidcc_refresh_token()
    {
        var refreshing = new JsonObject { ["grant_types"] = new JsonArray("authorization_code", "refresh_token") };
        using var suite = await Start(refreshing);
        await BasicModules.RefreshToken(suite, await Suite.Register(Org, suite.Metadata, refreshing, "private_key_jwt", key));
    }

    [Fact]                                                             // oidcc-ensure-client-assertion-with-iss-aud-succeeds
    public async Task Oidcc_ensure_client_assertion_with_iss_aud_succeeds()
    {
        using var suite = await Start();
        var request = suite.Request();
        var code = suite.ShouldHaveCode(await suite.Finish(await suite.Visit(request)), request);
        (await suite.Token(new() { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = suite.Client.Redirect }, suite.Endpoint("issuer"))).ShouldBeTokens();
    }
}
