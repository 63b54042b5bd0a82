using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using AngleSharp.Dom;
using Latchkey.Protocol;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Conformance;

/// <summary>The modules that the basic and the form post plan have in common. oidc-checks §1 and §3.</summary>
public abstract class BasicModules(OrgFixture fixture, string? responseMode) : OrgTest(fixture)
{
    private static readonly string[] OfProfile =
        ["name", "given_name", "family_name", "middle_name", "nickname", "profile", "picture", "website", "gender", "birthdate", "zoneinfo", "locale", "updated_at", "preferred_username"];
    private static readonly string[] OfEmail = ["email", "email_verified"];
    private static readonly string[] OfPhone = ["phone_number", "phone_number_verified"];

    private Task<Suite> Start(string method = "client_secret_basic", JsonObject? more = null) => Suite.Start(Org, responseMode, method, more);

    /// <summary>Someone about whom everything is known: what the suite's operator prepares.</summary>
    private async Task<TestPerson> WholePerson()
    {
        var person = await Org.CreatePersonAsync();
        await Org.SendAsync(HttpMethod.Post, "/api/v1/users/" + person.Id, new JsonObject
        {
            ["profile"] = new JsonObject
            {
                ["middleName"] = "M", ["nickName"] = "Tee", ["displayName"] = "Test M Person", ["profileUrl"] = "https://people.example/t", ["picture"] = "https://people.example/t.png", ["website"] = "https://t.example/",
                ["gender"] = "female", ["birthdate"] = "1987-10-16", ["timezone"] = "Europe/Berlin", ["locale"] = "en_US", ["primaryPhone"] = "+49 30 1",
                ["streetAddress"] = "Street 1", ["city"] = "Berlin", ["state"] = "BE", ["zipCode"] = "10117", ["countryCode"] = "DE",
            },
        });
        return person;
    }

    private static long AuthTime(SuiteFlow flow) => flow.IdToken["auth_time"]!.GetValue<long>();
    private static string Subject(SuiteFlow flow) => flow.IdToken["sub"]!.GetValue<string>();

    private static void ShouldBeTheSameSignIn(SuiteFlow later, SuiteFlow first)
    {
        Subject(later).ShouldBe(Subject(first));
        AuthTime(later).ShouldBe(AuthTime(first));
    }

    [Fact]                                                             // oidcc-server
    public async Task Oidcc_server()
    {
        using var suite = await Start();
        var flow = await suite.Flow();
        flow.IdToken.ShouldSayNoMore();
        // The one warning: Okta's two claims, and no others.
        foreach (var claim in Rules.OktasOwn) flow.IdToken.ContainsKey(claim).ShouldBeTrue();
    }

    [Fact]                                                             // oidcc-response-type-missing
    public async Task Oidcc_response_type_missing()
    {
        using var suite = await Start();
        var request = suite.Request(("response_type", null));
        suite.ShouldHaveRefused(await suite.Visit(request), request, "unsupported_response_type", "invalid_request");
    }

    [Fact]                                                             // oidcc-idtoken-signature
    public async Task Oidcc_idtoken_signature()
    {
        using var suite = await Suite.StartDynamic(Org, new JsonObject { ["response_types"] = new JsonArray("code") });
        var header = Rules.Part((await suite.Flow()).Tokens.IdToken, 0);
        header["alg"]!.GetValue<string>().ShouldBe("RS256");
        header["kid"].ShouldNotBeNull();
        await suite.Unregister();
    }

    [Fact]                                                             // oidcc-idtoken-unsigned
    public async Task Oidcc_idtoken_unsigned_is_skipped_for_discovery_does_not_list_none()
    {
        using var suite = await Start();
        Suite.Texts(suite.Metadata, "id_token_signing_alg_values_supported").ShouldNotContain("none");
        var refused = await Suite.PostRegistration(Org, suite.Metadata, new JsonObject { ["redirect_uris"] = new JsonArray(Suite.Callback), ["id_token_signed_response_alg"] = "none" });
        refused.ShouldRefuse("invalid_client_metadata");
    }

    [Fact]                                                             // oidcc-userinfo-get
    public async Task Oidcc_userinfo_get()
    {
        using var suite = await Start();
        (await suite.Flow()).UserInfo["sub"].ShouldNotBeNull();
    }

    [Fact]                                                             // oidcc-userinfo-post-header
    public async Task Oidcc_userinfo_post_header()
    {
        using var suite = await Start();
        var flow = await suite.Flow();
        using var request = new HttpRequestMessage(HttpMethod.Post, suite.Endpoint("userinfo_endpoint"));
        request.Headers.Authorization = new("Bearer", flow.Tokens.AccessToken);
        Suite.Told(await TestAnswer.Of(await Org.Http.SendAsync(request)), flow.IdToken);
    }

