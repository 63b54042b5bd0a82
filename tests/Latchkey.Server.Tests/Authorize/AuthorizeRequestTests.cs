using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Issuers;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Authorize;

/// <summary>Every row of the parameter table, contract §2.1.</summary>
public sealed class AuthorizeRequestTests(OrgFixture fixture) : OrgTest(fixture)
{
    private Task<Seen> Ask(params (string Name, string? Value)[] changes) => Org.Visit(Org.NativeApp.AuthorizeUrl(changes: changes));

    private static readonly string LongScope = new('x', 4097);

    private const string MalformedClaims = "The 'claims' parameter must be a JSON object as OpenID Connect Core 5.5 describes it.";

    public static TheoryData<string, string?, string, string> Refused => new()
    {
        { "response_type", null, "invalid_request", "The 'response_type' parameter is required." },
        { "response_type", "token", "unauthorized_client", "The client is not authorized to use the provided response type." },
        { "response_type", "id_token", "unauthorized_client", "The client is not authorized to use the provided response type." },
        { "response_type", "code id_token", "unauthorized_client", "The client is not authorized to use the provided response type." },
        { "response_type", "none code", "unsupported_response_type", "The response type is not supported by the authorization server. Configured response types: [code, id_token, token, code id_token, code token, id_token token, code id_token token, none]." },
        { "response_type", "CODE", "unsupported_response_type", "The response type is not supported by the authorization server. Configured response types: [code, id_token, token, code id_token, code token, id_token token, code id_token token, none]." },
        { "response_type", "code code", "unsupported_response_type", "The response type is not supported by the authorization server. Configured response types: [code, id_token, token, code id_token, code token, id_token token, code id_token token, none]." },
        { "response_mode", "QUERY", "unsupported_response_mode", "The response mode is not supported by the authorization server. Configured response modes: [query, fragment, form_post, okta_post_message, query.jwt, fragment.jwt, form_post.jwt, jwt]." },
        { "response_mode", "jwt.query", "unsupported_response_mode", "The response mode is not supported by the authorization server. Configured response modes: [query, fragment, form_post, okta_post_message, query.jwt, fragment.jwt, form_post.jwt, jwt]." },
        { "state", null, "invalid_request", "The authentication request has an invalid 'state' parameter." },
        { "state", "", "invalid_request", "The authentication request has an invalid 'state' parameter." },
        { "state", " ", "invalid_request", "The authentication request has an invalid 'state' parameter." },
        { "state", "\u0007\t", "invalid_request", "The authentication request has an invalid 'state' parameter." },
        { "code_challenge", null, "invalid_request", "PKCE code challenge is required by the application." },
        { "code_challenge", "short", "invalid_request", "The 'code_challenge' parameter must be the 43 characters of a base64url SHA-256 digest." },
        { "code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=", "invalid_request", "The 'code_challenge' parameter must be the 43 characters of a base64url SHA-256 digest." },
        { "code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw.cM", "invalid_request", "The 'code_challenge' parameter must be the 43 characters of a base64url SHA-256 digest." },
        { "code_challenge_method", null, "invalid_request", "The 'code_challenge_method' parameter must be S256." },
        { "code_challenge_method", "plain", "invalid_request", "The 'code_challenge_method' parameter must be S256." },
        { "code_challenge_method", "s256", "invalid_request", "The 'code_challenge_method' parameter must be S256." },
        { "scope", null, "invalid_scope", "No scopes were requested." },
        { "scope", "   ", "invalid_scope", "No scopes were requested." },
        { "scope", "openid unheard:of", "invalid_scope", "One or more scopes are not configured for the authorization server resource." },
        { "scope", "OPENID", "invalid_scope", "One or more scopes are not configured for the authorization server resource." },
        { "scope", "openid\tprofile", "invalid_scope", "One or more scopes are not configured for the authorization server resource." },
        { "scope", LongScope, "invalid_scope", "The 'scope' parameter is too long." },
        { "prompt", "signup", "invalid_request", "The 'prompt' parameter must be one or more of: none, login, consent, select_account, create, enroll_authenticator." },
        { "prompt", "enroll_authenticator", "invalid_request", "The 'prompt' value 'enroll_authenticator' needs a 'response_type' of none, a 'max_age' of 0 and 'acr_values' of urn:okta:loa:2fa:any:ifpossible." },
        { "prompt", "none login", "invalid_request", "The 'prompt' value 'none' cannot be combined with others." },
        { "prompt", "create login", "invalid_request", "The 'prompt' value 'create' cannot be combined with others." },
        { "prompt", "consent enroll_authenticator", "invalid_request", "The 'prompt' value 'enroll_authenticator' cannot be combined with others." },
        { "enroll_amr_values", "otp", "invalid_request", "The 'enroll_amr_values' parameter needs a 'prompt' of enroll_authenticator." },
        { "claims", "name", "invalid_request", MalformedClaims },
        { "claims", "[]", "invalid_request", MalformedClaims },
        { "claims", "{\"userinfo\":[\"name\"]}", "invalid_request", MalformedClaims },
        { "claims", "{\"id_token\":{\"sub\":{\"value\":7}}}", "invalid_request", MalformedClaims },
        { "claims", "{\"id_token\":{\"name\":true}}", "invalid_request", MalformedClaims },
        { "claims", "{\"id_token\":{\"sub\":{\"values\":[\"00u1\",\"00u2\"]}}}", "invalid_request", "The 'claims' parameter names more than one 'sub'." },
        { "resource", "https://other.example/", "invalid_target", "The 'resource' parameter must be the audience of the authorization server." },
        { "prompt", "none", "login_required", "The client specified not to prompt, but the user is not logged in." },
        { "max_age", "-1", "invalid_request", "The 'max_age' parameter must be a number of seconds." },
        { "max_age", "+1", "invalid_request", "The 'max_age' parameter must be a number of seconds." },
        { "max_age", "1.5", "invalid_request", "The 'max_age' parameter must be a number of seconds." },
        { "max_age", "soon", "invalid_request", "The 'max_age' parameter must be a number of seconds." },
        { "max_age", "99999999999999999999", "invalid_request", "The 'max_age' parameter must be a number of seconds." },
        { "request", "eyJhbGciOiJub25lIn0.e30.", "invalid_request_object", "The request object is not valid: it is not a signed JWT in compact form." },
        { "request_uri", "https://evil.example/request.jwt", "invalid_request_uri", "The 'request_uri' parameter must be one that the client has registered." },
        { "id_token_hint", "not.a.token", "invalid_request", "The 'id_token_hint' parameter is not an ID token of this authorization server." },
    };

