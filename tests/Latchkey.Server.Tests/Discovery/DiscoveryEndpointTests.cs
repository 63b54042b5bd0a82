using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Discovery;

/// <summary>What is said is what works, and what works is said. OpenID Connect Discovery §3, RFC 8414 §2, contract §1.3.</summary>
public sealed class DiscoveryEndpointTests(OrgFixture fixture) : OrgTest(fixture)
{
    private async Task<JsonObject> Document(string path)
    {
        var answer = await Org.Visit(path, ("Origin", "https://anywhere.example"));
        answer.Status.ShouldBe(200, path);
        answer.MediaType.ShouldBe("application/json");
        answer.Headers["Access-Control-Allow-Origin"].ShouldBe("*");
        answer.Headers["Cache-Control"].ShouldContain("max-age");
        return JsonNode.Parse(answer.Text)!.AsObject();
    }

    private static string[] Strings(JsonNode? array) => [.. array!.AsArray().Select(item => item!.GetValue<string>())];

    public static TheoryData<string, string> Places => new()
    {
        { "", "/.well-known/openid-configuration" }, { "", "/.well-known/oauth-authorization-server" },
        { "/oauth2/default", "/oauth2/default/.well-known/openid-configuration" }, { "/oauth2/default", "/oauth2/default/.well-known/oauth-authorization-server" },
        { "/oauth2/default", "/.well-known/oauth-authorization-server/oauth2/default" }, { "/oauth2/default", "/.well-known/openid-configuration/oauth2/default" },
    };

