using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Idx;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Idx;

/// <summary>A sign-in in an app's own pages: /interact, /idp/idx and the grant interaction_code. Contract §4.</summary>
public sealed class IdxTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Fact]                                                             // contract §4: interact, introspect, identify, token
    public async Task A_name_and_a_password_lead_to_tokens()
    {
        var (app, person) = (await Org.IdxApp(), await Org.CreatePersonAsync());
        var first = await app.Introspect(("login_hint", person.Login));
        first["version"].ShouldBe("1.0.0");
        first["stateHandle"]!.ShouldStartWith("02.");
        first["intent"].ShouldBe("LOGIN");
        first["expiresAt"]!.ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$");       // Okta's Swift SDK reads no other
        first["app.value.id"].ShouldBe(app.ClientId);
        first.Forms()[0].ShouldBe("identify");
        var form = first.Form("identify")!;
        form["href"]!.ToString().ShouldBe(Org.Url + "/idp/idx/identify");
        form["value"]!.AsArray().Select(field => field!["name"]!.ToString()).ShouldBe(["identifier", "credentials", "rememberMe", "stateHandle"]);
        form["value"]![0]!["value"]!.ToString().ShouldBe(person.Login);
        first["currentAuthenticator.value.key"].ShouldBe("okta_password");

        var done = await Org.Identify(first, person);
        done.Object.ContainsKey("remediation").ShouldBeFalse();
        done["user.value.identifier"].ShouldBe(person.Login);
        var issue = done.Object["successWithInteractionCode"]!;
        issue["name"]!.ToString().ShouldBe("issue");
        issue["href"]!.ToString().ShouldBe(app.Issuer + "/v1/token");
        issue["value"]!.AsArray().Select(field => field!["name"]!.ToString()).ShouldBe(["grant_type", "interaction_code", "client_id", "client_secret", "code_verifier"]);
        done.Message.Headers.GetValues("Set-Cookie").ShouldContain(cookie => cookie.StartsWith("sid=", StringComparison.Ordinal));

        var tokens = await app.RedeemInteraction(done.Code());
        tokens.Status.ShouldBe(HttpStatusCode.OK, tokens.Text);
        tokens.ClaimsOf("id_token")["nonce"]!.ToString().ShouldBe("nonce-1");
        tokens.ClaimsOf("id_token")["amr"]!.AsArray().Select(one => one!.ToString()).ShouldBe(["pwd"]);
        tokens.ClaimsOf("id_token")["idp"]!.ToString().ShouldBe((await Org.Read("/org")).ShouldSucceed().Id);
        (await app.RefreshAsync(tokens["refresh_token"]!)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // threats §1 row 6: everything may have ended since the person was read
    public async Task Nothing_goes_on_for_an_account_as_it_is_not_any_more()
    {
        var (app, person) = (await Org.IdxApp(), await Org.CreatePersonAsync());
        var handle = IdxTransactions.HandleOf((await app.Introspect())["stateHandle"]!)!;
        var orgId = (await Org.SendAsync(HttpMethod.Get, "/api/v1/org"))["id"]!.GetValue<string>();
        var user = (await Org.Services.GetRequiredService<Core.People.Users>().Read(orgId, person.Id!, default))!;
        var transactions = Org.Services.GetRequiredService<IdxTransactions>();
        var begun = (await transactions.Find(orgId, handle, default))!;
        (await transactions.TryMove(begun with { UserId = user.Id, Era = user.Era - 1 }, default)).ShouldBeFalse();
        (await transactions.TryMove(begun with { UserId = user.Id, Era = user.Era }, default)).ShouldBeTrue();
        (await transactions.Find(orgId, handle, default))!.Era.ShouldBe(user.Era);
    }

    [Fact]                                                             // contract §4: a bad password is 401 with messages and a fresh remediation; threats row 20
    public async Task Who_is_unknown_or_wrong_or_locked_reads_the_same()
    {
        var (app, person) = (await Org.IdxApp(), await Org.CreatePersonAsync());
        var first = await app.Introspect();
        var wrong = await Org.Identify(first, person with { Password = "Wrong-Horse-7" });
        var unknown = await Org.Identify(first, new TestPerson("nobody@example.com", "Wrong-Horse-7", null));
        foreach (var refused in new[] { wrong, unknown })
        {
            refused.ShouldBe(HttpStatusCode.Unauthorized).Said().ShouldBe("errors.E0000004");
            refused.Forms()[0].ShouldBe("identify");
        }
        wrong.Text.Replace(person.Login, "").ShouldBe(unknown.Text.Replace("nobody@example.com", ""));
        (await Org.Identify(wrong, person)).Code().ShouldNotBeEmpty();           // the document that refused goes on
    }

    [Fact]                                                             // RFC 6749 §4.1.2, RFC 7636 §4.6
    public async Task A_code_is_for_its_grant_its_client_and_its_verifier_alone_and_works_once()
    {
        var (app, other, person) = (await Org.IdxApp(), await Org.IdxApp(), await Org.CreatePersonAsync());
        async Task<string> Code() => (await Org.Identify(await app.Introspect(), person)).Code();

        (await app.RedeemAsync(await Code())).ShouldBeRefused("invalid_grant");                                  // as an authorization code
        (await app.RedeemInteraction(await app.CodeAsync(person))).ShouldBeRefused("invalid_grant");             // nor the other way
        (await other.RedeemInteraction(await Code())).ShouldBeRefused("invalid_grant");
        (await app.RedeemInteraction(await Code(), "wrong-verifier-wrong-verifier-wrong-verifier-12345")).ShouldBeRefused("invalid_grant");
        (await app.RedeemInteraction(await Code(), verifier: null)).ShouldBeRefused("invalid_grant");

        var code = await Code();
        var ends = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => app.RedeemInteraction(code)));
        ends.Count(end => end.Status == HttpStatusCode.OK).ShouldBe(1);
    }

    [Fact]                                                             // contract §4: select-authenticator-authenticate, challenge-authenticator
    public async Task Who_has_a_second_factor_gives_it_by_code_or_by_mail()
    {
        var (app, person) = (await Org.IdxApp(), await Org.CreatePersonAsync());
        var device = await Org.EnrollAppAsync(person);
        (await Org.Post($"/users/{person.Id}/factors?activate=true", new JsonObject { ["factorType"] = "email" })).ShouldSucceed();

        var choose = (await Org.Identify(await app.Introspect(), person)).ShouldSucceed();
        choose.Object.ContainsKey("successWithInteractionCode").ShouldBeFalse();
        choose.Forms().ShouldBe(["select-authenticator-authenticate"]);
        choose.Object["authenticatorEnrollments"]!["value"]!.AsArray().Select(one => one!["key"]!.ToString()).ShouldBe(["google_otp", "okta_email"]);
        (await Org.Idx("introspect", new JsonObject { ["stateHandle"] = choose["stateHandle"] })).Forms().ShouldBe(["select-authenticator-authenticate"]);

        var asked = (await Org.Choose(choose, "select-authenticator-authenticate", "Google Authenticator")).ShouldSucceed();
        asked["currentAuthenticatorEnrollment.value.type"].ShouldBe("app");
        asked.Forms().ShouldBe(["challenge-authenticator", "select-authenticator-authenticate"]);
        var wrong = await Org.Answer(asked, FactorCalls.Other(device.Now()));
        wrong.ShouldBe(HttpStatusCode.Unauthorized).Said().ShouldBe("api.authn.error.PASSCODE_INVALID");
        wrong.Forms().ShouldContain("challenge-authenticator");

        var mailed = (await Org.Choose(wrong, "select-authenticator-authenticate", "Email")).ShouldSucceed();
        mailed["currentAuthenticatorEnrollment.value.profile.email"]!.ShouldNotContain(person.Login.Split('@')[0]);
        var resend = mailed.Object["currentAuthenticatorEnrollment"]!["value"]!["resend"]!;
        resend["href"]!.ToString().ShouldBe(Org.Url + "/idp/idx/challenge/resend");
        (await Org.Idx("challenge/resend", new JsonObject { ["stateHandle"] = mailed["stateHandle"] })).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        var done = await Org.Answer(mailed, await Org.MailedCodeAsync(person.Login));
        var tokens = await app.RedeemInteraction(done.Code());
        tokens.ClaimsOf("id_token")["amr"]!.AsArray().Select(one => one!.ToString()).ShouldBe(["mfa", "pwd", "otp", "mca"]);

        // Over: nothing of it can be sent again.
        (await Org.Answer(asked, device.Next())).ShouldBe(HttpStatusCode.Unauthorized).Said().ShouldBe("idx.session.expired");
    }

    [Fact]                                                             // a code counts once, whoever is quicker (RFC 6238 §5.2)
    public async Task Of_racing_answers_one_counts()
    {
        var (app, person) = (await Org.IdxApp(), await Org.CreatePersonAsync());
        var device = await Org.EnrollAppAsync(person);
        var asked = (await Org.Choose(await Org.Identify(await app.Introspect(), person), "select-authenticator-authenticate", "Google Authenticator")).ShouldSucceed();
        var code = device.Next();
        var ends = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Org.Answer(asked, code)));
        ends.Count(end => end.Status == HttpStatusCode.OK).ShouldBe(1);
    }

    [Fact]                                                             // contract §3.9, factorPromptMode DEVICE
    public async Task A_device_is_remembered_where_the_policy_lets_it_and_the_person_wants_it()
    {
        var (app, person) = (await Org.IdxApp(), await Org.CreatePersonAsync());
        var device = await Org.EnrollAppAsync(person);
        await Org.SignOnPolicy(await Org.Group(person), PolicyCalls.OfSession(requireFactor: true, mode: "DEVICE", minutes: 60));
        var password = new JsonObject { ["identifier"] = person.Login, ["credentials"] = IdxWalk.Passcode(person.Password) };
        foreach (var wanted in (bool[])[false, true])
        {
            password["rememberMe"] = wanted;
            var asked = await Org.Choose(await Org.Send(await app.Introspect(), "identify", password), "select-authenticator-authenticate", "Google Authenticator");
            var done = await Org.Answer(asked, device.Next());
            done.Code().ShouldNotBeEmpty();
            var cookie = done.Message.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("lk_device=", StringComparison.Ordinal)).Split(';')[0];

            var again = await app.Introspect();
            using var request = new HttpRequestMessage(HttpMethod.Post, Org.Url + "/idp/idx/identify");
            var body = password.DeepClone().AsObject();
            body["stateHandle"] = again["stateHandle"];
            request.Content = new StringContent(body.ToJsonString(), null, "application/json");
            request.Headers.Add("Cookie", cookie);
            var next = JsonNode.Parse(await (await Org.Http.SendAsync(request)).Content.ReadAsStringAsync())!.AsObject();
            next.ContainsKey("successWithInteractionCode").ShouldBe(wanted, next.ToJsonString());
        }
    }

    [Fact]                                                             // WebAuthn Level 3 §7.2
    public async Task A_passkey_is_a_second_factor()
    {
        using var device = Org.Device();
        var (app, person) = (await Org.IdxApp(), await Org.PersonWithPasskey(device));
        var asked = (await Org.Choose(await Org.Identify(await app.Introspect(), person), "select-authenticator-authenticate", "Passkeys")).ShouldSucceed();
        asked["currentAuthenticatorEnrollment.value.type"].ShouldBe("security_key");
        var options = asked.Object["currentAuthenticatorEnrollment"]!["value"]!["contextualData"]!["challengeData"]!.AsObject();
        var said = JsonNode.Parse(device.Sign(options))!["response"]!;
        JsonObject Signed(string? data = null) => new()
        {
            ["credentials"] = new JsonObject
            {
                ["clientData"] = said["clientDataJSON"]!.ToString(), ["authenticatorData"] = data ?? said["authenticatorData"]!.ToString(), ["signatureData"] = said["signature"]!.ToString(),
            },
        };
        (await Org.Send(asked, "challenge-authenticator", Signed("AAAA"))).ShouldBe(HttpStatusCode.Unauthorized).Said().ShouldBe("authfactor.webauthn.error");
        var done = await Org.Send(asked, "challenge-authenticator", Signed());
        (await app.RedeemInteraction(done.Code())).ClaimsOf("id_token")["amr"]!.AsArray().Select(one => one!.ToString()).ShouldBe(["mfa", "pwd", "swk"]);
    }

    [Fact]                                                             // RFC 7636 §4.6; threats row 6: of racing questions one is answered
    public async Task The_last_answer_is_given_once_more_to_whom_it_did_not_reach()
    {
        var (app, person) = (await Org.IdxApp(), await Org.CreatePersonAsync());
        var first = await app.Introspect();
        var lost = (await Org.Identify(first, person)).Code();
        (await Org.Identify(first, person)).ShouldBe(HttpStatusCode.Unauthorized).Said().ShouldBe("idx.session.expired");
        var asked = new JsonObject { ["stateToken"] = first["stateHandle"] };
        var ends = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Org.Idx("introspect", asked)));
        var again = ends.Where(end => end.Status == HttpStatusCode.OK).ShouldHaveSingleItem().Code();
        again.ShouldNotBe(lost);
        (await app.RedeemInteraction(again, "another-verifier-than-the-one-that-was-challenged")).ShouldBeRefused("invalid_grant");
        (await app.RedeemInteraction(again)).ClaimsOf("id_token")["preferred_username"]!.ToString().ShouldBe(person.Login);
        (await Org.Idx("introspect", asked)).ShouldBe(HttpStatusCode.Unauthorized).Said().ShouldBe("idx.session.expired");

        var late = await app.Introspect();
        (await Org.Identify(late, person)).Code().ShouldNotBeEmpty();
        Org.Clock.Advance(TimeSpan.FromMinutes(2));
        (await Org.Idx("introspect", new JsonObject { ["stateToken"] = late["stateHandle"] })).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]                                                             // contract §4: reenroll-authenticator
    public async Task An_expired_password_is_exchanged_first()
    {
        var (app, person) = (await Org.IdxApp(), await Org.CreatePersonAsync());
        (await Org.Post($"/users/{person.Id}/lifecycle/expire_password")).ShouldSucceed();
        var asked = (await Org.Identify(await app.Introspect(), person)).ShouldSucceed();
        asked.Forms().ShouldBe(["reenroll-authenticator"]);
        asked.Form("reenroll-authenticator")!["relatesTo"]![0]!.ToString().ShouldBe("$.currentAuthenticator");       // okta-auth-js reads its type
        var complexity = asked.Object["currentAuthenticator"]!["value"]!["settings"]!["complexity"]!.AsObject();
        // Okta's Kotlin SDK needs all of these.
        foreach (var name in (string[])["minLength", "minLowerCase", "minUpperCase", "minNumber", "minSymbol", "excludeUsername", "excludeAttributes"])
            complexity.ContainsKey(name).ShouldBeTrue(name);
        (await Org.Answer(asked, "short", "reenroll-authenticator")).ShouldBe(HttpStatusCode.BadRequest).Said().ShouldBe("password.passwordRequirementsNotMet");
        (await Org.Answer(asked, person.Password, "reenroll-authenticator")).ShouldBe(HttpStatusCode.BadRequest);
        var done = await Org.Answer(asked, "Correct-Battery-42", "reenroll-authenticator");
        (await app.RedeemInteraction(done.Code())).Status.ShouldBe(HttpStatusCode.OK);
        (await Org.Identify(await app.Introspect(), person with { Password = "Correct-Battery-42" })).Code().ShouldNotBeEmpty();
    }

    [Fact]                                                             // OpenID Connect Core §3.1.2.4
    public async Task An_app_that_asks_for_consent_gets_what_was_agreed_to()
    {
        var (app, person) = (await Org.IdxApp(new JsonObject { ["consent_method"] = "REQUIRED" }), await Org.CreatePersonAsync());
        (await Org.Post($"/authorizationServers/default/scopes", new JsonObject { ["name"] = "photos", ["consent"] = "REQUIRED" })).ShouldBe(HttpStatusCode.Created);
        var asked = (await Org.Identify(await app.Introspect(("scope", "openid photos")), person)).ShouldSucceed();
        asked.Forms().ShouldBe(["consent"]);
        asked.Object["scopes"]!.AsArray().Select(scope => scope!["name"]!.ToString()).ShouldBe(["photos"]);
        (await Org.Send(asked, "consent", new JsonObject { ["consent"] = true, ["scopes"] = new JsonArray() })).ShouldBe(HttpStatusCode.BadRequest);
        var tokens = await app.RedeemInteraction((await Org.Send(asked, "consent", new JsonObject { ["consent"] = true })).Code());
        tokens["scope"]!.Split(' ').ShouldContain("photos");
        (await Org.Identify(await app.Introspect(("scope", "openid photos")), person)).Code().ShouldNotBeEmpty();      // and is not asked again

        var another = await Org.CreatePersonAsync();
        var denied = await Org.Send(await Org.Identify(await app.Introspect(("scope", "openid photos")), another), "consent", new JsonObject { ["consent"] = false });
        denied.ShouldBe(HttpStatusCode.Forbidden).Said().ShouldBe("security.access_denied");
        denied.Object.ContainsKey("remediation").ShouldBeFalse();
    }

    [Fact]
    public async Task Cancelling_begins_anew_and_time_ends_it()
    {
        var (app, person) = (await Org.IdxApp(), await Org.CreatePersonAsync());
        var device = await Org.EnrollAppAsync(person);
        var choose = (await Org.Identify(await app.Introspect(), person)).ShouldSucceed();
        var anew = (await Org.Idx("cancel", new JsonObject { ["stateHandle"] = choose["stateHandle"] })).ShouldSucceed();
        anew.Forms()[0].ShouldBe("identify");
        anew.Object.ContainsKey("user").ShouldBeFalse();
        (await Org.Choose(choose, "select-authenticator-authenticate", "Google Authenticator")).ShouldBe(HttpStatusCode.BadRequest);

        choose = (await Org.Identify(anew, person)).ShouldSucceed();
        Clock.Advance(TimeSpan.FromMinutes(11));                           // a factor counts for ten minutes while the next is awaited
        (await Org.Choose(choose, "select-authenticator-authenticate", "Google Authenticator")).ShouldBe(HttpStatusCode.Unauthorized).Said().ShouldBe("idx.session.expired");
        var first = await app.Introspect();
        Clock.Advance(TimeSpan.FromMinutes(61));
        (await Org.Identify(first, person)).ShouldBe(HttpStatusCode.Unauthorized).Said().ShouldBe("idx.session.expired");
        device.Next().ShouldNotBeEmpty();
    }

    [Fact]                                                             // threats row 2: what a new password ends
    public async Task An_unfinished_sign_in_does_not_outlive_a_new_password()
    {
        var (app, person) = (await Org.IdxApp(), await Org.CreatePersonAsync());
        await Org.EnrollAppAsync(person);
        var choose = (await Org.Identify(await app.Introspect(), person)).ShouldSucceed();
        (await Org.Post($"/users/{person.Id}", new JsonObject { ["credentials"] = new JsonObject { ["password"] = new JsonObject { ["value"] = "Correct-Battery-42" } } })).ShouldSucceed();
        (await Org.Choose(choose, "select-authenticator-authenticate", "Google Authenticator")).ShouldBe(HttpStatusCode.Unauthorized).Said().ShouldBe("idx.session.expired");
    }

    [Theory]                                                           // contract §4: 400 and 401 are documents, too
    [InlineData("identify"), InlineData("challenge"), InlineData("challenge/answer"), InlineData("challenge/resend"), InlineData("credential/enroll"), InlineData("consent"), InlineData("skip"), InlineData("enroll/new"), InlineData("cancel")]
    public async Task What_is_not_due_or_not_known_is_refused_in_a_document(string path)
    {
        var app = await Org.IdxApp();
        var first = await app.Introspect();
        (await Org.Idx(path, new JsonObject { ["stateHandle"] = "02.nonsense" })).ShouldBe(HttpStatusCode.Unauthorized).Said().ShouldBe("idx.session.expired");
        (await Org.Idx(path, new JsonObject { ["stateHandle"] = first["stateHandle"]![3..] })).Status.ShouldBe(HttpStatusCode.Unauthorized);       // an interaction handle is none
        (await Org.Idx(path, new JsonObject { ["stateHandle"] = 7 })).Status.ShouldBe(HttpStatusCode.BadRequest);
        if (path is "cancel") return;
        var refused = await Org.Idx(path, new JsonObject { ["stateHandle"] = first["stateHandle"] });
        refused.ShouldBe(HttpStatusCode.BadRequest).Said().ShouldNotBeNullOrEmpty();
        refused.Forms()[0].ShouldBe("identify");
    }

    [Fact]                                                             // Okta's Kotlin SDK reads every answer below 500 as a document
    public async Task Who_asks_too_often_or_sends_no_JSON_is_told_in_a_document()
    {
        await using var org = await TestOrg.StartAsync(settings => settings with { RateLimitFactor = 1 });
        var handle = (await (await org.IdxApp()).Introspect())["stateHandle"];
        (await org.Idx("identify", new JsonObject { ["stateHandle"] = handle, ["identifier"] = new string('x', 200_000), ["credentials"] = IdxWalk.Passcode("x") })).Said().ShouldNotBeNull();
        using var broken = new StringContent("{", null, "application/json");
        var refused = await org.Http.PostAsync(new Uri(org.Url + "/idp/idx/identify"), broken);
        refused.Content.Headers.ContentType!.ToString().ShouldBe("application/ion+json; okta-version=1.0.0");
        ApiAnswer last;
        var calls = 0;
        do last = await org.Idx("identify", new JsonObject { ["stateHandle"] = "02.nonsense" });
        while (last.Status != HttpStatusCode.TooManyRequests && ++calls < 2_000);
        last.ShouldBe(HttpStatusCode.TooManyRequests).Said().ShouldBe("errors.E0000047");
        last.Message.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]                                                             // contract §4: the app must have the grant
    public async Task Interact_is_for_apps_with_the_grant_and_holds_them_to_their_own_addresses()
    {
        var (app, plain) = (await Org.IdxApp(), await Org.CreateAppAsync());
        (await plain.Interact()).ShouldBeRefused("access_denied");
        (await app.Interact(("redirect_uri", "https://evil.example/callback"))).ShouldBeRefused("invalid_request");
        (await app.Interact(("code_challenge", null), ("code_challenge_method", null))).ShouldBeRefused("invalid_request");
        (await app.Interact(("scope", "openid nonsense"))).ShouldBeRefused("invalid_scope");
        (await app.Interact(("recovery_token", "x"))).ShouldBeRefused("invalid_request");
        (await app.Interact(("acr_values", "urn:nonsense"), ("claims", """{"id_token":{"acr":{"essential":true,"values":["urn:nonsense"]}}}"""))).ShouldBeRefused("unmet_authentication_requirements");
    }

    [Fact]                                                             // RFC 9101 §10.5, RFC 9126 §6, RFC 9449 §10: what an app must do at /authorize it must do here
    public async Task An_app_that_must_sign_or_push_what_it_asks_for_has_to_here_too()
    {
        var person = await Org.CreatePersonAsync();
        using var key = new AppKey();
        var signs = await Org.IdxApp(new JsonObject { ["jwks"] = AppKey.Jwks(key), ["require_signed_request_object"] = true });
        (await signs.Interact()).ShouldBeRefused("invalid_request", "The client must sign its authorization request and send it as the 'request' parameter.");
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        var signed = key.Sign(new JsonObject
        {
            ["iss"] = signs.ClientId, ["aud"] = Org.Issuer, ["nbf"] = now, ["exp"] = now + 300, ["jti"] = Secrets.New(), ["scope"] = "openid", ["state"] = "inside",
            ["redirect_uri"] = signs.RedirectUri, ["code_challenge"] = Protocol.Pkce.Challenge(TestApp.Verifier), ["code_challenge_method"] = "S256",
        });
        // What stands beside it does not count; and it is answered once.
        var first = await signs.Introspect(("request", signed), ("scope", "openid email"));
        (await Org.Identify(first, person)).Code().ShouldNotBeEmpty();
        var again = await Org.Idx("introspect", new JsonObject { ["stateToken"] = first["stateHandle"] });       // that was lost on the way
        var tokens = await signs.RedeemInteraction(again.Code());
        tokens["scope"].ShouldBe("openid");
        (await signs.Interact(("request", signed))).ShouldBeRefused("invalid_request_object");

        var pushes = await Org.IdxApp(new JsonObject { ["require_pushed_authorization_requests"] = true });
        (await pushes.Interact()).ShouldBeRefused("invalid_request", "The client must push its authorization request and send its 'request_uri'.");
        async Task<string?> Push(TestApp app) => (await app.PostAsync("/par", ("response_type", "code"), ("scope", "openid"), ("redirect_uri", app.RedirectUri),
            ("state", "s"), ("code_challenge", Protocol.Pkce.Challenge(TestApp.Verifier)), ("code_challenge_method", "S256")))["request_uri"];
        var pushed = await Push(pushes);
        var begun = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => pushes.Introspect(("request_uri", pushed))));
        var ends = await Task.WhenAll(begun.Select(one => Org.Identify(one, person)));
        var done = ends.Where(end => end.Object.ContainsKey("successWithInteractionCode")).ShouldHaveSingleItem();
        (await pushes.RedeemInteraction(done.Code())).Status.ShouldBe(HttpStatusCode.OK);
        (await pushes.Interact(("request_uri", await Push(await Org.IdxApp())))).ShouldBeRefused("invalid_request_uri");

        // A code that was asked for with a key is good for nobody else.
        var bound = await Org.IdxApp();
        var code = (await Org.Identify(await bound.Introspect(("dpop_jkt", new string('A', 43))), person)).Code();
        (await bound.RedeemInteraction(code)).Status.ShouldBe(HttpStatusCode.BadRequest);
        var unbound = await Org.IdxApp(new JsonObject { ["dpop_bound_access_tokens"] = true });
        (await unbound.RedeemInteraction((await Org.Identify(await unbound.Introspect(), person)).Code())).ShouldBeRefused("invalid_dpop_proof");
    }

    [Fact]                                                             // RFC 6749 §4.1.2.1: somebody who is not assigned
    public async Task Who_is_not_assigned_to_the_app_gets_no_code()
    {
        var app = await Org.CreateAppAsync("native", new JsonObject { ["grant_types"] = new JsonArray("authorization_code", "interaction_code") }, assigned: false);
        var person = await Org.CreatePersonAsync();
        (await Org.Identify(await app.Introspect(("scope", "openid")), person)).ShouldBe(HttpStatusCode.Forbidden).Said().ShouldBe("security.access_denied");
    }

    [Fact]                                                             // contract §2.0: pages of origins that the org trusts, with credentials
    public async Task A_page_of_a_trusted_origin_may_call_it()
    {
        var origin = "https://own-pages.example";
        (await Org.Post("/trustedOrigins", new JsonObject { ["name"] = Ids.New("o"), ["origin"] = origin, ["scopes"] = new JsonArray(new JsonObject { ["type"] = "CORS" }) })).ShouldSucceed();
        foreach (var (from, allowed) in new[] { (origin, true), ("https://evil.example", false) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Options, Org.Url + "/idp/idx/identify");
            request.Headers.TryAddWithoutValidation("Origin", from);
            request.Headers.TryAddWithoutValidation("Access-Control-Request-Method", "POST");
            var answer = await Org.Http.SendAsync(request);
            answer.Headers.Contains("Access-Control-Allow-Credentials").ShouldBe(allowed, from);
        }
    }
}