    [Fact]                                                             // oidcc-userinfo-post-body
    public async Task Oidcc_userinfo_post_body()
    {
        using var suite = await Start();
        var flow = await suite.Flow();
        using var body = new FormUrlEncodedContent([new("access_token", flow.Tokens.AccessToken)]);
        Suite.Told(await TestAnswer.Of(await Org.Http.PostAsync(new Uri(suite.Endpoint("userinfo_endpoint")), body)), flow.IdToken);
    }

    [Fact]                                                             // oidcc-ensure-request-without-nonce-succeeds-for-code-flow
    public async Task Oidcc_ensure_request_without_nonce_succeeds_for_code_flow()
    {
        using var suite = await Start();
        (await suite.Flow(("nonce", null))).IdToken.ContainsKey("nonce").ShouldBeFalse();
    }

    private async Task<SuiteFlow> WithScope(string scope, params string[] claims)
    {
        using var suite = await Start();
        suite.Person = await WholePerson();
        foreach (var one in scope.Split(' ')) Suite.Texts(suite.Metadata, "scopes_supported").ShouldContain(one);
        var flow = await suite.Flow(("scope", scope));
        foreach (var claim in claims) flow.UserInfo.ContainsKey(claim).ShouldBeTrue(claim);
        flow.UserInfo.Select(claim => claim.Key).ShouldBe(["sub", .. claims], ignoreOrder: true);
        return flow;
    }

    [Fact]                                                             // oidcc-scope-profile
    public async Task Oidcc_scope_profile() => (await WithScope("openid profile", OfProfile)).IdToken.ShouldSayNoMore("name", "preferred_username");

    // Okta's thin ID token greets a person by name and address: the suite's warning. Contract §2.3.
    [Fact]                                                             // oidcc-scope-email
    public async Task Oidcc_scope_email() => (await WithScope("openid email", OfEmail)).IdToken.ShouldSayNoMore("email");

    [Fact]                                                             // oidcc-scope-address
    public async Task Oidcc_scope_address() => (await WithScope("openid address", "address")).IdToken.ShouldSayNoMore();

    [Fact]                                                             // oidcc-scope-phone
    public async Task Oidcc_scope_phone() => (await WithScope("openid phone", OfPhone)).IdToken.ShouldSayNoMore();

    [Fact]                                                             // oidcc-scope-all
    public async Task Oidcc_scope_all() =>
        (await WithScope("openid profile email address phone", [.. OfProfile, .. OfEmail, .. OfPhone, "address"])).IdToken.ShouldSayNoMore("name", "preferred_username", "email");

    [Fact]                                                             // oidcc-alternate-happy-flow
    public async Task Oidcc_alternate_happy_flow()
    {
        using var suite = await Start();
        suite.Person = await WholePerson();
        var request = suite.Request(("scope", "email openid"));
        var reordered = request.Reverse().ToDictionary(one => one.Key, one => one.Value);
        (await suite.Flow(reordered)).UserInfo.Select(claim => claim.Key).ShouldBe(["sub", .. OfEmail], ignoreOrder: true);
    }

    [Fact]                                                             // oidcc-display-page
    public Task Oidcc_display_page() => Succeeds(("display", "page"));

    [Fact]                                                             // oidcc-display-popup
    public Task Oidcc_display_popup() => Succeeds(("display", "popup"));

    [Fact]                                                             // oidcc-ui-locales
    public Task Oidcc_ui_locales() => Succeeds(("ui_locales", "se"));

    [Fact]                                                             // oidcc-claims-locales
    public Task Oidcc_claims_locales() => Succeeds(("claims_locales", "se"));

    [Fact]                                                             // oidcc-ensure-request-with-unknown-parameter-succeeds
    public Task Oidcc_ensure_request_with_unknown_parameter_succeeds() => Succeeds(("extra", "foobar"));

    [Fact]                                                             // oidcc-login-hint
    public Task Oidcc_login_hint() => Succeeds(("login_hint", "buffy@localhost"));

    private async Task Succeeds(params (string Name, string? Value)[] changes)
    {
        using var suite = await Start();
        Suite.AsksWho(await suite.Visit(suite.Request(changes))).ShouldBeTrue();
        await suite.Flow(changes);
    }

    [Fact]                                                             // oidcc-prompt-login
    public async Task Oidcc_prompt_login()
    {
        using var suite = await Start();
        var first = await suite.Flow();
        Clock.Advance(TimeSpan.FromSeconds(1));
        var request = suite.Request(("prompt", "login"));
        var page = await suite.Visit(request);
        Suite.AsksWho(page).ShouldBeTrue();
        var second = await suite.Flow(await suite.Finish(page), request);
        Subject(second).ShouldBe(Subject(first));
        AuthTime(second).ShouldBeGreaterThan(AuthTime(first));
    }

