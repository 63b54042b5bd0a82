using System.Text.Json.Nodes;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Faces.Management.Clients;
using Latchkey.Server.Faces.OAuth.Callers;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Apps;

/// <summary>Apps that prove who they are with a JWT. RFC 7521 §4.2, RFC 7523 §3, OpenID Connect Core §9, contract §2.0.</summary>
public sealed class ClientAssertionsTests(OrgFixture fixture) : OrgTest(fixture)
{
    private string Introspection => Org.Issuer + "/v1/introspect";

    private async Task<(int Status, JsonObject Json)> Ask(string body, string? endpoint = null, params (string, string)[] headers)
    {
        var answer = await Org.PostForm(endpoint ?? Introspection, "token=x&" + body, headers);
        return (answer.Status, JsonNode.Parse(answer.Text)!.AsObject());
    }

    private async Task ShouldBeIn(string body, string? endpoint = null)
    {
        var (status, json) = await Ask(body, endpoint);
        status.ShouldBe(200, json.ToJsonString());
    }

    private async Task ShouldBeRefused(string body, string because, string? endpoint = null, string error = "invalid_client")
    {
        var (status, json) = await Ask(body, endpoint);
        status.ShouldBe(401, json.ToJsonString());
        json["error"]!.GetValue<string>().ShouldBe(error);
        json["error_description"]!.GetValue<string>().ShouldContain(because);
    }

    [Theory]                                                           // RFC 7523 §2.2, oidcc-server
    [InlineData("client_secret_jwt")]
    [InlineData("private_key_jwt")]
    public async Task An_app_is_let_in_by_what_it_signs(string method)
    {
        using var key = new AppKey("RS256");
        var app = await SigningApp.Create(Org, method, key);
        await ShouldBeIn(app.Credentials(Introspection));
        await ShouldBeIn(app.Credentials(Introspection) + "&client_id=" + app.Id);
        await ShouldBeIn(app.Credentials(Org.Issuer));                  // oidcc-ensure-client-assertion-with-iss-aud-succeeds
        await ShouldBeIn(app.Credentials(Org.Issuer + "/v1/token"));
        await ShouldBeIn(app.Credentials(new JsonArray("https://elsewhere.example", Org.Issuer)));
        await ShouldBeIn(app.Credentials(Org.Url + "/oauth2/v1/introspect"), Org.Url + "/oauth2/v1/introspect");
        (await Org.PostForm(Org.Issuer + "/v1/revoke", "token=x&" + app.Credentials(Org.Issuer + "/v1/revoke"))).Status.ShouldBe(200);
    }

    [Theory]                                                           // RFC 7523 §3, contract §2.0
    [InlineData("client_secret_jwt")]
    [InlineData("private_key_jwt")]
    public async Task Each_claim_is_checked(string method)
    {
        using var key = new AppKey();
        var app = await SigningApp.Create(Org, method, key);
        async Task Refused(string because, params (string, JsonNode?)[] changes) => await ShouldBeRefused(app.Credentials(Org.Issuer, changes), because);
        await Refused("must be a signed JWT whose 'iss' and 'sub'", ("iss", "someone"));
        await Refused("must be a signed JWT whose 'iss' and 'sub'", ("sub", null));
        await Refused("Invalid value for 'client_id'", ("iss", "0oaUnknown"), ("sub", "0oaUnknown"));
        await Refused("'aud' must be", ("aud", null));
        await Refused("'aud' must be", ("aud", "https://elsewhere.example"));
        await Refused("'aud' must be", ("aud", Org.Issuer + "/x"));
        await Refused("'aud' must be", ("aud", Org.Issuer + "/v1/revoke"));
        await Refused("'aud' must be", ("aud", Org.Url));
        await Refused("'aud' must be", ("aud", new JsonArray()));
        await Refused("no 'exp'", ("exp", null));
        await Refused("expired", ("exp", app.Now - 300));
        await Refused("more than 60 minutes", ("exp", app.Now + 3700));
        await Refused("'iat' is in the future", ("iat", app.Now + 61));
        await Refused("'nbf' is in the future", ("nbf", app.Now + 61));
        await ShouldBeIn(app.Credentials(Org.Issuer, ("iat", app.Now + 8), ("nbf", app.Now + 8), ("exp", app.Now + 3600)));
    }

