using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Entrance.Pipeline;
using Latchkey.Server.Faces.Management.ApiAccess;
using Latchkey.Server.Faces.Management.Clients;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.ClientRegistration;

/// <summary>A client that registered itself is what it says of itself: people are asked before it gets anything of theirs, at every door. RFC 7591 §5, RFC 8252 §8.6.</summary>
public sealed class UnvouchedClientTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Path = "/oauth2/v1/clients";
    private const string Web = "https://stranger.example/cb";
    private const string Scheme = "example.stranger:/cb";
    private const string Loopback = "http://127.0.0.1/cb";
    private const string DeviceGrant = "urn:ietf:params:oauth:grant-type:device_code";
    private const string AllScopes = "openid profile email phone address offline_access orders:read";

    private async Task<TestAnswer> Register(params (string Name, JsonNode? Value)[] more)
    {
        var body = new JsonObject
        {
            ["client_name"] = "Stranger", ["application_type"] = "native", ["token_endpoint_auth_method"] = "none", ["redirect_uris"] = new JsonArray(Web, Scheme, Loopback),
            ["grant_types"] = new JsonArray("authorization_code", "refresh_token", "implicit", DeviceGrant),
        };
        foreach (var (name, value) in more) body[name] = value;
        return await TestAnswer.Of(await Org.Http.PostAsync(Path, new StringContent(body.ToJsonString(), null, "application/json")));
    }

    private async Task<TestApp> Stranger(string redirect = Web, params (string Name, JsonNode? Value)[] more)
    {
        var registered = await Register(more);
        registered.Status.ShouldBe(HttpStatusCode.Created, registered.Text);
        return new(Org, registered["client_id"]!, registered["client_secret"], redirect);
    }

    private async Task<TestBrowser> SignedIn(TestPerson person)
    {
        var browser = Org.Browser();
        (await Org.NativeApp.SignInAsync(person, browser: browser)).Parameter("code").ShouldNotBeNull();
        return browser;
    }

    private static string[] Asked(TestPage page)
    {
        page.LeadsTo.ShouldBeNull(page.Text);
        page.Document.QuerySelector("#allow").ShouldNotBeNull(page.Text);
        return page.Document.QuerySelector<IHtmlInputElement>("input[name=scopes]")!.Value.Split(' ');
    }

    private static Task<TestPage> Allow(TestBrowser browser, TestPage page) => browser.SubmitAsync(page, ("decision", "allow"));

    [Fact]                                                             // RFC 7591 §5: whatever the scopes are
    public async Task A_signed_in_person_is_asked_about_every_scope_and_then_not_again()
    {
        var (app, person) = (await Stranger(), await Org.CreatePersonAsync());
        using var browser = await SignedIn(person);
        var page = await browser.OpenAsync(app.AuthorizeUrl(AllScopes));
        Asked(page).ShouldBe(AllScopes.Split(' '));
        page.Text.ShouldContain("Read your email address");
        (await browser.SubmitAsync(page, ("decision", "deny"))).Parameter("error").ShouldBe("access_denied");

        var allowed = await Allow(browser, await browser.OpenAsync(app.AuthorizeUrl("openid email offline_access")));
        (await app.RedeemAsync(allowed.Parameter("code")!)).RefreshToken.ShouldNotBeEmpty();
        (await browser.OpenAsync(app.AuthorizeUrl("openid email"))).Parameter("code").ShouldNotBeNull();
        Asked(await browser.OpenAsync(app.AuthorizeUrl("openid email phone"))).ShouldBe(["phone"]);

        // Who has just typed a password is asked no less.
        using var fresh = Org.Browser();
        Asked(await app.SignInAsync(await Org.CreatePersonAsync(), "openid", fresh)).ShouldBe(["openid"]);
    }

    [Fact]                                                             // OpenID Connect Core §3.1.2.6
    public async Task Without_a_prompt_it_gets_nothing_that_was_not_agreed_to()
    {
        var (app, person) = (await Stranger(), await Org.CreatePersonAsync());
        using var browser = await SignedIn(person);
        foreach (var type in (string[])["code", "id_token", "id_token token", "code id_token"])
        {
            var end = await browser.OpenAsync(app.AuthorizeUrl("openid profile", ("prompt", "none"), ("response_type", type)));
            if (end.Parameter("error") is "unsupported_response_type") continue;
            end.Parameter("error").ShouldBe("consent_required", type);
            end.Parameter("error_description").ShouldBe("The following scopes require user consent: [openid, profile].");
            end.LeadsTo!.ShouldNotContain("token=");
        }
        await Allow(browser, await browser.OpenAsync(app.AuthorizeUrl("openid profile")));
        (await browser.OpenAsync(app.AuthorizeUrl("openid profile", ("prompt", "none")))).Parameter("code").ShouldNotBeNull();
        (await browser.OpenAsync(app.AuthorizeUrl("openid profile email", ("prompt", "none")))).Parameter("error_description").ShouldBe("The following scopes require user consent: [email].");
    }

    [Fact]                                                             // OpenID Connect Core §5.5: a claim is not a way around its scope
    public async Task Single_claims_come_with_the_scope_that_was_agreed_to_alone()
    {
        var (app, person) = (await Stranger(), await Org.CreatePersonAsync());
        using var browser = await SignedIn(person);
        const string claims = """{"userinfo":{"email":{"essential":true},"given_name":null},"id_token":{"email":null}}""";
        var page = await browser.OpenAsync(app.AuthorizeUrl("openid", ("claims", claims)));
        Asked(page).ShouldBe(["openid"]);
        var tokens = await app.RedeemAsync((await Allow(browser, page)).Parameter("code")!);
        tokens.ClaimsOf("id_token").ContainsKey("email").ShouldBeFalse();
        (await app.UserInfoAsync(tokens.AccessToken)).Json.Select(claim => claim.Key).ShouldBe(["sub"]);
    }

    [Fact]                                                             // RFC 8252 §8.6: any app of the device may have taken the scheme
    public async Task A_silent_return_to_a_custom_scheme_asks_each_time()
    {
        var (app, person) = (await Stranger(Scheme), await Org.CreatePersonAsync());
        using var browser = Org.Browser();
        Asked(await app.SignInAsync(person, "openid email", browser)).ShouldBe(["openid", "email"]);
        for (var time = 0; time < 2; time++)
        {
            var page = await browser.OpenAsync(app.AuthorizeUrl("openid email"));
            Asked(page).ShouldBe(["openid", "email"]);
            (await Allow(browser, page)).Parameter("code").ShouldNotBeNull();        // once for each
            (await browser.OpenAsync(app.AuthorizeUrl("openid email", ("prompt", "none")))).Parameter("error").ShouldBe("consent_required");
        }
        // Where the address says who it is, or the person is there, what was agreed to counts.
        (await browser.OpenAsync(app.AuthorizeUrl("openid email", ("redirect_uri", Web)))).Parameter("code").ShouldNotBeNull();
        var again = await browser.OpenAsync(app.AuthorizeUrl("openid email", ("prompt", "login")));
        (await browser.SubmitAsync(again, ("identifier", person.Login), ("password", person.Password))).Parameter("code").ShouldNotBeNull();
    }

    [Fact]                                                             // RFC 8628 §3.3
    public async Task The_question_of_a_device_lists_every_scope()
    {
        var (app, person) = (await Stranger(), await Org.CreatePersonAsync());
        var device = await app.PostAsync("/device/authorize", ("scope", "openid email offline_access"));
        using var browser = await SignedIn(person);
        var question = await browser.SubmitAsync(await browser.OpenAsync("/activate?user_code=" + device["user_code"]));
        question.Text.ShouldContain("Read your email address");
        question.Text.ShouldContain("Keep you signed in");
        (await app.TokenAsync(("grant_type", DeviceGrant), ("device_code", device["device_code"]))).ShouldBeRefused("authorization_pending");
        await browser.SubmitAsync(question, ("answer", "approve"));
        (await app.TokenAsync(("grant_type", DeviceGrant), ("device_code", device["device_code"]))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]                                                           // contract §2.1: grants that an administrator gave it show no page
    [InlineData("password"), InlineData("exchange")]
    public async Task Grants_without_a_page_need_what_was_agreed_to(string grant)
    {
        const string exchange = "urn:ietf:params:oauth:grant-type:token-exchange";
        var (app, person) = (await Stranger(), await Org.CreatePersonAsync());
        var settings = await Org.SendAsync(HttpMethod.Get, "/api/v1/apps/" + app.ClientId);
        settings["settings"]!["oauthClient"]!["grant_types"] = new JsonArray("authorization_code", "refresh_token", "implicit", "password", exchange);
        await Org.SendAsync(HttpMethod.Put, "/api/v1/apps/" + app.ClientId, settings);
        var first = await Org.NativeApp.TokensAsync(person, "openid device_sso offline_access");
        Task<TestAnswer> Ask() => grant == "password"
            ? app.TokenAsync(("grant_type", "password"), ("username", person.Login), ("password", person.Password), ("scope", "openid email"))
            : app.TokenAsync(("grant_type", exchange), ("subject_token", first.IdToken), ("subject_token_type", "urn:ietf:params:oauth:token-type:id_token"),
                ("actor_token", first["device_secret"]), ("actor_token_type", "urn:x-oath:params:oauth:token-type:device-secret"), ("scope", "openid email"));
        (await Ask()).ShouldBeRefused("consent_required", "The following scopes require user consent: [openid, email].");
        using var browser = await SignedIn(person);
        await Allow(browser, await browser.OpenAsync(app.AuthorizeUrl("openid email")));
        (await Ask()).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // what was handed out before anybody asked is not refreshed for ever
    public async Task A_refresh_token_that_nobody_agreed_to_is_not_refreshed()
    {
        var (app, person) = (await Stranger(), await Org.CreatePersonAsync());
        using var browser = await SignedIn(person);
        var tokens = await app.RedeemAsync((await Allow(browser, await browser.OpenAsync(app.AuthorizeUrl("openid offline_access")))).Parameter("code")!);
        tokens = await app.RefreshAsync(tokens.RefreshToken);
        await Org.Services.GetRequiredService<Database>().Change("delete from consents where user_id = @Id", new { person.Id }, default);
        (await app.RefreshAsync(tokens.RefreshToken)).ShouldBeRefused("invalid_grant");

        await Allow(browser, await browser.OpenAsync(app.AuthorizeUrl("openid offline_access")));
        (await app.RefreshAsync(tokens.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // an administrator's word is what makes it an app like others
    public async Task Once_an_administrator_trusts_it_nobody_is_asked_and_leaving_it_out_is_no_trust()
    {
        var (app, person) = (await Stranger(), await Org.CreatePersonAsync());
        using var browser = await SignedIn(person);
        var settings = await Org.SendAsync(HttpMethod.Get, "/api/v1/apps/" + app.ClientId);
        var client = settings["settings"]!["oauthClient"]!.AsObject();
        client.Remove("consent_method");
        (await Org.SendAsync(HttpMethod.Put, "/api/v1/apps/" + app.ClientId, settings))["settings"]!["oauthClient"]!["consent_method"]!.GetValue<string>().ShouldBe("REQUIRED");
        Asked(await browser.OpenAsync(app.AuthorizeUrl("openid")));
        client["consent_method"] = "TRUSTED";
        await Org.SendAsync(HttpMethod.Put, "/api/v1/apps/" + app.ClientId, settings);
        (await browser.OpenAsync(app.AuthorizeUrl(AllScopes))).Parameter("code").ShouldNotBeNull();
        (await browser.OpenAsync(app.AuthorizeUrl(AllScopes, ("redirect_uri", Scheme)))).Parameter("code").ShouldNotBeNull();
    }

    [Theory]                                                           // RFC 9700 §2.2.2: rotated, or bound to a key
    [InlineData("native", null, "ROTATE", false), InlineData("browser", null, "ROTATE", false), InlineData("native", "ROTATE", "ROTATE", false)]
    [InlineData("native", "STATIC", "STATIC", true), InlineData("browser", "STATIC", "STATIC", true), InlineData("web", null, "ROTATE", false), InlineData("web", "STATIC", "STATIC", true)]
    public async Task A_public_stranger_has_refresh_tokens_that_rotate_or_are_bound(string type, string? asked, string rotation, bool bound)
    {
        var registered = await Register(("application_type", type), ("redirect_uris", new JsonArray(Web)), ("grant_types", new JsonArray("authorization_code", "refresh_token")),
            ("refresh_token", asked is null ? null : new JsonObject { ["rotation_type"] = asked }), ("dpop_bound_access_tokens", false));
        registered.Json["refresh_token"]!["rotation_type"]!.GetValue<string>().ShouldBe(rotation);
        registered.Json["dpop_bound_access_tokens"]!.GetValue<bool>().ShouldBe(bound);
        if (!bound) return;

        var (app, person) = (new TestApp(Org, registered["client_id"]!, null, Web), await Org.CreatePersonAsync());
        using var browser = await SignedIn(person);
        async Task<string> Code() => (await browser.OpenAsync(app.AuthorizeUrl("openid offline_access"))) is var page && page.Parameter("code") is { } code ? code : (await Allow(browser, page)).Parameter("code")!;
        (await app.RedeemAsync(await Code())).ShouldBeRefused("invalid_dpop_proof");
        var keyed = app with { Key = new DPoPKey() };
        var tokens = await keyed.RedeemAsync(await Code());
        (await keyed.RefreshAsync(tokens.RefreshToken)).RefreshToken.ShouldBe(tokens.RefreshToken);
        (await (app with { Key = new DPoPKey() }).RefreshAsync(tokens.RefreshToken)).ShouldBeRefused("invalid_grant");

        // It cannot talk itself out of it; with a secret it need not.
        var body = new JsonObject
        {
            ["client_id"] = app.ClientId, ["application_type"] = type, ["token_endpoint_auth_method"] = "none", ["redirect_uris"] = new JsonArray(Web),
            ["grant_types"] = new JsonArray("authorization_code", "refresh_token"), ["refresh_token"] = new JsonObject { ["rotation_type"] = "STATIC" }, ["dpop_bound_access_tokens"] = false,
        };
        using var change = new HttpRequestMessage(HttpMethod.Put, registered["registration_client_uri"]) { Content = new StringContent(body.ToJsonString(), null, "application/json") };
        change.Headers.Authorization = new("Bearer", registered["registration_access_token"]);
        (await TestAnswer.Of(await Org.Http.SendAsync(change))).Json["dpop_bound_access_tokens"]!.GetValue<bool>().ShouldBeTrue();
        var confidential = await Register(("application_type", "web"), ("token_endpoint_auth_method", "client_secret_basic"), ("redirect_uris", new JsonArray(Web)),
            ("grant_types", new JsonArray("authorization_code", "refresh_token")), ("refresh_token", new JsonObject { ["rotation_type"] = "STATIC" }));
        confidential.Json["dpop_bound_access_tokens"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]                                                             // the same where an administrator asks: it is their choice
    public async Task An_administrator_who_asks_for_static_tokens_gets_them_unbound()
    {
        var app = await Org.CreateAppAsync("native", new JsonObject { ["refresh_token"] = new JsonObject { ["rotation_type"] = "STATIC" } });
        var settings = await Org.SendAsync(HttpMethod.Get, "/api/v1/apps/" + app.ClientId);
        settings["settings"]!["oauthClient"]!["refresh_token"]!["rotation_type"]!.GetValue<string>().ShouldBe("STATIC");
        settings["settings"]!["oauthClient"]!["dpop_bound_access_tokens"]!.GetValue<bool>().ShouldBeFalse();
    }

    public static TheoryData<string, string> PlainAddresses
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var name in (string[])["initiate_login_uri", "client_uri", "logo_uri", "policy_uri", "tos_uri", "jwks_uri", "frontchannel_logout_uri", "backchannel_logout_uri", "request_uris", "post_logout_redirect_uris"])
                foreach (var address in (string[])["http://app.example/there", "http://10.0.0.7/there", "http://localhost.app.example/"]) data.Add(name, address);
            foreach (var address in (string[])["com.example.app:/login", "//app.example/login", "login", "javascript:alert(1)", "https://user@app.example/login"]) data.Add("initiate_login_uri", address);
            return data;
        }
    }

    [Theory, MemberData(nameof(PlainAddresses))]                       // OpenID Connect Registration §2, RFC 7591 §3.2.2
    public async Task An_address_that_somebody_will_follow_is_https(string name, string address)
    {
        JsonNode value = name.EndsWith('s') ? new JsonArray(address) : JsonValue.Create(address)!;
        (await Register((name, value))).ShouldBeRefused("invalid_client_metadata");
        // The same by the management API.
        var client = new JsonObject { ["application_type"] = "web", ["grant_types"] = new JsonArray("authorization_code"), ["redirect_uris"] = new JsonArray(Web), [name] = value.DeepClone() };
        using var refused = await Org.Api.PostAsync("/api/v1/apps", new StringContent(new JsonObject
        {
            ["label"] = "Plain", ["signOnMode"] = "OPENID_CONNECT", ["settings"] = new JsonObject { ["oauthClient"] = client },
        }.ToJsonString(), null, "application/json"));
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]                                                           // RFC 8252 §7.3, OAuth 2.1 §1.5
    [InlineData("web"), InlineData("browser"), InlineData("native")]
    public async Task Plain_http_is_answered_at_on_this_machine_only(string type)
    {
        (await Register(("application_type", type), ("redirect_uris", new JsonArray("http://app.example/cb")), ("grant_types", null))).ShouldBeRefused("invalid_redirect_uri");
        (await Register(("application_type", type), ("redirect_uris", new JsonArray("http://localhost:3000/cb")), ("grant_types", null))).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Theory]                                                           // OpenID Connect Registration §2: "using the https scheme", on every server
    [InlineData("http://localhost:3000/login"), InlineData("http://127.0.0.1/login"), InlineData("http://[::1]:8080/"), InlineData("HTTP://LOCALHOST/login"), InlineData("http://app.localhost/login")]
    public async Task Where_a_sign_in_begins_is_https_also_on_a_development_server(string address)
    {
        (await Register(("initiate_login_uri", address))).ShouldBeRefused("invalid_client_metadata");
        var made = await Register(("initiate_login_uri", "https://stranger.example/login"));
        made.Status.ShouldBe(HttpStatusCode.Created);
        var body = made.Json.DeepClone().AsObject();
        foreach (var told in (string[])["registration_access_token", "registration_client_uri", "client_id_issued_at"]) body.Remove(told);
        async Task<TestAnswer> Change(string to)
        {
            body["initiate_login_uri"] = to;
            using var request = new HttpRequestMessage(HttpMethod.Put, made["registration_client_uri"]) { Content = new StringContent(body.ToJsonString(), null, "application/json") };
            request.Headers.Authorization = new("Bearer", made["registration_access_token"]);
            return await TestAnswer.Of(await Org.Http.SendAsync(request));
        }
        (await Change(address)).ShouldBeRefused("invalid_client_metadata");
        (await Change("https://stranger.example/other")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // keys, notices and pages over the network are https wherever people are
    public async Task Only_a_development_server_follows_plain_http_on_this_machine()
    {
        (await Register(("client_uri", "http://localhost:3000/"), ("logo_uri", "http://127.0.0.1:3000/logo.png"))).Status.ShouldBe(HttpStatusCode.Created);
        static AppProposal App(string redirect, string login) => new()
        {
            Label = "App", Client = new() { ApplicationType = "web", GrantTypes = ["authorization_code"], RedirectUris = [redirect], InitiateLoginUri = login },
        };
        Should.Throw<RuleException>(() => AppDraft.Of(App("http://localhost:3000/cb", "http://localhost:3000/login"), development: false)).Field.ShouldBe("initiate_login_uri");
        AppDraft.Of(App("http://localhost:3000/cb", "https://app.example/login"), development: false).GrantTypes.ShouldBe(["authorization_code"]);
    }

    [Fact]                                                             // RFC 9700 §2.4; decision 0008: one that had the grant before, or got it of an administrator who trusts it no further
    public async Task A_stranger_signs_nobody_in_on_pages_of_its_own()
    {
        var app = await Stranger();
        var settings = (await Org.Read($"/apps/{app.ClientId}")).ShouldSucceed().Object;
        settings["settings"]!["oauthClient"]!["grant_types"] = new JsonArray("authorization_code", "interaction_code", "refresh_token");
        settings["settings"]!["oauthClient"]!["response_types"] = new JsonArray("code");
        (await Org.Put($"/apps/{app.ClientId}", settings)).ShouldSucceed();
        async Task<TestAnswer> Interact() => await TestAnswer.Of(await Org.Http.PostAsync($"{Org.Issuer}/v1/interact", new FormUrlEncodedContent(
        [
            new("client_id", app.ClientId), new("scope", "openid"), new("redirect_uri", Web), new("state", "s"),
            new("code_challenge", new string('a', 43)), new("code_challenge_method", "S256"),
        ])));
        (await Interact()).ShouldBeRefused("access_denied");
        settings["settings"]!["oauthClient"]!["consent_method"] = "TRUSTED";
        (await Org.Put($"/apps/{app.ClientId}", settings)).ShouldSucceed();
        (await Interact()).Status.ShouldBe(HttpStatusCode.OK);
    }
}
