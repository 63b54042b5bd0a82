using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Issuers;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Authorize;

/// <summary>Claims asked for by name, and the resource a token is for. OpenID Connect Core §5.5, RFC 8707.</summary>
public sealed class RequestedClaimsTests(OrgFixture fixture) : OrgTest(fixture)
{
    private async Task<TestAnswer> Tokens(TestApp app, string claims, string scope = "openid") =>
        await app.RedeemAsync(await app.CodeAsync(Org.Person, scope, changes: [("claims", claims)]));

    [Fact]                                                             // oidcc-claims-essential; OpenID Connect Core §5.5.1
    public async Task Oidcc_claims_essential()
    {
        var tokens = await Tokens(Org.NativeApp, """{"userinfo":{"name":{"essential":true},"unheard_of":null}}""");
        tokens.ClaimsOf("id_token").ContainsKey("name").ShouldBeFalse();
        var userInfo = await Org.NativeApp.UserInfoAsync(tokens.AccessToken);
        userInfo["name"].ShouldNotBeNull();
        userInfo.Json.ContainsKey("email").ShouldBeFalse();
        userInfo.Json.ContainsKey("unheard_of").ShouldBeFalse();
    }

    [Fact]                                                             // OpenID Connect Core §5.5
    public async Task What_is_asked_for_the_id_token_comes_in_the_id_token()
    {
        var tokens = await Tokens(Org.NativeApp, """{"id_token":{"email":null,"given_name":{"essential":true}}}""");
        tokens.ClaimsOf("id_token")["email"].ShouldNotBeNull();
        tokens.ClaimsOf("id_token")["given_name"].ShouldNotBeNull();
        (await Org.NativeApp.UserInfoAsync(tokens.AccessToken)).Json.ContainsKey("email").ShouldBeFalse();
    }

    [Fact]                                                             // it lasts as long as the grant does
    public async Task What_was_asked_for_is_still_there_after_a_refresh()
    {
        var tokens = await Tokens(Org.NativeApp, """{"userinfo":{"email":null},"id_token":{"locale":null,"email":null}}""", "openid offline_access");
        var fresh = await Org.NativeApp.RefreshAsync(tokens.RefreshToken);
        fresh.ClaimsOf("id_token")["email"].ShouldNotBeNull();
        (await Org.NativeApp.UserInfoAsync(fresh.AccessToken))["email"].ShouldNotBeNull();
    }

    [Fact]                                                             // OpenID Connect Core §5.5.1: value
    public async Task A_sub_that_is_somebody_else_is_answered_with_login_required()
    {
        var me = (await Org.NativeApp.TokensAsync(Org.Person)).ClaimsOf("id_token")["sub"]!.GetValue<string>();
        using var browser = Org.Browser();
        await Org.NativeApp.CodeAsync(Org.Person, browser: browser);
        (await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("prompt", "none"), ("claims", "{\"id_token\":{\"sub\":{\"value\":\"" + me + "\"}}}")]))).Parameter("code").ShouldNotBeNull();
        (await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("prompt", "none"), ("claims", """{"id_token":{"sub":{"value":"00u1"}}}""")]))).Parameter("error").ShouldBe("login_required");
        (await Org.NativeApp.SignInAsync(Org.Person, changes: [("claims", """{"userinfo":{"sub":{"value":"00u1"}}}""")])).Parameter("error").ShouldBe("login_required");
    }

    [Fact]                                                             // a claim is no way around a policy that withholds its scope
    public async Task A_claim_whose_scope_no_rule_allows_is_left_out()
    {
        await using var org = await TestOrg.StartAsync();
        var id = (await org.Services.GetRequiredService<OrgDirectory>().Default(default))!.Id;
        await org.Services.GetRequiredService<Database>().Write(async w =>
        {
            await w.Change("update access_policy_rules set document = replace(document, @all, @some)", new { all = "\"scopes\":[\"*\"]", some = "\"scopes\":[\"openid\",\"profile\"]" });
            w.Announce(Core.Issuers.AuthorizationServers.Kind, id + "/default");
        }, default);
        (await org.NativeApp.SignInAsync(org.Person, "openid email")).Parameter("error").ShouldBe("access_denied");
        var tokens = await org.NativeApp.RedeemAsync(await org.NativeApp.CodeAsync(org.Person, "openid", changes: [("claims", """{"userinfo":{"email":null,"name":null},"id_token":{"email":null}}""")]));
        tokens.ClaimsOf("id_token").ContainsKey("email").ShouldBeFalse();
        var userInfo = await org.NativeApp.UserInfoAsync(tokens.AccessToken);
        userInfo.Json.ContainsKey("email").ShouldBeFalse();
        userInfo["name"].ShouldNotBeNull();
    }

    [Fact]                                                             // RFC 8707 §2
    public async Task A_resource_is_the_audience_of_the_authorization_server_or_nothing()
    {
        var code = await Org.NativeApp.CodeAsync(Org.Person, changes: [("resource", "api://default")]);
        (await Org.NativeApp.TokenAsync(("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Org.NativeApp.RedirectUri), ("code_verifier", TestApp.Verifier), ("resource", "https://other.example"))).ShouldBeRefused("invalid_target");
        var tokens = await Org.NativeApp.TokenAsync(("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Org.NativeApp.RedirectUri), ("code_verifier", TestApp.Verifier), ("resource", "api://default"));
        tokens.ClaimsOf("access_token")["aud"]!.GetValue<string>().ShouldBe("api://default");
        (await Org.Visit(Org.NativeApp.AuthorizeUrl(changes: [("resource", "api://default")]) + "&resource=https%3A%2F%2Fother.example"))["error"].ShouldBe("invalid_target");
        tokens.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]                                                           // oidcc-display-page, oidcc-display-popup, oidcc-ui-locales, oidcc-claims-locales, oidcc-login-hint; OpenID Connect Core §3.1.2.1
    [InlineData("display", "page"), InlineData("display", "popup"), InlineData("display", "hologram"), InlineData("ui_locales", "se"), InlineData("claims_locales", "se"),
     InlineData("login_hint", "buffy@localhost"), InlineData("acr_values", "1 2"), InlineData("extra", "foobar"), InlineData("prompt", "select_account")]
    public async Task What_a_request_may_say_beside_itself_does_not_break_it(string name, string value) =>
        (await Org.NativeApp.SignInAsync(Org.Person, changes: [(name, value)])).Parameter("code").ShouldNotBeNull();

    [Theory]                                                           // contract §2.1, enroll_amr_values
    [InlineData("scope", "openid"), InlineData("nonce", "n"), InlineData("max_age", "10"), InlineData("acr_values", "urn:okta:loa:1fa:any"), InlineData("response_type", "code")]
    public async Task Enrolling_an_authenticator_hands_out_nothing(string name, string value)
    {
        (string, string?)[] enroll = [("prompt", "enroll_authenticator"), ("response_type", "none"), ("max_age", "0"), ("acr_values", "urn:okta:loa:2fa:any:ifpossible"), ("scope", null), ("nonce", null)];
        (await Org.Visit(Org.NativeApp.AuthorizeUrl(changes: enroll)))["error"].ShouldBeNull();
        (await Org.Visit(Org.NativeApp.AuthorizeUrl(changes: [.. enroll, (name, value)])))["error"].ShouldBe("invalid_request");
    }
}
