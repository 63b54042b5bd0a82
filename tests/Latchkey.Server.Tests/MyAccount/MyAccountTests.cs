using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.MyAccount;

/// <summary>/idp/myaccount: a person's own account, by an app that they use. Contract §4.1; threats rows 4 and 8.</summary>
public sealed class MyAccountTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Everything = "openid okta.myAccount.profile.manage okta.myAccount.email.manage okta.myAccount.password.manage okta.myAccount.authenticators.manage "
        + "okta.myAccount.sessions.manage okta.myAccount.apps.manage okta.myAccount.webauthn.manage okta.myAccount.organization.read okta.myAccount.oktaApplications.read";

    private TestApp App => Org.NativeApp with { Issuer = Org.Url };

    private async Task Grant(string scopes)
    {
        foreach (var scope in scopes.Split(' ').Where(scope => scope != "openid"))
            await Org.Post($"/apps/{App.ClientId}/grants", new JsonObject { ["scopeId"] = scope, ["issuer"] = Org.Url });
    }

    private async Task<HttpClient> Signed(TestPerson person, string scopes = Everything, bool granted = true)
    {
        if (granted) await Grant(scopes);
        var client = new HttpClient { BaseAddress = new Uri(Org.Url) };
        client.DefaultRequestHeaders.Add("Authorization", "Bearer " + (await App.TokensAsync(person, scopes)).AccessToken);
        client.DefaultRequestHeaders.Add("Accept", "application/json; okta-version=1.0.0");
        return client;
    }

    private Task<ApiAnswer> Call(HttpClient client, HttpMethod method, string path, JsonObject? body = null) =>
        Org.CallRaw(method, $"{Org.Url}/idp/myaccount{path}", body?.ToJsonString(), client: client);

    private Task<ApiAnswer> Read(HttpClient client, string path) => Call(client, HttpMethod.Get, path);

    [Fact]
    public async Task A_person_reads_and_changes_their_profile_as_far_as_their_org_lets_them()
    {
        var person = await Org.CreatePersonAsync();
        using var client = await Signed(person);
        var profile = (await Read(client, "/profile")).ShouldSucceed();
        profile["profile.login"].ShouldBe(person.Login);
        profile.Message.Content.Headers.ContentType!.ToString().ShouldStartWith("application/json; okta-version=1.0.0");
        var body = new JsonObject { ["profile"] = profile.Object["profile"]!.DeepClone() };
        body["profile"]!["nickName"] = "Nick";
        (await Call(client, HttpMethod.Put, "/profile", body)).ShouldSucceed()["profile.nickName"].ShouldBe("Nick");
        body["profile"]!["email"] = "another@example.com";
        (await Call(client, HttpMethod.Put, "/profile", body)).ShouldBeRefused(400, "E0000001", "email");
        (await Read(client, "/profile/schema")).ShouldSucceed()["properties.nickName.permissions"]!.ShouldContain("READ_WRITE");
        (await Read(client, "/organization")).ShouldSucceed()["url"].ShouldBe(Org.Url);
        (await Read(client, "/okta-applications")).ShouldSucceed().List.ShouldBeEmpty();
    }

    [Fact]                                                             // threats row 8: what somebody signs in with is taken away by who has just signed in
    public async Task A_person_takes_an_authenticator_away()
    {
        var person = await Org.CreatePersonAsync();
        var app = await Org.EnrollAppAsync(person);
        using var client = await Signed2(person, app.Next());
        var known = (await Read(client, "/authenticators?expand=enrollments")).ShouldSucceed().List.Single(one => one!["key"]!.ToString() == "google_otp")!;
        var enrollment = known["_embedded"]!["enrollments"]![0]!;
        (enrollment["id"]!.ToString(), enrollment["canUnenroll"]!.GetValue<bool>()).ShouldBe((app.FactorId, true));
        var path = $"/authenticators/{known["id"]}/enrollments/{app.FactorId}";
        using var stranger = await Signed(await Org.CreatePersonAsync());
        (await Call(stranger, HttpMethod.Delete, path)).ShouldBeRefused(404, "E0000007");
        (await Call(client, HttpMethod.Delete, path)).ShouldBe(HttpStatusCode.NoContent);
        (await Call(client, HttpMethod.Delete, path)).ShouldBeRefused(404, "E0000007");
        (await Org.MailsAsync(person.Login))[0].Subject.ShouldContain("removed");
        await Org.NativeApp.TokensAsync(person);                           // the password is enough again
        Clock.Advance(TimeSpan.FromMinutes(20));
        ((int)(await Call(client, HttpMethod.Delete, path)).Status).ShouldBeInRange(401, 403);
    }

    [Fact]
    public async Task Who_shows_nothing_or_the_wrong_thing_gets_no_further()
    {
        var person = await Org.CreatePersonAsync();
        using var nobody = new HttpClient();
        (await Read(nobody, "/profile")).ShouldBeRefused(401, "E0000011");
        (await Read(Org.Api, "/profile")).ShouldBeRefused(401, "E0000011");                      // an administrator's API token is no person's
        using var other = new HttpClient();
        other.DefaultRequestHeaders.Add("Authorization", "Bearer " + (await Org.NativeApp.TokensAsync(person, "openid profile")).AccessToken);
        (await Read(other, "/profile")).ShouldBeRefused(401, "E0000011");                        // a token of another authorization server
        using var narrow = await Signed(person, "openid okta.myAccount.profile.read");
        (await Read(narrow, "/profile")).ShouldSucceed();
        var refused = await Call(narrow, HttpMethod.Put, "/profile", new JsonObject { ["profile"] = new JsonObject() });
        refused.ShouldBeRefused(403, "E0000006", "okta.myAccount.profile.manage");
        refused.Message.Headers.WwwAuthenticate.ToString().ShouldContain("insufficient_scope");
        (await Read(narrow, "/emails")).ShouldBeRefused(403, "E0000006", "okta.myAccount.email.read");
        (await Org.Post($"/users/{person.Id}/lifecycle/suspend")).ShouldSucceed();
        (await Read(narrow, "/profile")).ShouldBeRefused(401, "E0000011");
    }

    [Fact]
    public async Task A_scope_opens_nothing_for_an_app_that_nobody_granted_it()
    {
        var person = await Org.CreatePersonAsync();
        var app = await Org.CreateAppAsync();
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("Authorization", "Bearer " + (await (app with { Issuer = Org.Url }).TokensAsync(person, "openid okta.myAccount.profile.read")).AccessToken);
        (await Read(client, "/profile")).ShouldBeRefused(403, "E0000006", "administrator");
    }

    [Fact]
    public async Task An_address_is_proven_by_a_mailed_code_once()
    {
        var person = await Org.CreatePersonAsync();
        using var client = await Signed(person);
        var email = (await Read(client, "/emails")).ShouldSucceed().List.ShouldHaveSingleItem()!.AsObject();
        var id = email["id"]!.ToString();
        (await Read(client, $"/emails/{id}")).ShouldSucceed()["profile.email"].ShouldBe(person.Login);
        var challenge = (await Call(client, HttpMethod.Post, $"/emails/{id}/challenge")).ShouldBe(HttpStatusCode.Created);
        var code = await Org.MailedCodeAsync(person.Login);
        var verify = $"/emails/{id}/challenge/{challenge.Id}/verify";
        (await Call(client, HttpMethod.Post, verify, new JsonObject { ["verificationCode"] = FactorCalls.Other(code) })).ShouldBeRefused(403, "E0000068");
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Call(client, HttpMethod.Post, verify, new JsonObject { ["verificationCode"] = code })));
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        (await Read(client, $"/emails/{id}/challenge/{challenge.Id}")).ShouldSucceed()["status"].ShouldBe("VERIFIED");
        (await Read(client, $"/emails/{id}")).ShouldSucceed()["status"].ShouldBe("VERIFIED");
        (await Call(client, HttpMethod.Post, "/emails", new JsonObject { ["profile"] = new JsonObject { ["email"] = "new@example.com" } })).ShouldBeRefused(501, "E0000060", "account page");
        (await Call(client, HttpMethod.Delete, $"/emails/{id}")).ShouldBeRefused(501, "E0000060");
        (await Read(client, "/phones")).ShouldBeRefused(501, "E0000060", "text messages");
    }

    [Fact]
    public async Task A_password_is_changed_by_who_knows_the_old_one_and_has_just_signed_in()
    {
        var person = await Org.CreatePersonAsync();
        using var client = await Signed(person);
        (await Read(client, "/password")).ShouldSucceed()["status"].ShouldBe("ACTIVE");
        (await Read(client, "/password/complexity-requirements")).ShouldSucceed()["complexity.minLength"].ShouldBe("8");
        JsonObject Asked(string? old, string chosen) => new() { ["profile"] = new JsonObject { ["password"] = chosen, ["currentPassword"] = old } };
        (await Call(client, HttpMethod.Put, "/password", Asked(null, "Another-Horse-8"))).ShouldBeRefused(400, "E0000001", "currentPassword");
        (await Call(client, HttpMethod.Put, "/password", Asked("Wrong-Horse-8", "Another-Horse-8"))).ShouldBeRefused(400, "E0000001", "Old Password");
        (await Call(client, HttpMethod.Put, "/password", Asked(person.Password, "short"))).ShouldBeRefused(403, "E0000080");
        (await Call(client, HttpMethod.Delete, "/password")).ShouldBeRefused(501, "E0000060");
        Clock.Advance(TimeSpan.FromMinutes(16));
        var late = await Call(client, HttpMethod.Put, "/password", Asked(person.Password, "Another-Horse-8"));
        late.ShouldBeRefused(401, "E0000011", "sign in again");
        late.Message.Headers.WwwAuthenticate.ToString().ShouldContain("insufficient_user_authentication");       // RFC 9470 §3
        using var again = await Signed(person);
        (await Call(again, HttpMethod.Put, "/password", Asked(person.Password, "Another-Horse-8"))).ShouldBe(HttpStatusCode.Created);
        (await Read(again, "/password")).ShouldBeRefused(401, "E0000011");                       // everything begun with the old one has ended
        (await App.SignInAsync(person with { Password = "Another-Horse-8" })).Parameter("code").ShouldNotBeNull();
    }

    [Fact]
    public async Task What_somebody_signs_in_with_is_listed_and_named()
    {
        var person = await Org.CreatePersonAsync();
        (await Org.Post($"/users/{person.Id}/factors?activate=true", new JsonObject { ["factorType"] = "email", ["provider"] = "OKTA" })).ShouldSucceed();
        using var client = await Signed2(person);
        var all = (await Read(client, "/authenticators?expand=enrollments")).ShouldSucceed();
        all.Each("key").ShouldContain("okta_password");
        var mail = all.List.Single(one => one!["key"]!.ToString() == "okta_email")!;
        var enrollment = mail["_embedded"]!["enrollments"]!.AsArray().ShouldHaveSingleItem()!;
        var path = $"/authenticators/{mail["id"]}/enrollments/{enrollment["id"]}";
        (await Call(client, HttpMethod.Patch, path, new JsonObject { ["nickname"] = "Work" })).ShouldSucceed()["nickname"].ShouldBe("Work");
        (await Read(client, $"/authenticators/{mail["id"]}/enrollments")).ShouldSucceed().List.Count.ShouldBe(1);
        (await Read(client, "/authenticators/autX")).ShouldBeRefused(404, "E0000007");
        (await Read(client, "/webauthn")).ShouldSucceed().List.ShouldBeEmpty();
    }

    [Fact]                                                             // threats §1 rows 6, 8
    public async Task A_passkey_is_added_and_removed_by_who_has_just_signed_in()
    {
        using PasskeyDevice phone = Org.Device(), other = Org.Device(), late = Org.Device();
        var person = await Org.CreatePersonAsync();
        var client = await Signed(person);
        async Task<JsonObject> Begun()
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            return (await Call(client, HttpMethod.Post, "/webauthn/registration")).ShouldSucceed().Object["options"]!.AsObject();
        }
        Task<ApiAnswer> Finish(string said)
        {
            var response = JsonNode.Parse(said)!["response"]!;
            return Call(client, HttpMethod.Post, "/webauthn",
                new JsonObject { ["clientData"] = response["clientDataJSON"]!.ToString(), ["attestation"] = response["attestationObject"]!.ToString() });
        }
        var asked = await Begun();
        asked["user"]!["name"]!.ToString().ShouldBe(person.Login);
        for (var begun = 0; begun < Core.Authenticators.Factors.MostBegun; begun++) await Begun();
        (await Finish(late.Make(asked))).ShouldBeRefused(403, "E0000068");                          // so many have been begun since
        var said = other.Make(await Begun());
        await Begun();                                                                              // in another browser
        (await Finish(said)).ShouldSucceed();
        // From here on they have two factors, and whoever holds the token of one adds nothing (threats §1 row 8).
        var (adds, removes) = (await Call(client, HttpMethod.Post, "/webauthn/registration"), await Call(client, HttpMethod.Delete, "/webauthn/" + (await Read(client, "/webauthn")).List[0]!["id"]));
        foreach (var refused in (ApiAnswer[])[adds, removes])
        {
            refused.ShouldBeRefused(401, "E0000011", "acr_values=urn:okta:loa:2fa:any");
            refused.Message.Headers.WwwAuthenticate.ToString().ShouldContain("acr_values=\"urn:okta:loa:2fa:any\"");  // RFC 9470 §3
        }
        client.Dispose();
        client = await SignedBy(other);
        (await Finish(said)).Status.ShouldBe(HttpStatusCode.Forbidden);                             // once
        var again = await Begun();
        Should.Throw<InvalidOperationException>(() => other.Make(again)).Message.ShouldBe("InvalidStateError");
        phone.Origin = "https://login.example.org";
        (await Finish(phone.Make(await Begun()))).ShouldBeRefused(403, "E0000068");
        phone.Origin = Org.Url;
        var made = (await Finish(phone.Make(await Begun()))).ShouldSucceed();
        (made["key"], made["type"], made["credentialId"]).ShouldBe(("webauthn", "security_key", phone.Keys[^1].Id));
        (await Read(client, "/webauthn")).ShouldSucceed().List.Count.ShouldBe(2);
        (await Read(client, $"/webauthn/{made.Id}")).ShouldSucceed()["credentialId"].ShouldBe(phone.Keys[^1].Id);

        // It signs in, and whoever signed in by less than all adds none.
        using var browser = Org.Browser();
        (await browser.Use(await browser.OpenAsync(App.AuthorizeUrl()), phone)).Parameter("code").ShouldNotBeNull();
        Clock.Advance(TimeSpan.FromMinutes(16));
        (await Call(client, HttpMethod.Post, "/webauthn/registration")).ShouldBeRefused(401, "E0000011", "sign in again");
        (await Call(client, HttpMethod.Delete, $"/webauthn/{made.Id}")).ShouldBeRefused(401, "E0000011", "sign in again");
        (await Read(client, "/webauthn")).ShouldSucceed().List.Count.ShouldBe(2);
        (await Org.MailsAsync(person.Login)).Count(mail => mail.Subject.Contains("sign-in method was", StringComparison.Ordinal)).ShouldBe(2);
        client.Dispose();
    }

    private async Task<HttpClient> SignedBy(PasskeyDevice device)
    {
        using var browser = Org.Browser();
        var page = await browser.Use(await browser.OpenAsync(App.AuthorizeUrl(changes: ("scope", Everything))), device);
        var client = new HttpClient();
        client.DefaultRequestHeaders.Add("Authorization", "Bearer " + (await App.RedeemAsync(page.Parameter("code").ShouldNotBeNull(page.Text))).AccessToken);
        return client;
    }

    [Fact]                                                             // threats §1 row 8: who asked for both factors is believed, whenever they were set up
    public async Task A_token_that_says_two_factors_changes_what_was_set_up_since_its_session_began()
    {
        var person = await Org.CreatePersonAsync();
        await Grant(Everything);
        using var browser = Org.Browser();
        await App.SignInAsync(person, Everything, browser);
        Clock.Advance(TimeSpan.FromMinutes(1));
        var code = await Org.EnrollAppAsync(person);
        var page = await browser.OpenAsync(App.AuthorizeUrl(changes: [("scope", Everything), ("acr_values", "urn:okta:loa:2fa:any"), ("max_age", "900")]));
        page = await browser.SubmitAsync(page, ("code", code.Next()));
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("Authorization", "Bearer " + (await App.RedeemAsync(page.Parameter("code").ShouldNotBeNull(page.Text))).AccessToken);
        (await Call(client, HttpMethod.Post, "/webauthn/registration")).ShouldSucceed();
    }

    /// <summary>Who has a second factor signs in with it; here it is minted instead.</summary>
    private async Task<HttpClient> Signed2(TestPerson person, string? code = null)
    {
        await Grant(Everything);
        using var browser = Org.Browser();
        var page = await App.SignInAsync(person, Everything, browser);
        page = await browser.SubmitAsync(page, ("code", code ?? await Org.MailedCodeAsync(person.Login)));
        var client = new HttpClient();
        client.DefaultRequestHeaders.Add("Authorization", "Bearer " + (await App.RedeemAsync(page.Parameter("code").ShouldNotBeNull(page.Text))).AccessToken);
        return client;
    }

    [Fact]                                                             // threats row 13
    public async Task Of_passkeys_that_were_begun_the_last_ones_wait()
    {
        var person = await Org.CreatePersonAsync();
        using var client = await Signed(person);
        for (var begun = 0; begun < 8; begun++) (await Call(client, HttpMethod.Post, "/webauthn/registration")).ShouldSucceed();
        (await Org.Read($"/users/{person.Id}/factors")).ShouldSucceed().List.Count.ShouldBe(Core.Authenticators.Factors.MostBegun);
    }

    [Fact]                                                             // contract §2.11: with its device secret it would come back without anybody
    public async Task An_app_that_was_removed_is_not_let_in_by_its_device_secret()
    {
        const string exchange = "urn:ietf:params:oauth:grant-type:token-exchange";
        var person = await Org.CreatePersonAsync();
        var app = await Org.CreateAppAsync("native", new JsonObject { ["grant_types"] = new JsonArray("authorization_code", "refresh_token", exchange) });
        var tokens = await app.TokensAsync(person, "openid device_sso offline_access");
        Task<TestAnswer> Exchange() => app.TokenAsync(("grant_type", exchange), ("subject_token", tokens.IdToken), ("subject_token_type", "urn:ietf:params:oauth:token-type:id_token"),
            ("actor_token", tokens["device_secret"]), ("actor_token_type", "urn:x-oath:params:oauth:token-type:device-secret"), ("scope", "openid offline_access"));
        (await Exchange()).Status.ShouldBe(HttpStatusCode.OK);
        using var client = await Signed(person);
        (await Call(client, HttpMethod.Delete, $"/apps/{app.ClientId}")).ShouldBe(HttpStatusCode.NoContent);
        (await Exchange()).ShouldBeRefused("invalid_grant");
    }

    [Fact]
    public async Task Sessions_end_and_apps_lose_what_they_were_allowed()
    {
        var person = await Org.CreatePersonAsync();
        using var client = await Signed(person);
        var refresh = (await Org.NativeApp.TokensAsync(person)).RefreshToken;
        var apps = (await Read(client, "/apps")).ShouldSucceed();
        apps.Each("id").ShouldContain(App.ClientId);
        (await Call(client, HttpMethod.Delete, $"/apps/{App.ClientId}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.NativeApp.RefreshAsync(refresh)).Status.ShouldBe(HttpStatusCode.BadRequest);
        Clock.Advance(TimeSpan.FromSeconds(2));                         // what was taken back is everything up to then
        using var browser = Org.Browser();
        await App.SignInAsync(person, browser: browser);
        using var again = await Signed(person);
        (await Call(again, HttpMethod.Delete, "/sessions?excludeCurrentAuthorizationContext=true")).ShouldBeRefused(400, "E0000001", "by their ids");
        var there = (await Org.WithCookies(browser, HttpMethod.Get, "/sessions/me")).ShouldSucceed().Id;
        var listed = (await Read(again, "/sessions")).ShouldSucceed();
        listed.Each("id").ShouldContain(there);
        using var stranger = await Signed(await Org.CreatePersonAsync());
        (await Call(stranger, HttpMethod.Delete, $"/sessions/{there}")).ShouldBeRefused(404, "E0000007");
        var ends = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Call(again, HttpMethod.Delete, $"/sessions/{there}")));
        ends.Count(end => end.Status == HttpStatusCode.NoContent).ShouldBe(1);
        (await browser.OpenAsync(App.AuthorizeUrl(changes: [("prompt", "none")]))).Parameter("error").ShouldBe("login_required");
        (await Read(again, "/sessions")).ShouldSucceed().Each("id").ShouldBe(listed.Each("id").Where(id => id != there));
        await App.SignInAsync(person, browser: browser);
        (await Call(again, HttpMethod.Delete, "/sessions")).ShouldBe(HttpStatusCode.NoContent);
        (await browser.OpenAsync(App.AuthorizeUrl(changes: [("prompt", "none")]))).Parameter("error").ShouldBe("login_required");
    }
}