    [Theory, MemberData(nameof(Places))]                               // OpenID Connect Discovery §4.3, RFC 8414 §3
    public async Task The_issuer_is_exact_and_every_endpoint_is_there(string issuer, string path)
    {
        var document = await Document(path);
        document["issuer"]!.GetValue<string>().ShouldBe(Org.Url + issuer);
        foreach (var (name, value) in document.Where(member => member.Key.EndsWith("_endpoint", StringComparison.Ordinal) || member.Key == "jwks_uri"))
        {
            var url = value!.GetValue<string>();
            url.ShouldStartWith(Org.Url + "/");
            (await Org.Visit(url)).Status.ShouldNotBe(404, name);
        }
        foreach (var needed in (string[])["issuer", "authorization_endpoint", "token_endpoint", "jwks_uri", "response_types_supported", "subject_types_supported", "scopes_supported", "code_challenge_methods_supported", "end_session_endpoint", "userinfo_endpoint", "introspection_endpoint", "revocation_endpoint"])
            document.ContainsKey(needed).ShouldBeTrue(needed);
        document["request_parameter_supported"]!.GetValue<bool>().ShouldBeTrue();
        document["request_uri_parameter_supported"]!.GetValue<bool>().ShouldBeTrue();
        document["require_request_uri_registration"]!.GetValue<bool>().ShouldBeTrue();
        Strings(document["request_object_signing_alg_values_supported"]).ShouldNotContain("none");
        document["authorization_response_iss_parameter_supported"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]                                                             // house rule: discovery equals what routes exist
    public async Task What_is_mapped_under_oauth2_is_what_discovery_lists_for_both_kinds_of_server()
    {
        var mapped = Org.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(endpoint => endpoint.RoutePattern.RawText!).ToHashSet();
        foreach (var (issuer, prefix) in ((string, string)[])[("", "/oauth2/v1/"), ("/oauth2/default", "/oauth2/{server}/v1/")])
        {
            var document = await Document(issuer + "/.well-known/openid-configuration");
            document["registration_endpoint"]!.GetValue<string>().ShouldBe(Org.Url + "/oauth2/v1/clients");      // of the org, also for its other servers
            var listed = document.Where(member => (member.Key.EndsWith("_endpoint", StringComparison.Ordinal) || member.Key == "jwks_uri") && member.Key != "registration_endpoint")
                .Select(member => prefix + member.Value!.GetValue<string>().Split("/v1/")[1]);
            mapped.Where(route => route.StartsWith(prefix, StringComparison.Ordinal) && !route.StartsWith("/oauth2/v1/clients", StringComparison.Ordinal) && !route.EndsWith("/global-token-revocation", StringComparison.Ordinal)
                && !route.EndsWith("/interact", StringComparison.Ordinal) && !route.EndsWith("/authorize/callback", StringComparison.Ordinal)).ShouldBe(listed, ignoreOrder: true);
        }
    }

    [Fact]                                                             // every word of it, driven
    public async Task Every_advertised_grant_response_mode_and_client_authentication_works()
    {
        foreach (var issuer in (string[])[Org.Url, Org.Issuer])
        {
            var oauth = await Document(issuer[Org.Url.Length..] + "/.well-known/oauth-authorization-server");
            var app = Org.NativeApp with { Issuer = issuer };
            foreach (var grant in Strings(oauth["grant_types_supported"])) await Drive(grant, app);
            foreach (var mode in Strings(oauth["response_modes_supported"]))
            {
                var end = await app.SignInAsync(Org.Person, changes: [("response_mode", mode)]);
                var code = end.Parameter("response") is { } signed ? Rules.Part(signed, 1)["code"]!.GetValue<string>() : end.Parameter("code");
                (await app.RedeemAsync(code!)).Status.ShouldBe(HttpStatusCode.OK, mode);
            }
            foreach (var method in Strings(oauth["token_endpoint_auth_methods_supported"])) await Authenticate(method, issuer);
            foreach (var scope in Strings(oauth["scopes_supported"]))
                (await app.SignInAsync(Org.Person, "openid " + scope)).Parameter("error").ShouldBeNull(scope);
            foreach (var type in Strings(oauth["response_types_supported"])) await Answers(type, issuer);
            Strings(oauth["code_challenge_methods_supported"]).ShouldBe(["S256"]);
            oauth["introspection_endpoint_auth_methods_supported"]!.ToJsonString().ShouldBe(oauth["token_endpoint_auth_methods_supported"]!.ToJsonString());
            oauth["revocation_endpoint_auth_methods_supported"]!.ToJsonString().ShouldBe(oauth["token_endpoint_auth_methods_supported"]!.ToJsonString());
        }
    }

    private async Task Drive(string grant, TestApp app)
    {
        var tokens = await app.TokensAsync(Org.Person);
        switch (grant)
        {
            case "authorization_code":
                tokens.Status.ShouldBe(HttpStatusCode.OK);
                break;
            case "refresh_token":
                (await app.RefreshAsync(tokens.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
                break;
            case "client_credentials" when app.Issuer == Org.Url:
                using (var key = new AppKey())
                    (await (await SigningApp.Create(Org, "private_key_jwt", key, "service", ["okta.users.read"])).TokenAsync(Org.Url, "okta.users.read")).Status.ShouldBe(HttpStatusCode.OK);
                break;
            case "urn:ietf:params:oauth:grant-type:jwt-bearer":
                using (var key = new AppKey())
                    (await (await SigningApp.Create(Org, "private_key_jwt", key)).VouchAsync(Org.Url, Org.Person.Login)).Status.ShouldBe(HttpStatusCode.OK);
                break;
            case "client_credentials":
                (await new TestApp(Org, Org.Facts.Apps.Service.ClientId, Org.Facts.Apps.Service.ClientSecret, "").TokenAsync(("grant_type", grant), ("scope", "orders:read"))).Status.ShouldBe(HttpStatusCode.OK);
                break;
            case "password":
                var own = await Org.CreateAppAsync("native", new JsonObject { ["grant_types"] = new JsonArray("password", "refresh_token"), ["response_types"] = new JsonArray() }) with { Issuer = app.Issuer };
                (await own.TokenAsync(("grant_type", grant), ("username", Org.Person.Login), ("password", Org.Person.Password), ("scope", "openid"))).Status.ShouldBe(HttpStatusCode.OK);
                break;
            case "urn:ietf:params:oauth:grant-type:device_code":
                (await app.TokenAsync(("grant_type", grant), ("device_code", (await app.PostAsync("/device/authorize", ("scope", "openid")))["device_code"]))).ShouldBeRefused("authorization_pending");
                break;
            case "urn:ietf:params:oauth:grant-type:token-exchange":
                var shared = await app.TokensAsync(Org.Person, "openid device_sso offline_access");
                (await app.TokenAsync(("grant_type", grant), ("subject_token", shared.IdToken), ("subject_token_type", "urn:ietf:params:oauth:token-type:id_token"),
                    ("actor_token", shared["device_secret"]), ("actor_token_type", "urn:x-oath:params:oauth:token-type:device-secret"), ("scope", "openid"))).Status.ShouldBe(HttpStatusCode.OK);
                break;
            case "urn:openid:params:grant-type:ciba":
                var web = await Org.CreateAppAsync("web", new JsonObject { ["grant_types"] = new JsonArray(grant), ["response_types"] = new JsonArray() }) with { Issuer = app.Issuer };
                (await web.TokenAsync(("grant_type", grant), ("auth_req_id", (await web.PostAsync("/bc/authorize", ("scope", "openid"), ("login_hint", Org.Person.Login)))["auth_req_id"]))).ShouldBeRefused("authorization_pending");
                break;
            case "implicit":
                await Answers("id_token token", app.Issuer);
                break;
            default:
                throw new InvalidOperationException($"{app.Issuer} advertises {grant}, which nothing here can drive.");
        }
    }

    private async Task Answers(string type, string issuer)
    {
        var app = (await Org.CreateAppAsync("web", new JsonObject { ["grant_types"] = new JsonArray("authorization_code", "implicit"), ["redirect_uris"] = new JsonArray("https://app.example.com/cb") })) with { Issuer = issuer };
        var end = await app.SignInAsync(Org.Person, "openid", changes: [("response_type", type)]);
        foreach (var (word, parameter) in ((string, string)[])[("code", "code"), ("token", "access_token"), ("id_token", "id_token")])
            (end.Parameter(parameter) is not null).ShouldBe(type.Split(' ').Contains(word), $"{type}: {end.LeadsTo}");
        end.Parameter("error").ShouldBeNull(type);
    }

    private async Task Authenticate(string method, string issuer)
    {
        var endpoint = (issuer == Org.Url ? Org.Url + "/oauth2" : issuer) + "/v1/introspect";
        var (web, secret) = (Org.Facts.Apps.Web.ClientId, Org.Facts.Apps.Web.ClientSecret);
        var answer = method switch
        {
            "none" => await Org.PostForm(endpoint, "token=x&client_id=" + Org.NativeApp.ClientId),
            "client_secret_basic" => await Org.PostForm(endpoint, "token=x", Asking.Basic($"{web}:{secret}")),
            "client_secret_post" => await ByPost(endpoint),
            "client_secret_jwt" or "private_key_jwt" => await ByAssertion(method, endpoint),
            _ => throw new InvalidOperationException($"{method} is advertised, and nothing here can drive it."),
        };
        answer.Status.ShouldBe(200, method);
    }

    private async Task<Seen> ByAssertion(string method, string endpoint)
    {
        using var key = new AppKey("PS256");
        var app = await SigningApp.Create(Org, method, key);
        return await Org.PostForm(endpoint, "token=x&" + app.Credentials(audience: endpoint));
    }

    private async Task<Seen> ByPost(string endpoint)
    {
        var app = await Org.SendAsync(HttpMethod.Post, "/api/v1/apps", new JsonObject
        {
            ["name"] = "oidc_client", ["label"] = "By post", ["signOnMode"] = "OPENID_CONNECT",
            ["credentials"] = new JsonObject { ["oauthClient"] = new JsonObject { ["token_endpoint_auth_method"] = "client_secret_post" } },
            ["settings"] = new JsonObject { ["oauthClient"] = new JsonObject { ["application_type"] = "web", ["redirect_uris"] = new JsonArray("https://app.example.com/cb"), ["grant_types"] = new JsonArray("authorization_code"), ["response_types"] = new JsonArray("code") } },
        });
        var client = app["credentials"]!["oauthClient"]!;
        return await Org.PostForm(endpoint, $"token=x&client_id={client["client_id"]}&client_secret={client["client_secret"]}");
    }

    [Fact]                                                             // OpenID Connect Discovery §3: claims_supported
    public async Task Every_claim_an_id_token_carries_is_advertised()
    {
        var advertised = Strings((await Document("/oauth2/default/.well-known/openid-configuration"))["claims_supported"]);
        var tokens = await Org.NativeApp.TokensAsync(Org.Person, "openid profile email address phone offline_access");
        foreach (var (claim, _) in tokens.ClaimsOf("id_token")) advertised.ShouldContain(claim);
        foreach (var (claim, _) in (await Org.NativeApp.UserInfoAsync(tokens.AccessToken)).Json) advertised.ShouldContain(claim);
    }

    [Fact]                                                             // contract §1.3
    public async Task An_unknown_server_or_client_is_told()
    {
        var server = await Org.Visit("/oauth2/ausUnknown/.well-known/openid-configuration");
        server.Status.ShouldBe(404);
        JsonNode.Parse(server.Text)!["errorCode"]!.GetValue<string>().ShouldBe("E0000007");
        JsonNode.Parse(server.Text)!["errorSummary"]!.GetValue<string>().ShouldBe("Not found: Resource not found: ausUnknown (AuthorizationServer)");
        foreach (var document in (string[])["openid-configuration", "oauth-authorization-server"])
        {
            (await Org.Visit($"/.well-known/{document}?client_id={Org.NativeApp.ClientId}")).Status.ShouldBe(200);
            var client = await Org.Visit($"/.well-known/{document}?client_id=0oaUnknown");
            client.Status.ShouldBe(400);
            JsonNode.Parse(client.Text)!["errorCode"]!.GetValue<string>().ShouldBe("invalid_client");
            JsonNode.Parse(client.Text)!["errorSummary"]!.GetValue<string>().ShouldBe("Invalid value for 'client_id' parameter.");
        }
    }

    [Fact]                                                             // contract §1.1
    public async Task The_organization_document_names_the_org()
    {
        var document = JsonNode.Parse((await Org.Visit("/.well-known/okta-organization")).Text)!;
        document["pipeline"]!.GetValue<string>().ShouldBe("idx");     // rulings: Terraform asks an idx org for its policies
        document["id"]!.GetValue<string>().ShouldStartWith("00o");
        document["_links"]!["organization"]!["href"]!.GetValue<string>().ShouldBe(Org.Url);
    }

    [Fact]                                                             // OpenID Connect Initiating User Registration 1.0 §5; contract §1.3
    public async Task Prompts_are_listed_and_create_where_people_may_sign_up()
    {
        await using var org = await TestOrg.StartAsync();
        async Task<string[]> Prompts(string query = "") =>
            Strings(JsonNode.Parse(await org.Http.GetStringAsync(org.Issuer + "/.well-known/openid-configuration" + query))!["prompt_values_supported"]);
        string[] always = ["none", "login", "consent", "select_account"];
        foreach (var allowed in (bool[])[true, false])
        {
            (await org.Put("/org/settings", new JsonObject { ["selfServiceRegistration"] = allowed })).ShouldSucceed();
            using var browser = org.Browser();
            ((await browser.OpenAsync(org.NativeApp.AuthorizeUrl(changes: [("prompt", "create")]))).Parameter("error") is null).ShouldBe(allowed);
            foreach (var query in (string[])["", "?client_id=" + org.NativeApp.ClientId])
                (await Prompts(query)).ShouldBe(allowed ? [.. always, "create"] : always);
        }
    }
}