    [Theory, MemberData(nameof(Refused))]                              // contract §2.1; RFC 6749 §4.1.2.1, RFC 9207 §2, RFC 7636 §4.4.1
    public async Task What_breaks_a_rule_goes_back_to_the_app_with_its_error(string parameter, string? value, string error, string description)
    {
        var answer = await Ask((parameter, value));

        answer.Status.ShouldBe(302, answer.Text);
        // Where tokens were asked for, a refusal travels as they would have.
        var mark = parameter == "response_type" && value?.Contains("token", StringComparison.Ordinal) is true ? '#' : '?';
        answer.Location!.ShouldStartWith($"http://127.0.0.1/callback{mark}error=");
        answer["error"].ShouldBe(error);
        answer["error_description"].ShouldBe(description);
        answer["state"].ShouldBe(parameter == "state" && string.IsNullOrEmpty(value) ? null : parameter == "state" ? value : "state-1");
        answer["iss"].ShouldBe(Org.Issuer);
        answer["code"].ShouldBeNull();
        answer.Headers["Cache-Control"].ShouldContain("no-store");
        answer.Headers["Referrer-Policy"].ShouldBe("no-referrer");     // contract §2.1
    }

    [Fact]                                                             // contract §2.1
    public async Task Prompt_none_and_a_max_age_of_zero_contradict_each_other() =>
        (await Ask(("prompt", "none"), ("max_age", "0")))["error"].ShouldBe("invalid_request");

    [Theory]                                                           // RFC 6749 §3.1
    [InlineData("scope"), InlineData("state"), InlineData("nonce"), InlineData("code_challenge"), InlineData("prompt"), InlineData("response_type"), InlineData("response_mode"), InlineData("anything")]
    public async Task A_repeated_parameter_is_refused(string name)
    {
        var url = Org.NativeApp.AuthorizeUrl(changes: [(name, "openid")]) + $"&{name}=openid";
        var answer = await Org.Visit(url);
        answer["error"].ShouldBe("invalid_request");
        answer["error_description"].ShouldBe($"The '{name}' parameter must not be repeated.");
    }

    [Fact]                                                             // RFC 6749 §3.1
    public async Task An_unknown_parameter_is_ignored() =>
        (await Ask(("utm_source", "mail"), ("display", "touch"), ("acr_values", "urn:example"), ("client_assertion", "x")))["error"].ShouldBeNull();

    [Fact]                                                             // contract §2.1: until the address is proven, a page
    public async Task Without_a_known_app_and_address_the_answer_is_a_page()
    {
        const string noApp = "Invalid value for 'client_id' parameter.";
        (await Ask(("client_id", null))).ShouldBeAnErrorPage();
        (await Ask(("client_id", "0oaUnknown"))).ShouldBeAnErrorPage(saying: noApp);
        (await Ask(("client_id", "\0"))).ShouldBeAnErrorPage();
        (await Ask(("client_id", Org.NativeApp.ClientId + "\0"))).ShouldBeAnErrorPage();
        (await Ask(("client_id", "' or 1=1 --"))).ShouldBeAnErrorPage(saying: noApp);
        (await Ask(("client_id", Org.NativeApp.ClientId.ToUpperInvariant()))).ShouldBeAnErrorPage(saying: noApp);
        (await Ask(("redirect_uri", null))).ShouldBeAnErrorPage(saying: "The 'redirect_uri' parameter is required.");
        (await Ask(("redirect_uri", ""))).ShouldBeAnErrorPage();
        (await Ask(("redirect_uri", "https://evil.example/"))).ShouldBeAnErrorPage(saying: "The 'redirect_uri' parameter must be a Login redirect URI in the client app settings.");
        (await Org.Visit(Org.NativeApp.AuthorizeUrl() + "&client_id=" + Org.NativeApp.ClientId)).ShouldBeAnErrorPage();
        (await Org.Visit(Org.NativeApp.AuthorizeUrl() + "&redirect_uri=https%3A%2F%2Fevil.example")).ShouldBeAnErrorPage();
    }

