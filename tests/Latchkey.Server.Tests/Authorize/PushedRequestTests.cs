using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Entrance.Pipeline;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Authorize;

/// <summary>Authorization requests pushed beforehand. RFC 9126, contract §2.10, FAPI 2.0 Security Profile §5.3.2.2.</summary>
public sealed class PushedRequestTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Invalid = "The authorize request_uri is invalid.";

    private static (string Name, string? Value)[] Request(TestApp app, params (string Name, string? Value)[] changes)
    {
        var parameters = new Dictionary<string, string?>
        {
            ["response_type"] = "code", ["scope"] = "openid offline_access", ["redirect_uri"] = app.RedirectUri, ["state"] = "state-1", ["nonce"] = "nonce-1",
            ["code_challenge"] = Pkce.Challenge(TestApp.Verifier), ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changes) parameters[name] = value;
        return [.. parameters.Select(one => (one.Key, one.Value))];
    }

    private static Task<TestAnswer> Push(TestApp app, params (string Name, string? Value)[] changes) => app.PostAsync("/par", Request(app, changes));

    private static string Visit(TestApp app, TestAnswer pushed, string? clientId = null) => Visit(app, pushed["request_uri"]!, clientId);

    private static string Visit(TestApp app, string requestUri, string? clientId = null) =>
        $"{app.Issuer}{(app.Issuer == app.Org.Url ? "/oauth2" : "")}/v1/authorize?client_id={clientId ?? app.ClientId}&request_uri={Uri.EscapeDataString(requestUri)}";

    private async Task<TestPage> SignIn(TestApp app, string url, TestBrowser browser) => await browser.SubmitAsync(await browser.OpenAsync(url), ("identifier", Org.Person.Login), ("password", Org.Person.Password));

    /// <summary>A browser in which the person has signed in.</summary>
    private async Task<TestBrowser> SignedIn()
    {
        var browser = Org.Browser();
        await Org.NativeApp.CodeAsync(Org.Person, browser: browser);
        return browser;
    }

    [Fact]                                                             // par-without-duplicate-parameters; RFC 9126 §2.2, §4
    public async Task Par_without_duplicate_parameters()
    {
        foreach (var app in (TestApp[])[Org.NativeApp, Org.WebApp, Org.WebApp with { Issuer = Org.Url }])
        {
            var pushed = await Push(app);
            pushed.Status.ShouldBe(HttpStatusCode.Created, pushed.Text);
            pushed["request_uri"]!.ShouldMatch("^urn:okta:[A-Za-z0-9_-]{43}$");
            pushed.Json["expires_in"]!.GetValue<int>().ShouldBe(3600); // contract §2.3
            pushed.Headers["Cache-Control"].ShouldContain("no-store");

            using var browser = Org.Browser();
            var end = await SignIn(app, Visit(app, pushed), browser);
            end.Parameter("state").ShouldBe("state-1");
            end.Parameter("iss").ShouldBe(app.Issuer);
            (await app.RedeemAsync(end.Parameter("code")!)).Status.ShouldBe(HttpStatusCode.OK);
        }
    }

    public static TheoryData<string, string?, string> Refused => new()
    {
        { "response_type", "unheard", "unsupported_response_type" }, { "response_type", "code token", "unauthorized_client" }, { "response_type", null, "invalid_request" },
        { "redirect_uri", null, "invalid_request" }, { "redirect_uri", "https://evil.example/", "invalid_request" },
        { "state", null, "invalid_request" }, { "scope", "unheard:of", "invalid_scope" }, { "prompt", "none login", "invalid_request" },
        { "code_challenge", null, "invalid_request" }, { "code_challenge_method", "plain", "invalid_request" }, { "resource", "https://other.example", "invalid_target" },
        { "claims", "{", "invalid_request" }, { "id_token_hint", "x.y.z", "invalid_request" }, { "response_mode", "unheard", "unsupported_response_mode" },
        { "request_uri", "urn:okta:abc", "invalid_request" }, { "request_uri", "https://app.example/request", "invalid_request" },
    };

    [Theory, MemberData(nameof(Refused))]                              // RFC 9126 §2.1, §2.3: everything is said at once, as JSON
    public async Task What_breaks_a_rule_is_told_to_the_program_that_pushes_it(string name, string? value, string error) => (await Push(Org.NativeApp, (name, value))).ShouldBeRefused(error);

    [Fact]                                                             // par-authorization-request-containing-request_uri-form-param; RFC 9126 §2.1
    public async Task Par_authorization_request_containing_request_uri_form_param() =>
        (await Push(Org.NativeApp, ("request_uri", "urn:okta:abc"))).ShouldBeRefused("invalid_request", "The 'request_uri' parameter must not be present in the request.");

    [Fact]                                                             // par-attempt-invalid-http-method; RFC 9126 §2.3
    public async Task Par_attempt_invalid_http_method()
    {
        foreach (var method in (HttpMethod[])[HttpMethod.Put, HttpMethod.Get, HttpMethod.Delete])
            (await Org.Exchange(method, Org.Issuer + "/v1/par", null)).Status.ShouldBe(405);
    }

    [Fact]                                                             // RFC 9126 §2.1: the client proves who it is
    public async Task Only_the_app_itself_pushes_its_request()
    {
        (await (Org.WebApp with { ClientSecret = "wrong" }).PostAsync("/par", Request(Org.WebApp))).ShouldBeRefused("invalid_client", status: 401);
        (await Org.PostForm(Org.Issuer + "/v1/par", "response_type=code")).Status.ShouldBe(401);
        (await Org.PostForm(Org.Issuer + "/v1/par", "client_id=" + Org.NativeApp.ClientId, ("Origin", "https://evil.example"))).Text.ShouldContain("Trusted Origins");
    }

    [Fact]                                                             // par-ensure-reused-request-uri-prior-to-auth-completion-succeeds; RFC 9126 §4
    public async Task Par_ensure_reused_request_uri_prior_to_auth_completion_succeeds()
    {
        var pushed = await Push(Org.WebApp);
        using var browser = Org.Browser();
        for (var i = 0; i < 3; i++) (await browser.OpenAsync(Visit(Org.WebApp, pushed))).Document.QuerySelector("input[name=password]").ShouldNotBeNull();
        (await SignIn(Org.WebApp, Visit(Org.WebApp, pushed), browser)).Parameter("code").ShouldNotBeNull();
    }

    [Fact]                                                             // par-attempt-reuse-request_uri; RFC 9126 §4
    public async Task Par_attempt_reuse_request_uri()
    {
        var pushed = await Push(Org.WebApp);
        using var browser = await SignedIn();
        (await browser.OpenAsync(Visit(Org.WebApp, pushed))).Parameter("code").ShouldNotBeNull();
        (await Org.Visit(Visit(Org.WebApp, pushed))).ShouldBeAnErrorPage(saying: Invalid);
        (await browser.OpenAsync(Visit(Org.WebApp, pushed))).LeadsTo.ShouldBeNull();
    }

    [Fact]                                                             // RFC 9126 §4: two tabs, one answer
    public async Task A_request_that_was_answered_in_another_tab_ends_at_a_page()
    {
        var pushed = await Push(Org.WebApp);
        using var one = Org.Browser();
        using var other = Org.Browser();
        var waiting = await other.OpenAsync(Visit(Org.WebApp, pushed));
        (await SignIn(Org.WebApp, Visit(Org.WebApp, pushed), one)).Parameter("code").ShouldNotBeNull();
        var late = await other.SubmitAsync(waiting, ("identifier", Org.Person.Login), ("password", Org.Person.Password));
        late.Status.ShouldBe(HttpStatusCode.BadRequest);
        late.LeadsTo.ShouldBeNull();
        late.Text.ShouldContain("request_uri is invalid");
    }

    [Fact]                                                             // RFC 9126 §4
    public async Task Of_sixty_four_visits_at_once_one_gets_the_answer()
    {
        var pushed = await Push(Org.WebApp);
        using var browser = await SignedIn();
        var ends = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => browser.OpenAsync(Visit(Org.WebApp, pushed))));
        ends.Count(end => end.Parameter("code") is not null).ShouldBe(1);
        ends.Count(end => end.Status == HttpStatusCode.BadRequest).ShouldBe(63);
    }

    [Fact]                                                             // par-attempt-to-use-expired-request_uri; RFC 9126 §4
    public async Task Par_attempt_to_use_expired_request_uri()
    {
        var pushed = await Push(Org.WebApp);
        Clock.Advance(TimeSpan.FromSeconds(3599));
        (await Org.Visit(Visit(Org.WebApp, pushed))).Status.ShouldBe(302);
        Clock.Advance(TimeSpan.FromSeconds(1));
        (await Org.Visit(Visit(Org.WebApp, pushed))).ShouldBeAnErrorPage(saying: Invalid);
    }

    [Fact]                                                             // RFC 9126 §2.2: the life of a request_uri ends with the visit, not with the typing
    public async Task Whoever_came_in_time_may_take_their_time_to_sign_in()
    {
        var pushed = await Push(Org.WebApp);
        Clock.Advance(TimeSpan.FromSeconds(3599));
        using var browser = Org.Browser();
        var page = await browser.OpenAsync(Visit(Org.WebApp, pushed));
        Clock.Advance(TimeSpan.FromMinutes(50));
        foreach (var table in ExpiringTables.Of(Org.Services)) await table.DeleteBatch(default);
        (await browser.SubmitAsync(page, ("identifier", Org.Person.Login), ("password", Org.Person.Password))).Parameter("code").ShouldNotBeNull();
    }

    [Fact]                                                             // par-attempt-to-use-request_uri-for-different-client; RFC 9126 §2.2, threats §1 row 4
    public async Task Par_attempt_to_use_request_uri_for_different_client()
    {
        var pushed = await Push(Org.WebApp);
        (await Org.Visit(Visit(Org.WebApp, pushed, Org.NativeApp.ClientId))).ShouldBeAnErrorPage(saying: Invalid);
        (await Org.Visit(Visit(Org.WebApp with { Issuer = Org.Url }, pushed))).ShouldBeAnErrorPage(saying: Invalid);      // another authorization server
        (await Org.Visit(Visit(Org.WebApp, pushed["request_uri"] + "x"))).ShouldBeAnErrorPage(saying: Invalid);
        (await Org.Visit(Visit(Org.WebApp, "urn:okta:"))).ShouldBeAnErrorPage(saying: Invalid);
        (await Org.Visit(Visit(Org.WebApp, pushed) + "&request_uri=" + pushed["request_uri"])).ShouldBeAnErrorPage();
        (await Org.Visit(Visit(Org.WebApp, pushed) + "&client_id=" + Org.WebApp.ClientId)).ShouldBeAnErrorPage();
        // Never a redirect, even where the address beside it is the app's own.
        (await Org.Visit(Visit(Org.WebApp, "urn:okta:unheard") + "&redirect_uri=" + Uri.EscapeDataString(Org.WebApp.RedirectUri))).ShouldBeAnErrorPage(saying: Invalid);
    }

    [Fact]                                                             // ensure-different-state-inside-and-outside-request-object, state-only-outside-request-object-not-used; RFC 9126 §4
    public async Task What_stands_beside_the_request_uri_is_ignored()
    {
        using var browser = await SignedIn();
        var end = await browser.OpenAsync(Visit(Org.WebApp, await Push(Org.WebApp)) + "&state=other&nonce=other&scope=unheard&response_type=token&redirect_uri=https%3A%2F%2Fevil.example&response_mode=fragment");
        end.LeadsTo!.ShouldStartWith(Org.WebApp.RedirectUri + "?code=");
        end.Parameter("state").ShouldBe("state-1");
        (await Org.WebApp.RedeemAsync(end.Parameter("code")!)).ClaimsOf("id_token")["nonce"]!.GetValue<string>().ShouldBe("nonce-1");
    }

    [Fact]                                                             // RFC 9126 §6: require_pushed_authorization_requests
    public async Task An_app_that_must_push_cannot_ask_in_the_address()
    {
        var app = await Org.CreateAppAsync("web", new JsonObject { ["require_pushed_authorization_requests"] = true });
        var plain = await Org.Visit(app.AuthorizeUrl());
        plain["error"].ShouldBe("invalid_request");
        plain["state"].ShouldBe("state-1");
        using var browser = await SignedIn();
        (await browser.OpenAsync(Visit(app, await Push(app)))).Parameter("code").ShouldNotBeNull();
    }

    [Fact]                                                             // a request that was refused may be made good
    public async Task A_refusal_does_not_use_a_pushed_request_up()
    {
        var pushed = await Push(Org.WebApp, ("prompt", "none"));
        (await Org.Visit(Visit(Org.WebApp, pushed)))["error"].ShouldBe("login_required");
        using var browser = await SignedIn();
        (await browser.OpenAsync(Visit(Org.WebApp, pushed))).Parameter("code").ShouldNotBeNull();
    }
}
