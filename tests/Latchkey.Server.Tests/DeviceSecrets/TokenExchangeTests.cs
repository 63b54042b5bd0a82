using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.DeviceSecrets;

/// <summary>RFC 8693, OpenID Native SSO, contract §2.11 and §2.12.</summary>
public sealed class TokenExchangeTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Grant = "urn:ietf:params:oauth:grant-type:token-exchange";
    private const string IdToken = "urn:ietf:params:oauth:token-type:id_token";
    private const string AccessToken = "urn:ietf:params:oauth:token-type:access_token";
    private const string Secret = "urn:x-oath:params:oauth:token-type:device-secret";
    private const string Interclient = "urn:okta:params:oauth:token-type:interclient_token";

    private Task<TestApp> SecondApp() => Org.CreateAppAsync("native", new JsonObject { ["grant_types"] = new JsonArray("authorization_code", "refresh_token", Grant) });

    private static Task<TestAnswer> Exchange(TestApp app, string? idToken, string? secret, string scope = "openid offline_access", string? audience = null) => app.TokenAsync(
        ("grant_type", Grant), ("subject_token", idToken), ("subject_token_type", IdToken), ("actor_token", secret), ("actor_token_type", Secret), ("scope", scope), ("audience", audience));

    private Task<TestAnswer> First(TestPerson? person = null) => Org.NativeApp.TokensAsync(person ?? Org.Person, "openid profile device_sso offline_access");

    [Fact]                                                             // contract §2.11
    public async Task One_sign_in_signs_the_second_app_in_too()
    {
        var (first, second) = (await First(), await SecondApp());
        var claims = first.ClaimsOf("id_token");
        claims["sid"]!.GetValue<string>().ShouldStartWith("102");
        claims["ds_hash"]!.GetValue<string>().ShouldBe(Protocol.TokenHash.Of(first["device_secret"]!));

        Clock.Advance(TimeSpan.FromHours(3));                          // the ID token has expired, the secret has not
        var tokens = await Exchange(second, first.IdToken, first["device_secret"], audience: "api://default");
        tokens.Status.ShouldBe(HttpStatusCode.OK, tokens.Text);
        tokens.ClaimsOf("id_token").ContainsKey("nonce").ShouldBeFalse();
        tokens.ClaimsOf("id_token")["aud"]!.GetValue<string>().ShouldBe(second.ClientId);
        tokens["issued_token_type"].ShouldBe(AccessToken);
        var again = await second.RefreshAsync(tokens.RefreshToken);
        again.Status.ShouldBe(HttpStatusCode.OK);
        var refreshed = await Org.NativeApp.RefreshAsync(first.RefreshToken);
        (await Exchange(second, refreshed.IdToken, first["device_secret"])).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // contract §2.7, §2.11
    public async Task Revoking_the_secret_ends_every_token_of_its_session_in_all_apps()
    {
        var (first, second) = (await First(), await SecondApp());
        var tokens = await Exchange(second, first.IdToken, first["device_secret"]);
        var known = await second.IntrospectAsync(first["device_secret"]!);
        known.Json["active"]!.GetValue<bool>().ShouldBeTrue();
        known["token_type"].ShouldBe(Secret);
        known["sid"].ShouldBe(first.ClaimsOf("id_token")["sid"]!.GetValue<string>());

        (await second.RevokeAsync(first["device_secret"]!)).Status.ShouldBe(HttpStatusCode.OK);
        (await second.IntrospectAsync(first["device_secret"]!)).Json["active"]!.GetValue<bool>().ShouldBeFalse();
        (await Org.NativeApp.RefreshAsync(first.RefreshToken)).ShouldBeRefused("invalid_grant");
        (await second.RefreshAsync(tokens.RefreshToken)).ShouldBeRefused("invalid_grant");
        (await second.UserInfoAsync(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await Exchange(second, first.IdToken, first["device_secret"])).ShouldBeRefused("invalid_grant", "The 'subject_token' either expired or the session associated with it was terminated.");
    }

    /// <summary>A person takes the first app's access back, on their account page.</summary>
    private async Task Remove(TestPerson person, TestBrowser browser) =>
        await browser.SendAsync(await browser.OpenAccountAsync(person), "/account/apps", ("app", Org.NativeApp.ClientId));

    [Fact]                                                             // contract §2.11, decision 0051
    public async Task What_other_apps_got_by_a_secret_ends_with_the_access_of_its_first_app_and_nothing_else_does()
    {
        var (person, other, second) = (await Org.CreatePersonAsync(), await Org.CreatePersonAsync(), await SecondApp());
        var (first, of) = (await First(person), await First(other));
        var (gone, kept) = (await Exchange(second, first.IdToken, first["device_secret"]), await Exchange(second, of.IdToken, of["device_secret"]));
        var own = await second.TokensAsync(person, "openid offline_access");
        using var browser = Org.Browser();
        await Remove(person, browser);
        (await second.RefreshAsync(gone.RefreshToken)).ShouldBeRefused("invalid_grant");
        (await second.UserInfoAsync(gone.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await second.UserInfoAsync(own.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);                 // by a sign-in of its own
        (await second.RefreshAsync(own.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await second.RefreshAsync(kept.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // contract §2.11: an exchange that is under way meanwhile is seen, or refused
    public async Task Exchanges_that_race_the_removal_leave_nothing_behind()
    {
        var (person, second) = (await Org.CreatePersonAsync(), await SecondApp());
        using var browser = Org.Browser();
        for (var round = 0; round < 4; round++)
        {
            var first = await First(person);
            var exchanges = Enumerable.Range(0, 12).Select(_ => Exchange(second, first.IdToken, first["device_secret"])).ToList();
            await Remove(person, browser);
            foreach (var tokens in (await Task.WhenAll(exchanges)).Where(one => one.Status == HttpStatusCode.OK))
            {
                (await second.RefreshAsync(tokens.RefreshToken)).ShouldBeRefused("invalid_grant");
                (await second.UserInfoAsync(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
            }
        }
    }

    [Fact]                                                             // contract §2.11, threats §1 row 4
    public async Task Each_wrong_part_of_an_exchange_is_refused()
    {
        var (first, second, other) = (await First(), await SecondApp(), await First(await Org.CreatePersonAsync()));
        (await Exchange(second, first.IdToken, "nonsense")).ShouldBeRefused("invalid_request", "'actor_token' is invalid.");
        (await Exchange(second, other.IdToken, first["device_secret"])).ShouldBeRefused("invalid_request", "'subject_token' is invalid.");
        (await Exchange(second, (await Org.NativeApp.TokensAsync(Org.Person)).IdToken, first["device_secret"])).ShouldBeRefused("invalid_request", "'subject_token' is invalid.");
        (await Exchange(second, (await First()).IdToken, first["device_secret"])).ShouldBeRefused("invalid_request", "'subject_token' is invalid.");
        (await Exchange(second, first.AccessToken, first["device_secret"])).ShouldBeRefused("invalid_request", "'subject_token' is invalid.");
        (await Exchange(second, first.IdToken, first["device_secret"], audience: "api://other")).ShouldBeRefused("invalid_target", "Token Exchange requests must include a valid audience of the authorization server.");
        (await Exchange(Org.WebApp, first.IdToken, first["device_secret"])).ShouldBeRefused("unauthorized_client");
        var nobodys = await Org.CreateAppAsync("native", new JsonObject { ["grant_types"] = new JsonArray("authorization_code", Grant) }, assigned: false);
        (await Exchange(nobodys, first.IdToken, first["device_secret"])).ShouldBeRefused("access_denied", "User is not assigned to the client application.");
        Clock.Advance(TimeSpan.FromDays(8));                           // as long as the refresh token's idle window
        (await Exchange(second, first.IdToken, first["device_secret"])).ShouldBeRefused("invalid_grant");
    }

    [Fact]                                                             // contract §2.11: all three scopes
    public async Task Without_offline_access_there_is_no_secret() =>
        (await Org.NativeApp.TokensAsync(Org.Person, "openid device_sso"))["device_secret"].ShouldBeNull();

    [Fact]                                                             // RFC 8693 §2.1, §4.1
    public async Task A_service_acts_for_a_person_with_less_and_no_longer()
    {
        var service = await Org.CreateAppAsync("service", new JsonObject { ["grant_types"] = new JsonArray("client_credentials", Grant) });
        var tokens = await Org.NativeApp.TokensAsync(Org.Person, "openid profile orders:read");
        Clock.Advance(TimeSpan.FromMinutes(20));
        Task<TestAnswer> Exchanged(string? token, string? scope, string? audience = null) => service.TokenAsync(("grant_type", Grant), ("subject_token", token), ("subject_token_type", AccessToken), ("scope", scope), ("audience", audience));
        var acting = await Exchanged(tokens.AccessToken, "orders:read");
        acting.Status.ShouldBe(HttpStatusCode.OK, acting.Text);
        var claims = acting.ClaimsOf("access_token");
        claims["act"]!.ToJsonString().ShouldBe(new JsonObject { ["sub"] = service.ClientId, ["act"] = new JsonObject { ["sub"] = Org.NativeApp.ClientId } }.ToJsonString());
        claims["sub"]!.GetValue<string>().ShouldBe(Org.Person.Login);
        claims["scp"]!.ToJsonString().ShouldBe("""["orders:read"]""");
        acting.Json["expires_in"]!.GetValue<int>().ShouldBe(40 * 60);
        acting.Json.ContainsKey("id_token").ShouldBeFalse();
        (await Exchanged(tokens.AccessToken, "email")).ShouldBeRefused("invalid_scope");
        (await Exchanged(tokens.AccessToken, "openid")).ShouldBeRefused("invalid_scope");
        (await Exchanged(tokens.AccessToken, "orders:read", "api://other")).ShouldBeRefused("invalid_target");
        (await Exchanged(tokens.AccessToken + "x", "orders:read")).ShouldBeRefused("invalid_request");
        await Org.NativeApp.RevokeAsync(tokens.AccessToken);
        (await Exchanged(tokens.AccessToken, "orders:read")).ShouldBeRefused("invalid_request");
    }

    [Fact]                                                             // RFC 7662 §2.2, RFC 8693 §4.1: what came of an app's token ends with that app, and with whoever exchanged it
    public async Task What_a_service_got_for_a_token_ends_with_each_app_that_it_came_through()
    {
        Task<TestApp> Service() => Org.CreateAppAsync("service", new JsonObject { ["grant_types"] = new JsonArray("client_credentials", Grant) });
        foreach (var ended in (string[])["first", "middle", "last"])
            foreach (var removed in (bool[])[false, true])
            {
                var (app, middle, last) = (await Org.CreateAppAsync("native"), await Service(), await Service());
                var token = (await app.TokensAsync(Org.Person, "openid profile orders:read")).AccessToken;
                var once = (await Act(middle, token, "orders:read")).AccessToken;
                var twice = (await Act(last, once, "orders:read")).AccessToken;
                async Task<bool> Active(string one) => (await Org.WebApp.IntrospectAsync(one)).Json["active"]!.GetValue<bool>();
                (await Active(once), await Active(twice)).ShouldBe((true, true));
                var id = (ended == "first" ? app : ended == "middle" ? middle : last).ClientId;
                (await Org.Post($"/apps/{id}/lifecycle/deactivate")).Status.ShouldBe(HttpStatusCode.OK);
                if (removed) (await Org.Delete($"/apps/{id}")).ShouldBe(HttpStatusCode.NoContent);
                else (await Org.Post($"/apps/{id}/lifecycle/activate")).Status.ShouldBe(HttpStatusCode.OK);       // and does not come back
                (await Active(once), await Active(twice)).ShouldBe((ended == "last", false), ended);
                (await Org.WebApp.UserInfoAsync(twice)).Status.ShouldBe(HttpStatusCode.Unauthorized);
                if (ended != "last") (await Act(await Service(), once, "orders:read")).ShouldBeRefused("invalid_request");
            }
    }

    private async Task<(string Id, TestApp Service)> ServerWith(string scope, string group = "EVERYONE")
    {
        var id = (await Org.Post("/authorizationServers", CustomServers.Server("Back office", "api://back"))).ShouldBe(HttpStatusCode.Created).Id;
        (await Org.Post($"/authorizationServers/{id}/scopes", new JsonObject { ["name"] = scope })).ShouldBe(HttpStatusCode.Created);
        var policy = (await Org.Post($"/authorizationServers/{id}/policies", CustomServers.Policy("All"))).ShouldBe(HttpStatusCode.Created).Id;
        (await Org.Post($"/authorizationServers/{id}/policies/{policy}/rules", CustomServers.Rule("All", "*", group, Grant, "client_credentials"))).ShouldBe(HttpStatusCode.Created);
        var service = await Org.CreateAppAsync("service", new JsonObject { ["grant_types"] = new JsonArray("client_credentials", Grant) }, assigned: false);
        return (id, service with { Issuer = $"{Org.Url}/oauth2/{id}" });
    }

    private static Task<TestAnswer> Act(TestApp service, string token, string scope) => service.TokenAsync(("grant_type", Grant), ("subject_token", token), ("subject_token_type", AccessToken), ("scope", scope));

    [Fact]                                                             // RFC 8693 §2.2.2, contract §2.2: assignment, the person's rights, and a trust that somebody stated
    public async Task A_token_of_another_server_is_exchanged_where_trust_assignment_and_policy_allow_it()
    {
        var group = (await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = "Back office " + Secrets.Digits(6) } })).ShouldSucceed().Id;
        var (server, service) = await ServerWith("admin:all", group);
        var person = await Org.CreatePersonAsync();
        var token = (await Org.NativeApp.TokensAsync(person, "openid")).AccessToken;

        var refused = await Act(service, token, "admin:all");
        refused.ShouldBeRefused("invalid_request", "'subject_token' is of an authorization server that this one does not trust.");
        refused["error_detail"].ShouldNotBeNull().ShouldContain($"/authorizationServers/{server}/associatedServers");

        // Trust goes one way.
        (await Org.Post("/authorizationServers/default/associatedServers", new JsonObject { ["trusted"] = new JsonArray(server) })).ShouldSucceed();
        (await Act(service, token, "admin:all")).ShouldBeRefused("invalid_request");
        (await Org.Post($"/authorizationServers/{server}/associatedServers", new JsonObject { ["trusted"] = new JsonArray("default") })).ShouldSucceed();

        (await Act(service, token, "admin:all")).ShouldBeRefused("access_denied", "User is not assigned to the client application.");
        await Org.SendAsync(HttpMethod.Post, $"/api/v1/apps/{service.ClientId}/users", new JsonObject { ["id"] = person.Id });
        (await Act(service, token, "admin:all")).ShouldBeRefused("access_denied", status: 401);                   // the rule is for a group
        await Org.SendAsync(HttpMethod.Put, $"/api/v1/groups/{group}/users/{person.Id}");
        var acting = await Act(service, token, "admin:all");
        acting.Status.ShouldBe(HttpStatusCode.OK, acting.Text);
        acting.ClaimsOf("access_token")["act"]!["sub"]!.GetValue<string>().ShouldBe(service.ClientId);
        (await Act(service, (await Org.NativeApp.TokensAsync(Org.Person, "openid")).AccessToken, "admin:all")).ShouldBeRefused("access_denied");       // somebody else's

        (await Org.Delete($"/authorizationServers/{server}/associatedServers/default")).ShouldBe(HttpStatusCode.NoContent);
        (await Act(service, token, "admin:all")).ShouldBeRefused("invalid_request");
    }

    [Fact]                                                             // also within one server
    public async Task A_service_acts_only_for_people_who_are_assigned_to_it()
    {
        var service = await Org.CreateAppAsync("service", new JsonObject { ["grant_types"] = new JsonArray("client_credentials", Grant) }, assigned: false);
        var person = await Org.CreatePersonAsync();
        var token = (await Org.NativeApp.TokensAsync(person, "openid orders:read")).AccessToken;
        (await Act(service, token, "orders:read")).ShouldBeRefused("access_denied", "User is not assigned to the client application.");
        await Org.SendAsync(HttpMethod.Post, $"/api/v1/apps/{service.ClientId}/users", new JsonObject { ["id"] = person.Id });
        (await Act(service, token, "orders:read")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // a service's own token is nobody's, and crosses no server unasked either
    public async Task A_services_own_token_needs_the_same_trust()
    {
        var (server, service) = await ServerWith("jobs:run");
        var own = (await (service with { Issuer = Org.Issuer }).TokenAsync(("grant_type", "client_credentials"), ("scope", "orders:read"))).AccessToken;
        (await Act(service, own, "jobs:run")).ShouldBeRefused("invalid_request");
        (await Org.Post($"/authorizationServers/{server}/associatedServers", new JsonObject { ["trusted"] = new JsonArray("default") })).ShouldSucceed();
        (await Act(service, own, "jobs:run")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // contract §2.12
    public async Task A_native_app_opens_a_web_app_that_trusts_it_once_and_only_that_one()
    {
        var native = Org.NativeApp;
        var tokens = await native.TokensAsync(Org.Person, "openid interclient_access");
        Task<TestAnswer> Way(string target) => native.TokenAsync(("grant_type", Grant), ("subject_token", tokens.IdToken), ("subject_token_type", IdToken), ("actor_token", tokens.AccessToken),
            ("actor_token_type", AccessToken), ("requested_token_type", Interclient), ("audience", "urn:okta:apps:" + target));
        var web = await Org.CreateAppAsync("web");
        (await Way(web.ClientId)).ShouldBeRefused("invalid_target");
        await Org.SendAsync(HttpMethod.Post, $"/api/v1/apps/{web.ClientId}/interclient-allowed-apps", new JsonObject { ["id"] = native.ClientId });
        (await Org.SendListAsync($"/api/v1/apps/{web.ClientId}/interclient-allowed-apps"))[0]!.GetValue<string>().ShouldBe(native.ClientId);
        (await Org.SendListAsync($"/api/v1/apps/{native.ClientId}/interclient-target-apps"))[0]!.GetValue<string>().ShouldBe(web.ClientId);

        var way = await Way(web.ClientId);
        way.Status.ShouldBe(HttpStatusCode.OK, way.Text);
        (way["token_type"], way["issued_token_type"], way.Json["expires_in"]!.GetValue<int>()).ShouldBe(("N_A", Interclient, 300));
        using (var elsewhere = Org.Browser())
            (await elsewhere.OpenAsync(Org.WebApp.AuthorizeUrl(changes: [("interclient_token", way.AccessToken), ("prompt", "none")]))).Parameter("error").ShouldBe("login_required");

        var browsers = Enumerable.Range(0, 16).Select(_ => Org.Browser()).ToList();
        var ends = await Task.WhenAll(browsers.Select(browser => browser.OpenAsync(web.AuthorizeUrl("openid", [("interclient_token", way.AccessToken), ("prompt", "none")]))));
        ends.Count(end => end.Parameter("code") is not null).ShouldBe(1);
        browsers.ForEach(browser => browser.Dispose());

        var late = await Way(web.ClientId);
        Clock.Advance(TimeSpan.FromSeconds(301));
        using var afterwards = Org.Browser();
        (await afterwards.OpenAsync(web.AuthorizeUrl("openid", [("interclient_token", late.AccessToken), ("prompt", "none")]))).Parameter("error").ShouldBe("login_required");
        await Org.SendAsync(HttpMethod.Delete, $"/api/v1/apps/{web.ClientId}/interclient-allowed-apps/{native.ClientId}");
        (await Way(web.ClientId)).ShouldBeRefused("invalid_target");
    }

    [Fact]                                                             // contract §2.8: device_secret at /logout
    public async Task Signing_out_with_the_secret_ends_it_and_all_that_came_of_it_but_only_for_its_person()
    {
        var (first, second) = (await First(), await SecondApp());
        var tokens = await Exchange(second, first.IdToken, first["device_secret"]);
        var stranger = await Org.NativeApp.TokensAsync(await Org.CreatePersonAsync());
        string Logout(string hint) => $"{Org.Issuer}/v1/logout?id_token_hint={hint}&device_secret={Uri.EscapeDataString(first["device_secret"]!)}";
        using (var elsewhere = Org.Browser()) await elsewhere.OpenAsync(Logout(stranger.IdToken));
        (await Exchange(second, first.IdToken, first["device_secret"])).Status.ShouldBe(HttpStatusCode.OK);
        using (var without = Org.Browser()) await without.OpenAsync($"{Org.Issuer}/v1/logout?device_secret={Uri.EscapeDataString(first["device_secret"]!)}");
        (await Exchange(second, first.IdToken, first["device_secret"])).Status.ShouldBe(HttpStatusCode.OK);

        using var browser = Org.Browser();
        ((int)(await browser.OpenAsync(Logout(first.IdToken))).Status).ShouldBeLessThan(400);
        (await Exchange(second, first.IdToken, first["device_secret"])).ShouldBeRefused("invalid_grant");
        (await second.RefreshAsync(tokens.RefreshToken)).ShouldBeRefused("invalid_grant");
        (await Org.NativeApp.RefreshAsync(first.RefreshToken)).ShouldBeRefused("invalid_grant");
        (await second.UserInfoAsync(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