    [Fact]                                                             // contract §2.1: "unknown/inactive"
    public async Task An_app_that_was_switched_off_gets_the_page_of_an_unknown_one()
    {
        var app = await Org.CreateAppAsync();
        (await Org.Visit(app.AuthorizeUrl())).Status.ShouldBe(302);
        await Org.SendAsync(HttpMethod.Post, $"/api/v1/apps/{app.ClientId}/lifecycle/deactivate");
        (await Org.Visit(app.AuthorizeUrl())).ShouldBeAnErrorPage(saying: "Invalid value for 'client_id' parameter.");
    }

    [Fact]                                                             // RFC 9700 §2.1.1: a confidential client may do without, and must not half-use it
    public async Task A_confidential_app_may_leave_pkce_out_but_not_half()
    {
        (await Org.Visit(Org.WebApp.AuthorizeUrl(changes: [("code_challenge", null), ("code_challenge_method", null)])))["error"].ShouldBeNull();
        (await Org.Visit(Org.WebApp.AuthorizeUrl(changes: [("code_challenge", null)])))["error"].ShouldBe("invalid_request");
    }

    [Fact]                                                             // OpenID Connect Core §3.1.2.1: authorize by POST
    public async Task The_request_may_be_a_form_post()
    {
        var query = new Uri(Org.NativeApp.AuthorizeUrl(changes: [("prompt", "none")])).Query[1..];
        var answer = await Org.PostForm(Org.Issuer + "/v1/authorize", query);
        answer.Status.ShouldBe(303);
        answer["error"].ShouldBe("login_required");
        (await Org.Exchange(HttpMethod.Post, Org.Issuer + "/v1/authorize", Asking.Of("{}"u8.ToArray(), "application/json"))).ShouldBeAnErrorPage();
        (await Org.Exchange(HttpMethod.Post, Org.Issuer + "/v1/authorize", null)).ShouldBeAnErrorPage();
    }

    [Fact]                                                             // a browser keeps Lax cookies back on another site's post; by GET it sends them
    public async Task A_post_from_another_site_is_asked_again_by_get()
    {
        var query = new Uri(Org.NativeApp.AuthorizeUrl()).Query[1..];
        var answer = await Org.PostForm(Org.Issuer + "/v1/authorize", query, ("Sec-Fetch-Site", "cross-site"));
        answer.Status.ShouldBe(303);
        answer.Location!.ShouldStartWith("/oauth2/default/v1/authorize?");
        (await Org.Visit(answer.Location!)).Location!.ShouldStartWith("/signin?flow=");
    }

    [Fact]                                                             // threats §1 row 13
    public async Task A_request_too_long_to_wait_for_a_person_is_refused_and_not_sent_into_a_dead_end()
    {
        var query = new Uri(Org.NativeApp.AuthorizeUrl(changes: [("state", new string('s', 16_000)), ("nonce", new string('n', 16_000)), ("login_hint", new string('h', 16_000))])).Query[1..];
        var answer = await Org.PostForm(Org.Issuer + "/v1/authorize", query);
        answer["error"].ShouldBe("invalid_request");
        answer["error_description"].ShouldBe("The authorization request is too long.");
    }

    [Fact]                                                             // contract §1.2: default scopes
    public async Task Without_a_scope_the_default_scopes_are_meant()
    {
        await using var other = await TestOrg.StartAsync();
        var org = (await other.Services.GetRequiredService<OrgDirectory>().Default(default))!;
        var servers = other.Services.GetRequiredService<Core.Issuers.AuthorizationServers>();
        await other.Services.GetRequiredService<Database>().Write(
            w => servers.Add(w, org.Id, "default", new ScopeDefinition("scpdefault", "inbox:read", "Read", "Read", System: false, Default: true, "IMPLICIT", Published: true)), default);

        var answer = await other.NativeApp.TokensAsync(other.Person, scope: "");
        answer["scope"].ShouldBe("inbox:read");
    }

    [Fact]                                                             // RFC 6749 §3.1: nothing is lost without a word
    public async Task What_stands_in_the_address_of_a_POST_is_refused()
    {
        var (address, request) = (Org.NativeApp.AuthorizeUrl().Split('?')[0], Org.NativeApp.AuthorizeUrl().Split('?')[1]);
        (await Org.PostForm(address, request)).Status.ShouldBeLessThan(400);
        var refused = await Org.PostForm(address + "?prompt=login", request);
        refused.Status.ShouldBe(400);
        refused.Text.ShouldContain("belong in its body");
    }
}