    [Fact]                                                             // oidcc-prompt-none-not-logged-in
    public async Task Oidcc_prompt_none_not_logged_in()
    {
        using var suite = await Start();
        var request = suite.Request(("prompt", "none"), ("state", Rules.LongState()));
        suite.ShouldHaveRefused(await suite.Visit(request), request, "login_required", "interaction_required", "account_selection_required", "consent_required");
    }

    [Fact]                                                             // oidcc-prompt-none-logged-in
    public async Task Oidcc_prompt_none_logged_in()
    {
        using var suite = await Start();
        var first = await suite.Flow();
        Clock.Advance(TimeSpan.FromSeconds(1));
        var request = suite.Request(("prompt", "none"), ("state", Rules.LongState()));
        ShouldBeTheSameSignIn(await suite.Flow(await suite.Visit(request), request), first);
    }

    [Fact]                                                             // oidcc-max-age-1
    public async Task Oidcc_max_age_1()
    {
        using var suite = await Start();
        var first = await suite.Flow();
        Clock.Advance(TimeSpan.FromSeconds(2));
        var request = suite.Request(("max_age", "1"));
        var page = await suite.Visit(request);
        Suite.AsksWho(page).ShouldBeTrue();
        var second = await suite.Flow(await suite.Finish(page), request);
        AuthTime(second).ShouldBeGreaterThan(AuthTime(first));
        AuthTime(second).ShouldBeInRange(Clock.GetUtcNow().ToUnixTimeSeconds() - 10, Clock.GetUtcNow().ToUnixTimeSeconds());
    }

    [Fact]                                                             // oidcc-max-age-10000
    public async Task Oidcc_max_age_10000()
    {
        using var suite = await Start();
        var first = await suite.Flow(("max_age", "15000"));
        Clock.Advance(TimeSpan.FromSeconds(1));
        var request = suite.Request(("max_age", "10000"));
        ShouldBeTheSameSignIn(await suite.Flow(await suite.Visit(request), request), first);
    }

    [Fact]                                                             // oidcc-id-token-hint
    public async Task Oidcc_id_token_hint()
    {
        using var suite = await Start();
        var first = await suite.Flow();
        var request = suite.Request(("prompt", "none"), ("id_token_hint", first.Tokens.IdToken));
        ShouldBeTheSameSignIn(await suite.Flow(await suite.Visit(request), request), first);
    }

    [Fact]                                                             // oidcc-ensure-request-with-acr-values-succeeds
    public async Task Oidcc_ensure_request_with_acr_values_succeeds()
    {
        using var suite = await Start();
        var values = Suite.Texts(suite.Metadata, "acr_values_supported");
        (await suite.Flow(("acr_values", string.Join(' ', values)))).IdToken["acr"]!.GetValue<string>().ShouldBeOneOf(values);
    }

    [Fact]                                                             // oidcc-codereuse
    public async Task Oidcc_codereuse()
    {
        using var suite = await Start();
        (await suite.Redeem((await suite.Flow()).Code)).ShouldRefuse("invalid_grant");
    }

    [Fact]                                                             // oidcc-codereuse-30seconds
    public async Task Oidcc_codereuse_30seconds()
    {
        using var suite = await Start();
        var flow = await suite.Flow();
        Clock.Advance(TimeSpan.FromSeconds(30));
        (await suite.Redeem(flow.Code)).ShouldRefuse("invalid_grant");
        (await Org.Visit(suite.Endpoint("userinfo_endpoint"), ("Authorization", "Bearer " + flow.Tokens.AccessToken))).Status.ShouldBe(401);
    }

    [Fact]                                                             // oidcc-ensure-registered-redirect-uri
    public async Task Oidcc_ensure_registered_redirect_uri()
    {
        using var suite = await Start();
        Suite.ShouldStayHere(await suite.Visit(suite.Request(("redirect_uri", Suite.Callback + Rules.Letters(10)))));
    }

    [Fact]                                                             // oidcc-ensure-post-request-succeeds
    public async Task Oidcc_ensure_post_request_succeeds()
    {
        using var suite = await Start();
        var request = suite.Request();
        var page = await suite.Browser.PostAsync(suite.Endpoint("authorization_endpoint"), [.. request.Select(one => (one.Key, one.Value!))]);
        await suite.Flow(await suite.Finish(page), request);
    }

    [Fact]                                                             // oidcc-server-client-secret-post
    public async Task Oidcc_server_client_secret_post()
    {
        using var suite = await Start("client_secret_post");
        (await suite.Flow()).IdToken.ShouldSayNoMore();
    }

    /// <summary>Three modules ask for unsigned request objects; they are skipped where discovery says which algorithms there are and none is not one.</summary>
    private async Task<Suite> WithoutUnsignedRequests()
    {
        var suite = await Start();
        Suite.Texts(suite.Metadata, "request_object_signing_alg_values_supported").ShouldNotBeEmpty();
        Suite.Texts(suite.Metadata, "request_object_signing_alg_values_supported").ShouldNotContain("none");
        return suite;
    }

