using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Apps;

public sealed class AppsApiTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Theory]                                                           // contract §3.1: what is not done is refused by name
    [InlineData("""{"oauthClient":{"network":{"connection":"ZONE","include":["nzo1"]}}}""", "network.connection")]
    [InlineData("""{"oauthClient":{"id_token_encrypted_response_alg":"RSA-OAEP"}}""", "id_token_encrypted_response_alg")]
    [InlineData("""{"oauthClient":{"sector_identifier_uri":"https://a.example/sector"}}""", "sector_identifier_uri")]
    [InlineData("""{"oauthClient":{"request_object_encryption_alg":"RSA-OAEP"}}""", "request_object_encryption_alg")]
    [InlineData("""{"implicitAssignment":true}""", "implicitAssignment")]
    [InlineData("""{"manualProvisioning":true}""", "manualProvisioning")]
    [InlineData("""{"notifications":{"vpn":{"network":{"connection":"ANYWHERE"}}}}""", "notifications.vpn.network.connection")]
    [InlineData("""{"app":{"url":"https://a.example"}}""", "settings.app")]
    public async Task A_setting_that_would_have_no_effect_is_refused_and_not_dropped(string settings, string named)
    {
        var body = ApiCalls.NewApp("web");
        foreach (var (name, value) in JsonNode.Parse(settings)!.AsObject())
            if (name != "oauthClient") body["settings"]![name] = value!.DeepClone();
            else foreach (var (member, said) in value!.AsObject()) body["settings"]!["oauthClient"]![member] = said!.DeepClone();
        (await Org.Post("/apps", body)).ShouldBeRefused(400, "E0000001", named);

        var app = (await Org.Post("/apps", ApiCalls.NewApp("web"))).ShouldSucceed();
        app["settings.oauthClient.network.connection"].ShouldBe("ANYWHERE");
        (await Org.Put($"/apps/{app.Id}", app.Object.DeepClone())).ShouldSucceed();
    }

    [Fact]                                                             // contract §3.1: credentials that are left out stay, all of them
    public async Task A_replacement_that_says_nothing_of_credentials_keeps_what_protects_the_app()
    {
        var body = ApiCalls.NewApp("web");
        body["credentials"] = JsonNode.Parse("""{"oauthClient":{"token_endpoint_auth_method":"client_secret_post","pkce_required":true,"autoKeyRotation":false}}""");
        var app = (await Org.Post("/apps", body)).ShouldSucceed();
        var document = app.Object.DeepClone().AsObject();
        document.Remove("credentials");
        var changed = (await Org.Put($"/apps/{app.Id}", document)).ShouldSucceed();
        foreach (var name in (string[])["client_secret", "token_endpoint_auth_method", "pkce_required", "autoKeyRotation"])
            changed[$"credentials.oauthClient.{name}"].ShouldBe(app[$"credentials.oauthClient.{name}"]);
        changed["credentials.oauthClient.pkce_required"].ShouldBe("true");
    }

    [Fact]                                                             // contract §3.1, §11.18, §11.35
    public async Task What_the_command_line_sends_makes_a_native_app()
    {
        var app = (await Org.Post("/apps", new JsonObject
        {
            ["label"] = "Quickstart",
            ["signOnMode"] = "OPENID_CONNECT",
            ["settings"] = new JsonObject
            {
                ["oauthClient"] = new JsonObject
                {
                    ["redirect_uris"] = new JsonArray("com.okta.dev-1:/callback"),
                    ["post_logout_redirect_uris"] = new JsonArray("com.okta.dev-1:/"),
                    ["response_types"] = new JsonArray("code"),
                    ["grant_types"] = new JsonArray("authorization_code"),
                    ["application_type"] = "native",
                },
            },
            ["credentials"] = new JsonObject { ["oauthClient"] = new JsonObject { ["token_endpoint_auth_method"] = "none" } },
        })).ShouldSucceed();

        app.Id.ShouldStartWith("0oa");
        app.Id.Length.ShouldBe(20);
        app["credentials.oauthClient.client_id"].ShouldBe(app.Id);
        app["credentials.oauthClient.client_secret"].ShouldBeNull();
        app["credentials.oauthClient.pkce_required"].ShouldBe("true");
        app["name"].ShouldBe("oidc_client");
        app["status"].ShouldBe("ACTIVE");
        app["created"].ShouldNotBeNull().ShouldMatch(@"^2026-11-22T12:\d\d:\d\d\.000Z$");
        app["settings.oauthClient.refresh_token.rotation_type"].ShouldBe("ROTATE");
        app["settings.oauthClient.consent_method"].ShouldBe("TRUSTED");
        app["_links.deactivate.href"].ShouldBe($"{Org.Url}/api/v1/apps/{app.Id}/lifecycle/deactivate");

        var credentials = (await Org.Read($"/internal/apps/{app.Id}/settings/clientcreds")).ShouldSucceed();      // contract §11.16
        credentials.Text.ShouldBe($$"""{"client_id":"{{app.Id}}"}""");
        (await Org.Read($"/apps/{app.Id}")).Text.ShouldBe(app.Text);
        (await Org.Events(app.Id)).ShouldContain("application.lifecycle.create");
    }

    [Theory]                                                           // contract §3.1, "Type presets"; RFC 9700 §2.2.2
    [InlineData("native", "none", "ROTATE", null, "code")]
    [InlineData("browser", "none", "ROTATE", "30", "code")]
    [InlineData("web", "client_secret_basic", "STATIC", "30", "code")]
    [InlineData("service", "client_secret_basic", "STATIC", "30", "token")]
    public async Task Each_type_has_its_defaults(string type, string method, string rotation, string? leeway, string responseType)
    {
        var app = (await Org.Post("/apps", ApiCalls.NewApp(type))).ShouldSucceed();

        app["credentials.oauthClient.token_endpoint_auth_method"].ShouldBe(method);
        app["settings.oauthClient.refresh_token.rotation_type"].ShouldBe(rotation);
        app["settings.oauthClient.refresh_token.leeway"].ShouldBe(leeway);
        app["settings.oauthClient.response_types"].ShouldNotBeNull().ShouldContain($"\"{responseType}\"");
        (app["credentials.oauthClient.client_secret"] is not null).ShouldBe(method != "none");
    }

    [Fact]                                                             // contract §2.4; design §6
    public async Task A_native_app_that_rotates_has_a_leeway_only_when_it_names_one()
    {
        var rotating = new JsonObject { ["refresh_token"] = new JsonObject { ["rotation_type"] = "ROTATE" } };
        (await Org.Post("/apps", ApiCalls.NewApp("native", rotating)))["settings.oauthClient.refresh_token.leeway"].ShouldBeNull();

        rotating["refresh_token"]!["leeway"] = 0;
        (await Org.Post("/apps", ApiCalls.NewApp("native", rotating)))["settings.oauthClient.refresh_token.leeway"].ShouldBe("0");
        rotating["refresh_token"]!["leeway"] = 60;
        (await Org.Post("/apps", ApiCalls.NewApp("web", rotating)))["settings.oauthClient.refresh_token.leeway"].ShouldBe("60");

        foreach (var impossible in (int[])[-1, 61])
        {
            rotating["refresh_token"]!["leeway"] = impossible;
            (await Org.Post("/apps", ApiCalls.NewApp("native", rotating))).ShouldBeRefused(400, "E0000001", "between 0 and 60");
        }
    }

    public static TheoryData<string, string> Refused => new()
    {
        { """{"label":"x"}""", "settings.oauthClient: is required" },
        { """{"settings":{"oauthClient":{"application_type":"native","grant_types":["authorization_code"],"redirect_uris":["a.b:/c"]}}}""", "label" },
        { """{"label":"x","settings":{"oauthClient":{"application_type":"native","redirect_uris":["a.b:/c"]}}}""", "grant_types: is required" },
        { """{"label":"x","settings":{"oauthClient":{"application_type":"native","grant_types":[],"redirect_uris":["a.b:/c"]}}}""", "grant_types: must not be empty" },
        { """{"label":"x","settings":{"oauthClient":{"application_type":"native","grant_types":["authorization_code"]}}}""", "redirect_uris: at least one" },
        { """{"label":"x","settings":{"oauthClient":{"application_type":"native","grant_types":["authorization_code"],"redirect_uris":["a.b:/c","JavaScript:alert(1)","https://a.example/#x"]}}}""", "must not use the scheme javascript" },
        { """{"label":"x","settings":{"oauthClient":{"application_type":"native","grant_types":["authorization_code"],"redirect_uris":["a.b:/c"],"post_logout_redirect_uris":["data:text/html,x"]}}}""", "post_logout_redirect_uris" },
        { """{"label":"x","settings":{"oauthClient":{"application_type":"native","grant_types":["authorization_code"],"redirect_uris":["a.b:/c"],"logo_uri":"javascript:alert(1)"}}}""", "logo_uri" },
        { """{"label":"x","settings":{"oauthClient":{"application_type":"native","grant_types":["authorization_code","client_credentials"],"redirect_uris":["a.b:/c"]}}}""", "client_credentials is not possible" },
        { """{"label":"x","settings":{"oauthClient":{"application_type":"native","grant_types":["refresh_token"],"redirect_uris":["a.b:/c"]}}}""", "refresh_token needs" },
        { """{"label":"x","settings":{"oauthClient":{"application_type":"native","grant_types":["urn:openid:params:grant-type:ciba"],"redirect_uris":["a.b:/c"]}}}""", "ciba is not possible" },
        { """{"label":"x","settings":{"oauthClient":{"application_type":"native","grant_types":["implicit"]}}}""", "redirect_uris: at least one" },
        { """{"label":"x","settings":{"oauthClient":{"application_type":"web","grant_types":["authorization_code"],"redirect_uris":["https://a.example/"],"jwks":{"keys":[{"kty":"EC","crv":"P-256","x":"a","y":"b","d":"c"}]}}}}""", "remove the private members" },
        { """{"label":"x","settings":{"oauthClient":{"application_type":"web","grant_types":["authorization_code"],"redirect_uris":["https://a.example/"],"jwks":{"keys":[{"kty":"oct"}]}}}}""", "each key must be" },
        { """{"label":"x","settings":{"oauthClient":{"application_type":"web","grant_types":["authorization_code"],"redirect_uris":["https://a.example/"],"backchannel_logout_uri":"javascript:alert(1)"}}}""", "backchannel_logout_uri" },
        { """{"label":"x","settings":{"oauthClient":{"application_type":"native","grant_types":["authorization_code"],"response_types":["token"],"redirect_uris":["a.b:/c"]}}}""", "token is not possible" },
        { """{"label":"x","settings":{"oauthClient":{"application_type":"toaster","grant_types":["authorization_code"],"redirect_uris":["a.b:/c"]}}}""", "application_type" },
        { """{"label":"x","settings":{"oauthClient":{"application_type":"service","grant_types":["client_credentials"]}},"credentials":{"oauthClient":{"token_endpoint_auth_method":"none"}}}""", "cannot be none" },
        { """{"label":"x","settings":{"oauthClient":{"application_type":"service","grant_types":["authorization_code"]}}}""", "authorization_code is not possible" },
        { """{"label":"x","settings":{"oauthClient":{"application_type":"web","grant_types":["authorization_code"],"redirect_uris":["https://a.example/"]}},"credentials":{"oauthClient":{"client_secret":"short"}}}""", "between 14 and 100" },
        { """{"label":"x","settings":{"oauthClient":{"application_type":"web","grant_types":["authorization_code"],"redirect_uris":["https://a.example/"]}},"credentials":{"oauthClient":{"client_id":"a b"}}}""", "client_id" },
        { """{"label":"x","settings":{"oauthClient":{"application_type":"native","grant_types":["authorization_code"],"redirect_uris":["a.b:/c"]}},"credentials":{"oauthClient":{"token_endpoint_auth_method":"none","pkce_required":false}}}""", "pkce_required" },
        { """{"label":"x","settings":{"oauthClient":{"application_type":"web","grant_types":["authorization_code"],"redirect_uris":["https://a.example/"],"wildcard_redirect":"SUBDOMAIN"}}}""", "wildcard_redirect" },
        { """{"label":"x","settings":{"oauthClient":{"application_type":"web","grant_types":"authorization_code","redirect_uris":["https://a.example/"]}}}""", "list of strings" },
        { """{"label":"x","settings":{"oauthClient":{"application_type":"web","grant_types":[1],"redirect_uris":["https://a.example/"]}}}""", "list of strings" },
        { """{"label":5,"settings":{"oauthClient":{}}}""", "label: must be a string" },
        { """{"label":"x","settings":[]}""", "settings: must be an object" },
        { """{"label":"x","signOnMode":"SAML_2_0","settings":{"oauthClient":{}}}""", "signOnMode" },
    };

    [Theory, MemberData(nameof(Refused))]                              // contract §3.1, "Rules"
    public async Task What_cannot_work_is_refused_with_the_reason(string body, string cause) =>
        (await Org.CallRaw(HttpMethod.Post, "/apps", body)).ShouldBeRefused(400, "E0000001", cause);

    [Fact]                                                             // contract §11.27
    public async Task A_chosen_id_and_secret_are_kept_and_an_id_is_used_once()
    {
        var credentials = new JsonObject { ["client_id"] = "my-own-client", ["client_secret"] = "fourteen-chars" };
        var app = (await Org.Post("/apps", ApiCalls.NewApp("web", credentials: credentials))).ShouldSucceed();
        app.Id.ShouldBe("my-own-client");
        app["credentials.oauthClient.client_secret"].ShouldBe("fourteen-chars");
        (await Org.Read("/internal/apps/my-own-client/settings/clientcreds"))["client_secret"].ShouldBe("fourteen-chars");

        (await Org.Post("/apps", ApiCalls.NewApp("web", credentials: credentials))).ShouldBeRefused(400, "E0000001", "already exists");
    }

    [Fact]                                                             // contract §0, "Keep the user signed in"
    public async Task Ticking_refresh_token_is_one_put_and_keeps_id_and_secret()
    {
        var app = (await Org.Post("/apps", ApiCalls.NewApp("web"))).ShouldSucceed();
        var changed = app.Object.DeepClone().AsObject();
        changed["label"] = "Renamed";
        changed["settings"]!["oauthClient"]!["grant_types"]!.AsArray().Add("refresh_token");
        changed["credentials"]!["oauthClient"]!.AsObject().Remove("client_secret");
        Clock.Advance(TimeSpan.FromMinutes(1));

        var after = (await Org.Put($"/apps/{app.Id}", changed)).ShouldSucceed();

        after["label"].ShouldBe("Renamed");
        after["settings.oauthClient.grant_types"].ShouldNotBeNull().ShouldContain("refresh_token");
        after["credentials.oauthClient.client_secret"].ShouldBe(app["credentials.oauthClient.client_secret"]);
        after["created"].ShouldBe(app["created"]);
        after["lastUpdated"].ShouldNotBe(app["lastUpdated"]);

        changed["settings"]!["oauthClient"]!["application_type"] = "native";
        (await Org.Put($"/apps/{app.Id}", changed)).ShouldBeRefused(400, "E0000001", "cannot be changed");
    }

    [Fact]                                                             // contract §3.1: DELETE only when inactive
    public async Task An_app_is_deleted_after_it_was_switched_off()
    {
        var app = (await Org.Post("/apps", ApiCalls.NewApp("native"))).ShouldSucceed();
        (await Org.Delete($"/apps/{app.Id}")).ShouldBeRefused(403, "E0000056");

        (await Org.Post($"/apps/{app.Id}/lifecycle/deactivate")).ShouldSucceed().Text.ShouldBe("{}");
        (await Org.Read($"/apps/{app.Id}"))["status"].ShouldBe("INACTIVE");
        (await Org.Read($"/apps/{app.Id}"))["_links.activate.hints.allow"].ShouldNotBeNull();
        (await Org.Post($"/apps/{app.Id}/lifecycle/activate")).ShouldSucceed();
        (await Org.Post($"/apps/{app.Id}/lifecycle/deactivate")).ShouldSucceed();

        var deleted = await Org.Delete($"/apps/{app.Id}");
        deleted.ShouldBe(HttpStatusCode.NoContent);
        deleted.Text.ShouldBeEmpty();
        deleted.Message.Content.Headers.ContentType.ShouldBeNull();    // contract §2.0, empty responses
        (await Org.Read($"/apps/{app.Id}")).ShouldBeRefused(404, "E0000007");
        (await Org.Read($"/apps/{app.Id}"))["errorSummary"].ShouldBe($"Not found: Resource not found: {app.Id} (AppInstance)");      // contract §11.19
        (await Org.Events(app.Id)).ShouldBe(
        [
            "application.lifecycle.create", "application.lifecycle.deactivate", "application.lifecycle.activate", "application.lifecycle.deactivate", "application.lifecycle.delete",
        ]);
    }

    [Fact]                                                             // contract §3.1; §11.17
    public async Task Lists_find_by_label_and_status_and_go_on_page_by_page()
    {
        await using var org = await TestOrg.StartAsync();
        var labels = Enumerable.Range(0, 7).Select(i => $"Find me {i}").ToArray();
        var ids = new List<string>();
        foreach (var label in labels) ids.Add((await org.Post("/apps", ApiCalls.NewApp("native", label: label))).ShouldSucceed().Id);
        await org.Post($"/apps/{ids[3]}/lifecycle/deactivate");

        (await org.AllPages("/apps?q=find%20ME&limit=2")).ShouldBe(ids, ignoreOrder: true);
        (await org.AllPages("/apps?q=ind")).ShouldBeEmpty();
        (await org.AllPages("/apps?q=oidc&limit=3")).Count.ShouldBe(7 + 4);
        (await org.AllPages("/apps?filter=status%20eq%20%22ACTIVE%22&limit=3")).ShouldNotContain(ids[3]);
        (await org.AllPages("/apps?filter=status%20eq%20%22INACTIVE%22")).ShouldBe([ids[3]]);
        (await org.AllPages("/apps?limit=3")).Count.ShouldBe(7 + 4);
        (await org.Read("/apps?limit=3")).List.Count.ShouldBe(3);
        (await org.Read("/apps?filter=secret%20eq%20%22x%22")).ShouldBeRefused(400, "E0000031");
    }

    [Fact]                                                             // contract §2.4: app deactivation revokes
    public async Task Switching_an_app_off_ends_its_tokens()
    {
        var app = await Org.CreateAppAsync();
        var tokens = await app.TokensAsync(Org.Person);
        (await app.UserInfoAsync(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        Clock.Advance(TimeSpan.FromSeconds(1));

        (await Org.Post($"/apps/{app.ClientId}/lifecycle/deactivate")).ShouldSucceed();
        (await app.UserInfoAsync(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await Org.Post($"/apps/{app.ClientId}/lifecycle/activate")).ShouldSucceed();
        (await app.RefreshAsync(tokens.RefreshToken)).ShouldBeRefused("invalid_grant");
    }

    [Fact]                                                             // threats row 4
    public async Task An_app_of_another_org_does_not_exist_here()
    {
        var registered = (await Org.CallRaw(HttpMethod.Post, "/registration/reg/register", """{"userProfile":{"firstName":"O","lastName":"Ther","email":"other@example.org"}}""")).ShouldSucceed();
        var other = (await Org.CallRaw(HttpMethod.Get, $"{Org.Url}/api/internal/v1/developer/redeem/{registered["developerOrgCliToken"]}", null)).ShouldSucceed();
        using var theirs = new HttpClient(TestOrg.LoopbackHandler()) { BaseAddress = new Uri(other["orgUrl"]!) };
        theirs.DefaultRequestHeaders.Add("Authorization", $"SSWS {other["apiToken"]}");

        (await Org.CallRaw(HttpMethod.Get, "/users/me", null, client: theirs)).ShouldSucceed()["profile.login"].ShouldBe("other@example.org");
        (await Org.CallRaw(HttpMethod.Get, $"/apps/{Org.NativeApp.ClientId}", null, client: theirs)).ShouldBeRefused(404, "E0000007");
        (await Org.CallRaw(HttpMethod.Post, $"/apps/{Org.NativeApp.ClientId}/lifecycle/deactivate", null, client: theirs)).ShouldBeRefused(404, "E0000007");
        (await Org.CallRaw(HttpMethod.Get, "/apps", null, client: theirs)).List.ShouldBeEmpty();
        // Nor does their token open this org.
        theirs.DefaultRequestHeaders.Remove("Authorization");
        using var crossed = new HttpClient(TestOrg.LoopbackHandler()) { BaseAddress = new Uri(Org.Url) };
        crossed.DefaultRequestHeaders.Add("Authorization", $"SSWS {other["apiToken"]}");
        (await Org.CallRaw(HttpMethod.Get, "/apps", null, client: crossed)).ShouldBeRefused(401, "E0000011");
    }

    [Fact]                                                             // contract §3.1: an address that people can go to, or none
    public async Task An_app_that_can_be_begun_elsewhere_says_where()
    {
        var body = ApiCalls.NewApp("web");
        (await Org.Post("/apps", body.DeepClone())).ShouldSucceed().Object["_links"]!["appLinks"].ShouldBeNull();
        body["settings"]!["oauthClient"]!["initiate_login_uri"] = "https://app.example.com/begin";
        (await Org.Post("/apps", body)).ShouldSucceed().Object["_links"]!["appLinks"]!.ToJsonString()
            .ShouldBe($$"""[{"name":"oidc_client_link","href":"https://app.example.com/begin?iss={{Uri.EscapeDataString(Org.Url)}}","type":"text/html"}]""");
    }
}
