using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;

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
        first.Forms().ShouldBe(["identify"]);
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
        (await app.RefreshAsync(tokens["refresh_token"]!)).Status.ShouldBe(HttpStatusCode.OK);
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
            refused.Forms().ShouldBe(["identify"]);
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
        anew.Forms().ShouldBe(["identify"]);
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
    [InlineData("identify"), InlineData("challenge"), InlineData("challenge/answer"), InlineData("challenge/resend"), InlineData("credential/enroll"), InlineData("consent"), InlineData("cancel")]
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
        refused.Forms().ShouldBe(["identify"]);
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