    private static string Unsigned(JsonObject claims) => System.Buffers.Text.Base64Url.EncodeToString("{\"alg\":\"none\"}"u8) + "."
        + System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(claims.ToJsonString())) + ".";

    [Fact]                                                             // oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported
    public async Task Oidcc_request_uri_unsigned_is_skipped_and_refused_all_the_same()
    {
        using var suite = await WithoutUnsignedRequests();
        var request = suite.Request(("request_uri", "https://suite.example/request.jwt"));
        suite.ShouldHaveRefused(await suite.Visit(request), request, "invalid_request_uri", "request_uri_not_supported");
    }

    [Fact]                                                             // oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported
    public async Task Oidcc_unsigned_request_object_is_skipped_and_refused_all_the_same()
    {
        using var suite = await WithoutUnsignedRequests();
        var request = suite.Request(("request", Unsigned(new JsonObject { ["state"] = "inside" })));
        suite.ShouldHaveRefused(await suite.Visit(request), request, "invalid_request_object", "request_not_supported");
    }

    [Fact]                                                             // oidcc-ensure-request-object-with-redirect-uri
    public async Task Oidcc_ensure_request_object_with_redirect_uri_is_skipped_and_leads_nowhere_all_the_same()
    {
        using var suite = await WithoutUnsignedRequests();
        var request = suite.Request(("redirect_uri", "https://suite.example/elsewhere"), ("request", Unsigned(new JsonObject { ["redirect_uri"] = Suite.Callback })));
        Suite.ShouldStayHere(await suite.Visit(request));
    }

    [Fact]                                                             // oidcc-claims-essential
    public async Task Oidcc_claims_essential()
    {
        using var suite = await Start();
        suite.Metadata["claims_parameter_supported"]!.GetValue<bool>().ShouldBeTrue();
        var flow = await suite.Flow(("claims", """{"userinfo":{"name":{"essential":true}}}"""));
        flow.UserInfo["name"].ShouldNotBeNull();
        flow.IdToken.ShouldSayNoMore();
    }

    [Fact]                                                             // oidcc-refresh-token
    public async Task Oidcc_refresh_token()
    {
        using var suite = await Start();
        await RefreshToken(suite, await Suite.Static(Org));
    }

    /// <summary>Two clients; the second's token is nothing to the first.</summary>
    internal static async Task RefreshToken(Suite suite, SuiteClient second)
    {
        Suite.Texts(suite.Metadata, "grant_types_supported").ShouldContain("refresh_token");
        Suite.Texts(suite.Metadata, "scopes_supported").ShouldContain("offline_access");
        var first = suite.Client;
        (string, string?)[] offline = [("scope", "openid offline_access"), ("prompt", "consent")];
        var flow = await suite.Flow(offline);
        suite.Org.Clock.Advance(TimeSpan.FromSeconds(1));
        foreach (var scope in (string?[])["openid offline_access", "openid"])
        {
            var refreshed = await suite.Refresh(flow.Tokens.RefreshToken, scope);
            refreshed.ShouldBeTokens();
            var claims = await suite.IdToken(refreshed, refreshed.ClaimsOf("id_token")["nonce"]?.GetValue<string>());
            foreach (var same in (string[])["iss", "sub", "aud", "auth_time"]) claims[same]!.ToJsonString().ShouldBe(flow.IdToken[same]!.ToJsonString());
            claims["iat"]!.GetValue<long>().ShouldBeGreaterThan(flow.IdToken["iat"]!.GetValue<long>());
            await suite.UserInfo(refreshed, claims);
        }

        suite.FreshBrowser();
        suite.Client = second;
        var other = await suite.Flow(offline);
        suite.Client = first;
        (await suite.Refresh(other.Tokens.RefreshToken)).ShouldRefuse("invalid_grant");
        suite.Client = second;
        (await suite.Refresh(other.Tokens.RefreshToken)).ShouldBeTokens();
    }

    [Fact]                                                             // oidcc-ensure-request-with-valid-pkce-succeeds
    public async Task Oidcc_ensure_request_with_valid_pkce_succeeds()
    {
        using var suite = await Start();
        await suite.Flow(suite.Request(("code_challenge", Pkce.Challenge(TestApp.Verifier)), ("code_challenge_method", "S256")), ("code_verifier", TestApp.Verifier));
    }
}

/// <summary>oidcc-basic-certification-test-plan.</summary>
public sealed class BasicPlan(OrgFixture fixture) : BasicModules(fixture, null);

/// <summary>oidcc-formpost-basic-certification-test-plan.</summary>
public sealed class FormPostPlan(OrgFixture fixture) : BasicModules(fixture, "form_post");
