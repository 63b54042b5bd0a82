using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.ClientRegistration;

/// <summary>/oauth2/v1/clients. RFC 7591, RFC 7592, OpenID Connect Registration 1.0, contract §2.14.</summary>
public sealed class ClientsEndpointTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Path = "/oauth2/v1/clients";
    private const string Callback = "http://127.0.0.1/callback";

    private static JsonObject Minimal(params (string Name, JsonNode? Value)[] more)
    {
        var body = new JsonObject { ["client_name"] = "Suite client", ["redirect_uris"] = new JsonArray(Callback) };
        foreach (var (name, value) in more) body[name] = value?.DeepClone();
        return body;
    }

    /// <summary>With the org's API token unless another is given; an empty one is none.</summary>
    private async Task<TestAnswer> Call(HttpMethod method, string path, JsonObject? body = null, string? bearer = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), null, "application/json");
        if (bearer is { Length: > 0 }) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        return await TestAnswer.Of(await (bearer is null ? Org.Api : Org.Http).SendAsync(request));
    }

    private Task<TestAnswer> Register(JsonObject body) => Call(HttpMethod.Post, Path, body, "");

    /// <summary>By an administrator, who may say that nobody needs to be asked.</summary>
    private Task<TestAnswer> RegisterTrusted(JsonObject body)
    {
        body["consent_method"] = "TRUSTED";
        return Call(HttpMethod.Post, Path, body);
    }

    private TestApp AppOf(TestAnswer registered) => new(Org, registered["client_id"]!, registered["client_secret"], Callback);

    [Fact]                                                             // RFC 7591 §3.2.1
    public async Task Anybody_registers_signs_people_in_and_manages_themselves()
    {
        var registered = await Register(Minimal(("contacts", new JsonArray("ops@example.com")), ("grant_types", new JsonArray("authorization_code", "refresh_token"))));
        registered.Status.ShouldBe(HttpStatusCode.Created, registered.Text);
        registered.Headers["Content-Type"].ShouldStartWith("application/json");
        registered.Headers["Cache-Control"].ShouldContain("no-store");
        registered["client_name"].ShouldBe("Suite client");
        registered["application_type"].ShouldBe("web");
        registered["token_endpoint_auth_method"].ShouldBe("client_secret_basic");
        registered["consent_method"].ShouldBe("REQUIRED");
        registered["id_token_signed_response_alg"].ShouldBe("RS256");
        registered.Json["client_secret_expires_at"]!.GetValue<long>().ShouldBe(0);
        registered.Json["client_id_issued_at"]!.GetValue<long>().ShouldBe(Clock.GetUtcNow().ToUnixTimeSeconds());
        registered.Json["contacts"]!.ToJsonString().ShouldBe("""["ops@example.com"]""");
        registered.Json["response_types"]!.ToJsonString().ShouldBe("""["code"]""");

        var (uri, token) = (registered["registration_client_uri"]!, registered["registration_access_token"]!);
        uri.ShouldBe($"{Org.Url}{Path}/{registered["client_id"]}");
        // RFC 7592 §2.1: what was registered, with the same address and token
        var read = await Call(HttpMethod.Get, uri, null, token);
        read.Status.ShouldBe(HttpStatusCode.OK);
        read.Json.ToJsonString().ShouldBe(registered.Json.ToJsonString());

        // RFC 7592 §2.2: what the update leaves out is gone
        var body = Minimal(("client_id", registered["client_id"]), ("client_name", "Renamed"), ("redirect_uris", new JsonArray(Callback, "https://app.example/cb")));
        var changed = await Call(HttpMethod.Put, uri, body, token);
        changed.Status.ShouldBe(HttpStatusCode.OK, changed.Text);
        changed["client_name"].ShouldBe("Renamed");
        changed["client_secret"].ShouldBe(registered["client_secret"]);
        changed["registration_access_token"].ShouldBe(token);
        changed.Json.ContainsKey("contacts").ShouldBeFalse();
        changed.Json["grant_types"]!.ToJsonString().ShouldBe("""["authorization_code"]""");

        // RFC 7592 §2.3
        (await Call(HttpMethod.Delete, uri, null, token)).Status.ShouldBe(HttpStatusCode.NoContent);
        var gone = await Call(HttpMethod.Get, uri, null, token);
        gone.Status.ShouldBe(HttpStatusCode.Unauthorized);
        gone.Headers["WWW-Authenticate"].ShouldContain("invalid_token");
    }

    [Fact]                                                             // RFC 7592 §2, threats §1 row 4
    public async Task A_registration_token_opens_its_own_client_alone()
    {
        var (one, other) = (await Register(Minimal()), await Register(Minimal()));
        var token = one["registration_access_token"]!;
        foreach (var wrong in (string[])[other["registration_access_token"]!, token + "x", token[..^1], "x"])
        {
            (await Call(HttpMethod.Get, one["registration_client_uri"]!, null, wrong)).Status.ShouldBe(HttpStatusCode.Unauthorized);
            (await Call(HttpMethod.Put, one["registration_client_uri"]!, Minimal(("client_id", one["client_id"])), wrong)).Status.ShouldBe(HttpStatusCode.Unauthorized);
            (await Call(HttpMethod.Delete, one["registration_client_uri"]!, null, wrong)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        }
        (await Call(HttpMethod.Get, one["registration_client_uri"]!, null, "")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await Call(HttpMethod.Get, Path, null, token)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await Call(HttpMethod.Post, $"{Path}/{one["client_id"]}/lifecycle/newSecret", null, token)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await Call(HttpMethod.Post, Path, Minimal(), token)).Status.ShouldBe(HttpStatusCode.Unauthorized);

        // It manages the client; it is not an API token.
        (await Call(HttpMethod.Get, "/api/v1/apps/" + one["client_id"], null, token)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        // Its id and its secret are not for it to choose.
        foreach (var (name, value) in ((string, string?)[])[("client_id", other["client_id"]), ("client_id", null), ("client_secret", "chosen-by-the-client-itself")])
        {
            var body = Minimal(("client_id", one["client_id"]));
            body[name] = value;
            (await Call(HttpMethod.Put, one["registration_client_uri"]!, body, token)).ShouldBeRefused("invalid_client_metadata");
        }
    }

    [Fact]                                                             // contract §2.14; off unless an org turns it on
    public async Task Where_registration_is_not_open_a_token_of_the_management_api_is_needed()
    {
        await using var org = await TestOrg.StartAsync();
        (await org.SendAsync(HttpMethod.Get, "/api/v1/org/settings/clientRegistration"))["open"]!.GetValue<bool>().ShouldBeTrue();      // a development server
        await org.SendAsync(HttpMethod.Put, "/api/v1/org/settings/clientRegistration", new JsonObject { ["open"] = false });
        using var anonymous = await org.Http.PostAsync(Path, new StringContent(Minimal().ToJsonString(), null, "application/json"));
        anonymous.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        var registered = await org.SendAsync(HttpMethod.Post, Path, Minimal());
        registered["client_id"]!.GetValue<string>().ShouldStartWith("0oa");
        registered.ContainsKey("registration_access_token").ShouldBeFalse();
        registered.ContainsKey("registration_client_uri").ShouldBeFalse();
    }

    [Fact]                                                             // contract §2.14
    public async Task Administrators_list_read_renew_secrets_and_delete()
    {
        var name = "Listed " + Guid.CreateVersion7(Clock.GetUtcNow());
        var registered = await Call(HttpMethod.Post, Path, Minimal(("client_name", name)));
        registered.Status.ShouldBe(HttpStatusCode.Created);
        var id = registered["client_id"]!;
        var list = await Org.SendListAsync($"{Path}?q={Uri.EscapeDataString(name)}&limit=1");
        list.ShouldHaveSingleItem()!["client_id"]!.GetValue<string>().ShouldBe(id);
        list[0]!.AsObject().ContainsKey("client_secret").ShouldBeFalse();
        (await Org.SendListAsync($"{Path}?limit=2")).Count.ShouldBe(2);

        // The same object as the app.
        (await Org.SendAsync(HttpMethod.Get, "/api/v1/apps/" + id))["label"]!.GetValue<string>().ShouldBe(name);
        var renewed = await Call(HttpMethod.Post, $"{Path}/{id}/lifecycle/newSecret");
        renewed.Status.ShouldBe(HttpStatusCode.OK);
        renewed["client_secret"].ShouldNotBe(registered["client_secret"]);
        (await AppOf(registered).IntrospectAsync("x")).ShouldBeRefused("invalid_client", status: 401);
        (await AppOf(renewed).IntrospectAsync("x")).Status.ShouldBe(HttpStatusCode.OK);

        var publicClient = await Call(HttpMethod.Post, Path, Minimal(("application_type", "browser")));
        publicClient["client_secret"].ShouldBeNull();
        publicClient.Json.ContainsKey("client_secret_expires_at").ShouldBeFalse();
        (await Call(HttpMethod.Post, $"{Path}/{publicClient["client_id"]}/lifecycle/newSecret")).ShouldBeRefused("invalid_client_metadata");

        (await Call(HttpMethod.Delete, $"{Path}/{id}")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await Call(HttpMethod.Get, $"{Path}/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await AppOf(renewed).IntrospectAsync("x")).ShouldBeRefused("invalid_client", status: 401);
    }

    [Fact]                                                             // RFC 7518 §3.2: a key is at least as long as the hash
    public async Task A_renewed_secret_is_long_enough_for_what_it_signs()
    {
        var first = await Call(HttpMethod.Post, Path, Minimal(("token_endpoint_auth_method", "client_secret_jwt")));
        var renewed = await Call(HttpMethod.Post, $"{Path}/{first["client_id"]}/lifecycle/newSecret");
        renewed["client_secret"]!.Length.ShouldBe(first["client_secret"]!.Length);
        renewed["client_secret"]!.Length.ShouldBeGreaterThanOrEqualTo(512 / 8);
    }

    [Theory]                                                           // OpenID Connect Registration §2: oidcc-redirect-uri-regfrag
    [InlineData("https://app.example/callback#fragment")]
    [InlineData("javascript:alert(1)")]
    [InlineData("callback")]
    public async Task Oidcc_redirect_uri_regfrag(string uri)
    {
        var refused = await Register(Minimal(("redirect_uris", new JsonArray(uri))));
        refused.ShouldBeRefused("invalid_redirect_uri");
        refused.Headers["Content-Type"].ShouldStartWith("application/json");
        refused["error_description"]!.ShouldAllBe(c => c >= ' ' && c <= '~' && c != '"' && c != '\\');
    }

    public static TheoryData<string, string, string> Refusals => new()
    {
        { "software_statement", "\"e30.e30.\"", "unapproved_software_statement" },
        { "subject_type", "\"pairwise\"", "invalid_client_metadata" },
        { "sector_identifier_uri", "\"https://app.example/sector\"", "invalid_client_metadata" },          // oidcc-registration-sector-bad
        { "id_token_signed_response_alg", "\"none\"", "invalid_client_metadata" },                         // oidcc-idtoken-unsigned
        { "userinfo_signed_response_alg", "\"HS256\"", "invalid_client_metadata" },
        { "request_object_signing_alg", "\"none\"", "invalid_client_metadata" },
        { "id_token_encrypted_response_alg", "\"RSA-OAEP\"", "invalid_client_metadata" },
        { "token_endpoint_auth_method", "\"tls_client_auth\"", "invalid_client_metadata" },
        { "grant_types", "[\"urn:example:unknown\"]", "invalid_client_metadata" },
        { "grant_types", "\"authorization_code\"", "invalid_client_metadata" },
        { "response_types", "[\"id_token\"]", "invalid_client_metadata" },
        { "redirect_uris", "[]", "invalid_redirect_uri" },
        { "redirect_uris", "null", "invalid_redirect_uri" },
        { "redirect_uris", "\"https://app.example\"", "invalid_redirect_uri" },
        { "client_name", "7", "invalid_client_metadata" },
        { "logo_uri", "\"data:image/png;base64,x\"", "invalid_client_metadata" },
        { "jwks_uri", "\"ftp://app.example/keys\"", "invalid_client_metadata" },
        { "jwks", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"x\"}]}", "invalid_client_metadata" },
        { "default_max_age", "-1", "invalid_client_metadata" },
        { "default_max_age", "\"1\"", "invalid_client_metadata" },
        { "contacts", "\"me\"", "invalid_client_metadata" },
        { "backchannel_logout_uri", "\"https://app.example/out#f\"", "invalid_client_metadata" },
        { "application_type", "\"desktop\"", "invalid_client_metadata" },
    };

    [Theory, MemberData(nameof(Refusals))]                             // RFC 7591 §3.2.2
    public async Task What_this_server_cannot_honour_is_refused(string name, string value, string error) =>
        (await Register(Minimal((name, JsonNode.Parse(value))))).ShouldBeRefused(error);

    [Theory]                                                           // RFC 7591 §3.2.2
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{\"client_name\":\"a\",\"client_name\":\"b\"}")]
    public async Task What_is_no_json_object_is_refused(string body)
    {
        var answer = await Org.Exchange(HttpMethod.Post, Path, new StringContent(body, null, "application/json"));
        answer.Status.ShouldBe(400);
        JsonNode.Parse(answer.Text)!["error"]!.GetValue<string>().ShouldBe("invalid_client_metadata");
    }

    [Fact]                                                             // RFC 7591 §2: what is not understood is ignored; all that is comes back
    public async Task Everything_understood_is_kept_and_given_back()
    {
        await Org.CreateAppAsync("web", new JsonObject { ["userinfo_signed_response_alg"] = "ES256" });      // only then may others ask for it
        var jwks = JsonNode.Parse($$"""{"keys":[{"kty":"EC","crv":"P-256","kid":"k","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}""");
        var given = Minimal(("token_endpoint_auth_method", "client_secret_post"), ("grant_types", new JsonArray("authorization_code", "refresh_token", "implicit")),
            ("response_types", new JsonArray("code", "code id_token", "id_token token")), ("client_uri", "https://app.example/"), ("logo_uri", "https://app.example/logo.png"),
            ("policy_uri", "https://app.example/policy"), ("tos_uri", "https://app.example/tos"), ("jwks", jwks), ("contacts", new JsonArray("a@example.com")),
            ("request_object_signing_alg", "RS256"), ("request_uris", new JsonArray("https://app.example/request#abc")), ("id_token_signed_response_alg", "ES256"),
            ("userinfo_signed_response_alg", "RS256"), ("post_logout_redirect_uris", new JsonArray("https://app.example/bye")), ("initiate_login_uri", "https://app.example/login"),
            ("backchannel_token_delivery_mode", "poll"), ("backchannel_logout_uri", "https://app.example/back"), ("backchannel_logout_session_required", true), ("redirect_uris", new JsonArray(Callback, "https://app.example/cb")), ("frontchannel_logout_uri", "https://app.example/front"),
            ("frontchannel_logout_session_required", true), ("default_max_age", 3600), ("require_auth_time", true), ("subject_type", "public"),
            ("dpop_bound_access_tokens", true), ("require_pushed_authorization_requests", true), ("software_id", "4NRB1-0XZABZI9E6-5SM3R"), ("software_version", "1.2"));
        var body = given.DeepClone().AsObject();
        (body["something_unknown"], body["client_name#de"]) = ("ignored", "Klient");
        var registered = await Register(body);
        registered.Status.ShouldBe(HttpStatusCode.Created, registered.Text);
        foreach (var (name, value) in given) registered.Json[name]?.ToJsonString().ShouldBe(value!.ToJsonString(), name);
        registered.Json.ContainsKey("something_unknown").ShouldBeFalse();
        registered.Json["participate_slo"]!.GetValue<bool>().ShouldBeTrue();

        // A change by the management API leaves what only registration knows.
        var app = await Org.SendAsync(HttpMethod.Get, "/api/v1/apps/" + registered["client_id"]);
        await Org.SendAsync(HttpMethod.Put, "/api/v1/apps/" + registered["client_id"], app);
        var read = await Call(HttpMethod.Get, registered["registration_client_uri"]!, null, registered["registration_access_token"]!);
        read.Json.ToJsonString().ShouldBe(registered.Json.ToJsonString());
    }

    [Fact]                                                             // OpenID Connect Registration §2: default_max_age, where the request has no max_age
    public async Task The_default_max_age_asks_again_when_a_sign_in_is_too_old()
    {
        var app = AppOf(await RegisterTrusted(Minimal(("default_max_age", 60))));
        using var browser = Org.Browser();
        await app.CodeAsync(Org.Person, "openid", browser);
        (await browser.OpenAsync(app.AuthorizeUrl("openid", ("prompt", "none")))).Parameter("code").ShouldNotBeNull();
        Clock.Advance(TimeSpan.FromMinutes(2));
        (await browser.OpenAsync(app.AuthorizeUrl("openid", ("prompt", "none")))).Parameter("error").ShouldBe("login_required");
        (await browser.OpenAsync(app.AuthorizeUrl("openid", ("prompt", "none"), ("max_age", "600")))).Parameter("code").ShouldNotBeNull();
    }

    [Fact]                                                             // OpenID Connect Core §3.1.2.1: oidcc-ensure-redirect-uri-in-authorization-request, oidcc-redirect-uri-query-OK, oidcc-redirect-uri-query-mismatch, oidcc-redirect-uri-query-added
    public async Task Oidcc_redirect_uri_query()
    {
        const string query = "https://app.example/cb?foo=bar";
        var app = AppOf(await RegisterTrusted(Minimal(("redirect_uris", new JsonArray(query, "https://app.example/cb2")))));
        (await app.SignInAsync(Org.Person, "openid", changes: ("redirect_uri", query))).Location!.ShouldStartWith(query + "&code=");
        foreach (var wrong in (string?[])[null, "https://app.example/cb?foo=baz", "https://app.example/cb", "https://app.example/cb2?foo=bar", query + "&x=y"])
            (await Org.Visit(app.AuthorizeUrl("openid", ("redirect_uri", wrong)))).ShouldBeAnErrorPage();
    }

    [Fact]                                                             // OpenID Connect Registration §2: oidcc-idtoken-rs256, oidcc-userinfo-rs256
    public async Task Oidcc_idtoken_rs256_and_userinfo_rs256()
    {
        foreach (var algorithm in (string[])["RS256", "ES256"])
        {
            var app = AppOf(await RegisterTrusted(Minimal(("id_token_signed_response_alg", algorithm), ("userinfo_signed_response_alg", algorithm))));
            var tokens = await app.TokensAsync(Org.Person, "openid email");
            Header(tokens.IdToken)["alg"]!.GetValue<string>().ShouldBe(algorithm);
            Header(tokens.IdToken)["kid"].ShouldNotBeNull();

            var info = await app.UserInfoAsync(tokens.AccessToken);
            info.Headers["Content-Type"].ShouldBe("application/jwt");
            Header(info.Text)["alg"]!.GetValue<string>().ShouldBe(algorithm);
            var keys = new Microsoft.IdentityModel.Tokens.JsonWebKeySet((await Org.Visit(Org.Issuer + "/v1/keys")).Text).GetSigningKeys();
            var read = await new Microsoft.IdentityModel.JsonWebTokens.JsonWebTokenHandler().ValidateTokenAsync(info.Text, new()
            {
                ValidIssuer = Org.Issuer, ValidAudience = app.ClientId, IssuerSigningKeys = keys, ValidateLifetime = false, RequireExpirationTime = false,
            });
            read.IsValid.ShouldBeTrue(read.Exception?.Message);
            read.Claims["sub"].ShouldBe(tokens.ClaimsOf("id_token")["sub"]!.GetValue<string>());
            read.Claims.ShouldContainKey("email");
            read.Claims.ShouldNotContainKey("nonce");
        }
    }

    private static JsonObject Header(string jwt) => (JsonObject)JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(jwt.Split('.')[0]))!;

    [Fact]                                                             // OpenID Connect Registration §2: oidcc-registration-logo-uri, oidcc-registration-policy-uri, oidcc-registration-tos-uri
    public async Task Oidcc_registration_logo_policy_and_tos_uri()
    {
        var app = AppOf(await Register(Minimal(("logo_uri", "https://app.example/logo.png"), ("policy_uri", "https://app.example/policy"), ("tos_uri", "https://app.example/tos"))));
        using var browser = Org.Browser();
        var page = await browser.OpenAsync(app.AuthorizeUrl("openid"));
        page.Document.QuerySelector("img[src='https://app.example/logo.png']").ShouldNotBeNull();
        page.Document.QuerySelector("a[href='https://app.example/policy']").ShouldNotBeNull();
        page.Document.QuerySelector("a[href='https://app.example/tos']").ShouldNotBeNull();
        page.Headers["Content-Security-Policy"].ShouldContain("https://app.example");
    }

    [Fact]                                                             // RFC 7592 §2.2: what administrators say of an app is not the client's to reset
    public async Task An_update_leaves_what_only_administrators_know()
    {
        var registered = await Register(Minimal());
        var app = await Org.SendAsync(HttpMethod.Get, "/api/v1/apps/" + registered["client_id"]);
        app["settings"]!["notes"] = new JsonObject { ["admin"] = "Ask Ada first", ["enduser"] = null };
        app["credentials"]!["oauthClient"]!["pkce_required"] = true;
        await Org.SendAsync(HttpMethod.Put, "/api/v1/apps/" + registered["client_id"], app);
        (await Call(HttpMethod.Put, registered["registration_client_uri"]!, Minimal(("client_id", registered["client_id"])), registered["registration_access_token"]!)).Status.ShouldBe(HttpStatusCode.OK);
        app = await Org.SendAsync(HttpMethod.Get, "/api/v1/apps/" + registered["client_id"]);
        app["settings"]!["notes"]!["admin"]!.GetValue<string>().ShouldBe("Ask Ada first");
        app["credentials"]!["oauthClient"]!["pkce_required"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]                                                             // OpenID Connect Core §5.1.2, contract §2.1: whoever is in the org is asked for consent, and then signed in
    public async Task Everybody_may_sign_in_to_a_registered_client_after_saying_yes()
    {
        var app = AppOf(await Register(Minimal()));
        var person = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        var page = await app.SignInAsync(person, "openid email", browser);
        if (page.Parameter("code") is null) page = await browser.SubmitAsync(page, ("decision", "allow"));
        (await app.RedeemAsync(page.Parameter("code")!)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]                                                           // RFC 7591 §5: whom nobody knows acts for nobody who is not there
    [InlineData("client_credentials")]
    [InlineData("password")]
    [InlineData("urn:ietf:params:oauth:grant-type:jwt-bearer")]
    [InlineData("urn:ietf:params:oauth:grant-type:token-exchange")]
    [InlineData("urn:openid:params:grant-type:ciba")]
    [InlineData("interaction_code")]                                   // decision 0008: in pages of its own it would see passwords and say yes itself
    public async Task Anybody_gets_no_grant_that_works_without_a_person(string grant)
    {
        (await Register(Minimal(("grant_types", new JsonArray("authorization_code", grant))))).ShouldBeRefused("invalid_client_metadata");
        var registered = await Register(Minimal(("consent_method", "TRUSTED")));
        registered["consent_method"].ShouldBe("REQUIRED");
        var (uri, token, id) = (registered["registration_client_uri"]!, registered["registration_access_token"]!, registered["client_id"]!);
        (await Call(HttpMethod.Put, uri, Minimal(("client_id", id), ("grant_types", new JsonArray("authorization_code", grant))), token)).ShouldBeRefused("invalid_client_metadata");
        (await Call(HttpMethod.Put, uri, Minimal(("client_id", id), ("consent_method", "TRUSTED")), token))["consent_method"].ShouldBe("REQUIRED");
        (await Register(new JsonObject { ["application_type"] = "service" })).ShouldBeRefused("invalid_client_metadata");

        // What an administrator gave it, it keeps.
        var known = new JsonArray("authorization_code", "client_credentials");
        (await Call(HttpMethod.Put, $"{Path}/{id}", Minimal(("client_id", id), ("consent_method", "TRUSTED"), ("grant_types", known)))).Status.ShouldBe(HttpStatusCode.OK);
        var kept = await Call(HttpMethod.Put, uri, Minimal(("client_id", id), ("grant_types", known)), token);
        kept.Status.ShouldBe(HttpStatusCode.OK, kept.Text);
        kept["consent_method"].ShouldBe("TRUSTED");
    }

    [Fact]                                                             // OpenID Connect Registration §2: oidcc-registration-jwks-uri; oidcc-server with private_key_jwt
    public async Task Oidcc_registration_jwks_uri()
    {
        using var key = new AppKey("RS256");
        await using var site = Site.Holding(AppKey.Jwks(key).ToJsonString());
        foreach (var (name, value) in ((string, JsonNode)[])[("jwks", AppKey.Jwks(key)), ("jwks_uri", JsonValue.Create(site.Url)!)])
        {
            var registered = await RegisterTrusted(Minimal((name, value), ("token_endpoint_auth_method", "private_key_jwt")));
            registered.Status.ShouldBe(HttpStatusCode.Created, registered.Text);
            var app = new SigningApp(Org, registered["client_id"]!, null, key, BySecret: false);
            var code = await AppOf(registered).CodeAsync(Org.Person, "openid");
            (await app.Post(Org.Issuer, $"grant_type=authorization_code&code={code}&redirect_uri={Uri.EscapeDataString(Callback)}&code_verifier={TestApp.Verifier}")).IdToken.ShouldNotBeEmpty();
        }
    }
}