    [Fact]                                                             // RFC 7523 §3 rule 7: once, however many ask at once
    public async Task Of_64_uses_of_one_assertion_one_wins()
    {
        using var key = new AppKey();
        var app = await SigningApp.Create(Org, "private_key_jwt", key);
        var credentials = app.Credentials(Org.Issuer);
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Ask(credentials)));
        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        answers.Count(answer => answer.Status == 401 && answer.Json["error_description"]!.GetValue<string>().Contains("used before", StringComparison.Ordinal)).ShouldBe(63);
        var reused = app.Claims(Org.Issuer);
        await ShouldBeIn(SigningApp.Presenting(key.Sign(reused)));
        reused["exp"] = app.Now + 120;
        await ShouldBeRefused(SigningApp.Presenting(key.Sign(reused)), "used before");
    }

    [Theory]                                                           // okta-sdk-golang 2.x and Okta's MCP server sign without one: the same bytes twice within a second
    [InlineData("client_secret_jwt", "HS256"), InlineData("private_key_jwt", "RS256"), InlineData("private_key_jwt", "ES256")]
    public async Task An_assertion_without_a_jti_counts_again_for_a_minute(string method, string algorithm)
    {
        using var key = new AppKey(algorithm[0] == 'H' ? "ES256" : algorithm);
        var app = await SigningApp.Create(Org, method, key);
        var claims = app.Claims(Org.Issuer, ("jti", null), ("exp", app.Now + 3_000));
        string Sign() => SigningApp.Presenting(app.BySecret ? AppKey.SignWithSecret(app.Secret!, claims) : key.Sign(claims));
        var credentials = Sign();
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Ask(credentials)));
        answers.ShouldAllBe(answer => answer.Status == 200);
        Clock.Advance(ClientAssertions.Repeatable);
        await ShouldBeIn(credentials);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await ShouldBeRefused(credentials, "used before");
        await ShouldBeRefused(Sign(), "used before");                  // by another signature it is the same
        claims["iat"] = app.Now;
        await ShouldBeIn(Sign());
        // Whoever gives one is taken at its word, however soon it comes again.
        var named = app.Credentials(Org.Issuer);
        await ShouldBeIn(named);
        await ShouldBeRefused(named, "used before");
    }

    [Theory]                                                           // RFC 7519 §4.1.7: a string; what is none would make it one that may be shown again
    [InlineData("5"), InlineData("[1]"), InlineData("true"), InlineData("{}"), InlineData("null")]
    public async Task A_jti_that_is_no_string_is_refused(string jti)
    {
        using var key = new AppKey();
        var app = await SigningApp.Create(Org, "private_key_jwt", key);
        var claims = app.Claims(Org.Issuer);
        claims["jti"] = System.Text.Json.Nodes.JsonNode.Parse(jti);
        await ShouldBeRefused(SigningApp.Presenting(key.Sign(claims)), "its 'jti' is not a string");
    }

    [Fact]                                                             // RFC 7515 §5.2, threats row 12: r and n - s sign the same
    public async Task The_other_spelling_of_an_elliptic_signature_is_not_another_assertion()
    {
        using var key = new AppKey();
        var app = await SigningApp.Create(Org, "private_key_jwt", key);
        var assertion = app.Assertion(Org.Issuer, ("jti", null), ("exp", app.Now + 3_000));
        await ShouldBeIn(SigningApp.Presenting(assertion));
        Clock.Advance(ClientAssertions.Repeatable + TimeSpan.FromSeconds(1));
        var signature = System.Buffers.Text.Base64Url.DecodeFromChars(assertion.Split('.')[2]);
        var order = System.Numerics.BigInteger.Parse("00FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", System.Globalization.NumberStyles.HexNumber, null);
        var other = (order - new System.Numerics.BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true)).ToByteArray(isUnsigned: true, isBigEndian: true);
        byte[] spelled = [.. signature[..32], .. new byte[32 - other.Length], .. other];
        await ShouldBeRefused(SigningApp.Presenting(assertion[..(assertion.LastIndexOf('.') + 1)] + System.Buffers.Text.Base64Url.EncodeToString(spelled)), "used before");
    }

    [Fact]                                                             // contract §2.0: the wrong method for a registered client
    public async Task Another_method_than_the_registered_one_is_refused()
    {
        using var key = new AppKey("RS256");
        var bySecret = await SigningApp.Create(Org, "client_secret_jwt", key);
        var byKey = await SigningApp.Create(Org, "private_key_jwt", key);
        const string failed = "Client authentication failed. Either the client or the client credentials are invalid.";
        await ShouldBeRefused((bySecret with { BySecret = false }).Credentials(Org.Issuer), failed);
        await ShouldBeRefused((byKey with { BySecret = true, Secret = bySecret.Secret }).Credentials(Org.Issuer), failed);
        await ShouldBeRefused($"client_id={bySecret.Id}&client_secret={bySecret.Secret}", failed);
        await ShouldBeRefused($"client_id={byKey.Id}", failed);
        await ShouldBeRefused($"client_id={byKey.Id}&client_secret=x", failed);
        await ShouldBeRefused(SigningApp.Presenting(key.Sign(new JsonObject { ["iss"] = Org.NativeApp.ClientId, ["sub"] = Org.NativeApp.ClientId })), failed);
        byKey.Secret.ShouldBeNull();
    }

    [Fact]                                                             // RFC 7521 §4.2
    public async Task What_stands_beside_an_assertion_must_agree_with_it()
    {
        using var key = new AppKey();
        var app = await SigningApp.Create(Org, "private_key_jwt", key);
        await ShouldBeRefused(app.Credentials(Org.Issuer) + "&client_id=" + Org.NativeApp.ClientId, "differs from the 'client_id'");
        await ShouldBeRefused(app.Credentials(Org.Issuer) + "&client_secret=x", "multiple client credentials", error: "invalid_request");
        await ShouldBeRefused("client_assertion=" + app.Assertion(Org.Issuer), "'client_assertion_type' parameter must be");
        await ShouldBeRefused("client_assertion=" + app.Assertion(Org.Issuer) + "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Asaml2-bearer", "'client_assertion_type' parameter must be");
        await ShouldBeRefused("client_id=" + app.Id + "&client_assertion_type=" + Uri.EscapeDataString(SigningApp.AssertionType), "'client_assertion' parameter is required");
        var (status, json) = await Ask(app.Credentials(Org.Issuer), null, Asking.Basic(app.Id + ":x"));
        (status, json["error"]!.GetValue<string>()).ShouldBe((401, "invalid_request"));
        (await Org.PostForm(Introspection + "?client_assertion=x", "token=x&" + app.Credentials(Org.Issuer))).Status.ShouldBe(400);
    }

    [Fact]                                                             // threats row 12: never accepted, never a fault of ours
    public async Task A_broken_assertion_is_invalid_client_whatever_it_is()
    {
        using var key = new AppKey();
        var app = await SigningApp.Create(Org, "private_key_jwt", key);
        var good = app.Assertion(Org.Issuer);
        var (header, claims) = ("""{"alg":"ES256","kid":"key-1"}""", app.Claims(Org.Issuer).ToJsonString());
        var broken = Enumerable.Range(0, good.Length).Where(at => at % 7 == 0).SelectMany(at => (string[])[good[..at], good[..at] + (char)(good[at] ^ 1) + good[(at + 1)..], good[..at] + '\u00e9' + good[(at + 1)..]])
            .Concat(["a", "a.b.c", "..", "....", new string('A', 16_000), good + "=", good + ".", "." + good,
                key.Sign(header, claims.Replace("\"iss\"", "\"iss\":\"x\",\"iss\"", StringComparison.Ordinal)), key.Sign(header, string.Concat(Enumerable.Repeat("[", 5000))),
                key.Sign("""{"alg":"none"}""", claims), key.Sign("""{"alg":"ES256","crit":["x"]}""", claims), key.Sign(header, "null"), key.Sign(header, "\"\\ud800\"")]);
        foreach (var assertion in broken)
        {
            var (status, json) = await Ask(SigningApp.Presenting(Uri.EscapeDataString(assertion)));
            status.ShouldBeOneOf(400, 401);
            json["error"]!.GetValue<string>().ShouldBeOneOf("invalid_client", "invalid_request");
        }
        await ShouldBeIn(SigningApp.Presenting(good));
    }

    [Fact]                                                             // threats row 4: what one app signed is worth nothing for another, or at another server
    public async Task An_assertion_is_one_apps_and_one_servers()
    {
        using var key = new AppKey();
        using var others = new AppKey();
        var (app, other) = (await SigningApp.Create(Org, "private_key_jwt", key), await SigningApp.Create(Org, "private_key_jwt", others));
        await ShouldBeRefused(SigningApp.Presenting(others.Sign(app.Claims(Org.Issuer))), "by none of the client's keys");
        await ShouldBeRefused(SigningApp.Presenting(key.Sign(other.Claims(Org.Issuer))), "by none of the client's keys");
        await ShouldBeRefused(app.Credentials(Org.Issuer), "'aud' must be", Org.Url + "/oauth2/v1/introspect");
    }

    /// <summary>fapi2-security-profile-final: the modules on client assertions.</summary>
    [Fact]                                                             // FAPI 2.0 Security Profile §5.3.2.1
    public async Task A_fapi2_app_names_the_issuer_alone_and_signs_with_what_the_profile_allows()
    {
        using var key = new AppKey("ES256");
        var app = await SigningApp.Create(Org, "private_key_jwt", key, client: new() { ["profile"] = "fapi2" });
        await ShouldBeIn(app.Credentials(Org.Issuer));
        await ShouldBeRefused(app.Credentials(new JsonArray(Org.Issuer)), "'aud' must be the issuer");                     // par-test-array-as-audience-fails
        await ShouldBeRefused(app.Credentials(Introspection), "'aud' must be the issuer");                                 // par-test-par-endpoint-url-as-audience-fails
        await ShouldBeRefused(app.Credentials(Org.Issuer + "/v1/token"), "'aud' must be the issuer");                      // par-test-token-endpoint-url-as-audience-fails
        await ShouldBeRefused(app.Credentials(Org.Issuer, ("exp", app.Now - 300)), "expired");                             // ensure-client-assertion-with-exp-is-5-minutes-in-past-fails
        await ShouldBeRefused(app.Credentials(Org.Issuer, ("sub", null)), "'iss' and 'sub'");                              // ensure-client-assertion-with-no-sub-fails
        await ShouldBeIn(app.Credentials(Org.Issuer, ("nbf", app.Now + 8), ("iat", app.Now + 8)));                         // nbf-8-seconds-in-the-future-is-accepted
        await ShouldBeRefused(app.Credentials(Org.Issuer, ("nbf", app.Now + 61)), "'nbf' is in the future");               // nbf-over-60-seconds-in-the-future-fails
        await ShouldBeRefused("client_id=" + app.Id, "Client authentication failed");                                      // ensure-client-assertion-in-token-endpoint
        await ShouldBeRefused(app.Credentials(Org.Issuer, ("jti", null)), "it has no 'jti'");

        using var rsa = new AppKey("RS256");
        var signsWithRsa = await SigningApp.Create(Org, "private_key_jwt", rsa, client: new() { ["profile"] = "fapi2" });
        await ShouldBeRefused(signsWithRsa.Credentials(Org.Issuer), "algorithm must be one of PS256, ES256");              // ensure-signed-client-assertion-with-RS256-fails
        await ShouldBeIn(SigningApp.Presenting(rsa.Sign(signsWithRsa.Claims(Org.Issuer), "PS256")));
    }

    [Fact]                                                             // contract §3.1
    public async Task The_management_api_takes_the_methods_and_what_they_need()
    {
        static JsonObject Body(string method, JsonObject? client = null, string type = "web")
        {
            var oauth = client ?? [];
            (oauth["application_type"], oauth["grant_types"]) = (type, new JsonArray(type == "service" ? "client_credentials" : "authorization_code"));
            if (type != "service") oauth["redirect_uris"] = new JsonArray("https://app.example.com/cb");
            return new() { ["label"] = "x", ["credentials"] = new JsonObject { ["oauthClient"] = new JsonObject { ["token_endpoint_auth_method"] = method } }, ["settings"] = new JsonObject { ["oauthClient"] = oauth } };
        }

        using var key = new AppKey();
        var secret = await Org.SendAsync(HttpMethod.Post, "/api/v1/apps", Body("client_secret_jwt"));
        secret["credentials"]!["oauthClient"]!["client_secret"]!.GetValue<string>().Length.ShouldBe(64);
        var service = await Org.SendAsync(HttpMethod.Post, "/api/v1/apps", Body("private_key_jwt", new() { ["jwks"] = AppKey.Jwks(key) }, "service"));
        service["credentials"]!["oauthClient"]!["client_secret"].ShouldBeNull();
        service["settings"]!["oauthClient"]!["jwks"]!["keys"]!.AsArray().Count.ShouldBe(1);
        (await Org.Post("/apps", Body("private_key_jwt"))).ShouldBeRefused(400, "E0000001", "registers its keys");
        (await Org.Post("/apps", Body("private_key_jwt", new() { ["jwks"] = new JsonObject { ["keys"] = new JsonArray() } }))).ShouldBeRefused(400, "E0000001", "registers its keys");
        (await Org.Post("/apps", Body("client_secret_basic", new() { ["profile"] = "fapi2" }))).ShouldBeRefused(400, "E0000001", "private_key_jwt");
        var spoilt = AppKey.Jwks(key);
        spoilt["keys"]![0]!["x"] = spoilt["keys"]![0]!["y"]!.GetValue<string>();
        (await Org.Post("/apps", Body("private_key_jwt", new() { ["jwks"] = spoilt }))).ShouldBeRefused(400, "E0000001", "EC key");
    }

    [Fact]                                                             // contract §3.6
    public async Task A_failed_proof_is_in_the_log()
    {
        using var key = new AppKey();
        using var other = new AppKey();
        var app = await SigningApp.Create(Org, "private_key_jwt", key);
        await ShouldBeRefused(SigningApp.Presenting(other.Sign(app.Claims(Org.Issuer))), "by none of the client's keys");
        await Org.Services.GetRequiredService<Core.Log.SystemLog>().Flush(default);
        (await Org.Events(app.Id)).ShouldContain("app.oauth2.invalid_client_credentials");
    }
}
