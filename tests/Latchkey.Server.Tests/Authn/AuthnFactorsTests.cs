using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Faces.Management.Authenticators;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Authn;

/// <summary>MFA_REQUIRED and MFA_CHALLENGE of /api/v1/authn. Contract §3.5.</summary>
public sealed class AuthnFactorsTests(OrgFixture fixture) : OrgTest(fixture)
{
    private Task<ApiAnswer> Verify(string factorId, string? stateToken, string? code = null, string query = "") =>
        Org.Authn($"/factors/{factorId}/verify{query}", code is null ? new JsonObject { ["stateToken"] = stateToken } : new JsonObject { ["stateToken"] = stateToken, ["passCode"] = code });

    private Task<ApiAnswer> Step(string path, string? stateToken) => Org.Authn(path, new JsonObject { ["stateToken"] = stateToken });

    private async Task<(TestPerson Person, Authenticator App, string Mailbox)> WithBoth()
    {
        var person = await Org.CreatePersonAsync();
        var app = await Org.EnrollAppAsync(person);
        return (person, app, (await Org.Post($"/users/{person.Id}/factors?activate=true", new JsonObject { ["factorType"] = "email" })).ShouldSucceed().Id);
    }

    /// <summary>What okta-auth-swift and okta-auth-java insist on in each link: one object with an address and hints, or a list of such.</summary>
    private static void ShouldBeLinks(JsonNode? links)
    {
        foreach (var (name, link) in links!.AsObject())
        {
            foreach (var one in link as JsonArray ?? [link!.DeepClone()])
            {
                one!["href"]!.ToString().ShouldStartWith("http");
                one["hints"]!["allow"]!.AsArray().Select(method => method!.ToString()).ShouldBe(["POST"], name);
            }
        }
    }

    [Fact]                                                             // Okta's widget, classic: "Send me the code"
    public async Task An_empty_code_asks_for_one_and_is_no_guess()
    {
        var (person, app, mailbox) = await WithBoth();
        var required = (await Org.Authn(person)).ShouldSucceed();
        var asked = (await Verify(mailbox, required["stateToken"], "")).ShouldSucceed();
        asked["status"].ShouldBe("MFA_CHALLENGE");
        (await Verify(app.FactorId, required["stateToken"], "")).ShouldSucceed()["status"].ShouldBe("MFA_CHALLENGE");
        (await Verify(mailbox, required["stateToken"], await Org.MailedCodeAsync(person.Login))).ShouldSucceed()["status"].ShouldBe("SUCCESS");
    }

    [Fact]                                                             // contract §3.5: MFA_REQUIRED → SUCCESS
    public async Task A_right_password_of_somebody_with_a_second_factor_leads_to_it_and_then_to_a_session_token()
    {
        var (person, app, mailbox) = await WithBoth();
        (await Org.Authn(person with { Password = "Wrong-Horse-7" })).ShouldBeRefused(401, "E0000004");
        var required = (await Org.Authn("", new JsonObject { ["username"] = person.Login, ["password"] = person.Password, ["relayState"] = "/deep", ["options"] = new JsonObject { ["multiOptionalFactorEnroll"] = false } })).ShouldSucceed();
        required["status"].ShouldBe("MFA_REQUIRED");
        required["relayState"].ShouldBe("/deep");
        required.Object.ContainsKey("sessionToken").ShouldBeFalse();
        required["expiresAt"].ShouldNotBeNull();
        required["_embedded.user.id"].ShouldBe(person.Id);
        required["_embedded.policy.allowRememberDevice"].ShouldBe("false");
        ShouldBeLinks(required.Object["_links"]);
        required["_links.cancel.href"].ShouldBe(Org.Url + "/api/v1/authn/cancel");
        var factors = required.Object["_embedded"]!["factors"]!.AsArray();
        factors.Select(one => $"{one!["id"]} {one["factorType"]} {one["provider"]} {one["vendorName"]}").ShouldBe([$"{app.FactorId} token:software:totp GOOGLE GOOGLE", $"{mailbox} email OKTA OKTA"]);
        foreach (var factor in factors)
        {
            ShouldBeLinks(factor!["_links"]);
            factor["_links"]!["verify"]!["href"]!.ToString().ShouldBe($"{Org.Url}/api/v1/authn/factors/{factor["id"]}/verify");
        }
        factors[0]!["profile"]!["credentialId"]!.ToString().ShouldBe(person.Login);
        factors[1]!["profile"]!["email"]!.ToString().ShouldNotContain(person.Login.Split('@')[0]);      // enough for its owner to know it

        var state = required["stateToken"]!;
        (await Step("", state)).ShouldSucceed()["status"].ShouldBe("MFA_REQUIRED");
        (await Verify(app.FactorId, state, FactorCalls.Other(app.Now()))).ShouldBeRefused(403, "E0000068", "Your passcode doesn't match our records.");
        var done = (await Verify(app.FactorId, state, app.Next(), "?rememberDevice=true&autoPush=false")).ShouldSucceed();
        done["status"].ShouldBe("SUCCESS");
        done["relayState"].ShouldBe("/deep");
        done["_embedded.user.id"].ShouldBe(person.Id);
        done.Object.ContainsKey("stateToken").ShouldBeFalse();         // contract §10 pain 16
        (await Step("", state)).ShouldBeRefused(401, "E0000011");
        (await Verify(app.FactorId, state, app.Next())).ShouldBeRefused(401, "E0000011");

        // The session token is two factors: the phone's own flow ends at the app.
        var answer = await Org.Visit(Org.NativeApp.AuthorizeUrl(changes: [("sessionToken", done["sessionToken"]), ("acr_values", Acr.TwoFactors), ("redirect_uri", Org.Facts.Apps.Native.RedirectUris![0])]), ("Accept", "*/*"));
        answer.Status.ShouldBe(302);
        var tokens = await (Org.NativeApp with { RedirectUri = Org.Facts.Apps.Native.RedirectUris![0] }).RedeemAsync(answer["code"]!);
        tokens.ClaimsOf("id_token")["acr"]!.ToString().ShouldBe(Acr.TwoFactors);
        tokens.ClaimsOf("id_token")["amr"]!.AsArray().Select(one => one!.ToString()).ShouldBe(["mfa", "pwd", "otp"]);
        var log = await Org.Read($"/logs?limit=1000&filter={Uri.EscapeDataString($"actor.id eq \"{person.Id}\" and eventType eq \"user.authentication.auth_via_mfa\"")}");
        log.Each("outcome.result").ShouldBe(["FAILURE", "SUCCESS"], ignoreOrder: true);
    }

    [Fact]                                                             // contract §3.5: MFA_CHALLENGE, resend, previous, skip, cancel
    public async Task A_mailed_code_is_sent_asked_for_sent_again_and_gone_back_on()
    {
        var (person, app, mailbox) = await WithBoth();
        var state = (await Org.Authn(person)).ShouldSucceed()["stateToken"]!;
        (await Step("/previous", state)).ShouldBeRefused(403, "E0000079");
        (await Step("/skip", state)).ShouldBeRefused(403, "E0000079");
        (await Step($"/factors/{mailbox}/verify/resend", state)).ShouldBeRefused(403, "E0000079");      // nothing has been sent

        var challenge = (await Verify(mailbox, state)).ShouldSucceed();
        challenge["status"].ShouldBe("MFA_CHALLENGE");
        challenge["factorResult"].ShouldBe("CHALLENGE");
        challenge["stateToken"].ShouldBe(state);
        challenge["_embedded.factor.id"].ShouldBe(mailbox);
        challenge["_embedded.factor.factorType"].ShouldBe("email");
        ShouldBeLinks(challenge.Object["_links"]);
        challenge["_links.next.name"].ShouldBe("verify");
        challenge["_links.next.href"].ShouldBe($"{Org.Url}/api/v1/authn/factors/{mailbox}/verify");
        challenge["_links.prev.href"].ShouldBe(Org.Url + "/api/v1/authn/previous");
        challenge.Object["_links"]!["resend"]!.AsArray().Select(one => $"{one!["name"]} {one["href"]}").ShouldBe([$"email {Org.Url}/api/v1/authn/factors/{mailbox}/verify/resend"]);
        (await Step("/introspect", state)).ShouldSucceed()["status"].ShouldBe("MFA_CHALLENGE");

        int Codes() => Org.MailTextsAsync(person.Login).Result.Count(text => text.Contains("It works once", StringComparison.Ordinal));
        Codes().ShouldBe(1);
        var soon = await Step($"/factors/{mailbox}/verify/resend", state);
        soon.ShouldBeRefused(429, "E0000118");
        soon.Message.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(30));
        Codes().ShouldBe(1);                                           // a moment after the last one it is that one which counts
        Clock.Advance(TimeSpan.FromSeconds(31));
        (await Step($"/factors/{mailbox}/verify/resend", state)).ShouldSucceed();
        Codes().ShouldBe(2);
        (await Step($"/factors/{app.FactorId}/verify/resend", state)).ShouldBeRefused(403, "E0000079");

        var back = (await Step("/previous", state)).ShouldSucceed();
        back["status"].ShouldBe("MFA_REQUIRED");
        back.Object["_embedded"]!["factors"]!.AsArray().Count.ShouldBe(2);
        (await Verify(app.FactorId, state)).ShouldSucceed()["_embedded.factor.factorType"].ShouldBe("token:software:totp");      // nothing to send
        (await Verify(mailbox, state)).ShouldSucceed()["status"].ShouldBe("MFA_CHALLENGE");
        Codes().ShouldBe(2);                                           // one is on its way already
        (await Verify(mailbox, state, await Org.MailedCodeAsync(person.Login))).ShouldSucceed()["status"].ShouldBe("SUCCESS");

        var other = (await Org.Authn(person)).ShouldSucceed()["stateToken"]!;
        (await Step("/cancel", other)).ShouldSucceed();
        (await Verify(app.FactorId, other, app.Next())).ShouldBeRefused(401, "E0000011");
    }

    [Fact]                                                             // threats §1 row 6
    public async Task Of_64_verifications_of_one_code_exactly_one_signs_in()
    {
        var (person, app, mailbox) = await WithBoth();
        var state = (await Org.Authn(person)).ShouldSucceed()["stateToken"]!;
        var code = app.Next();
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Verify(app.FactorId, state, code)));
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK || answer.Status == HttpStatusCode.Forbidden || answer.Status == HttpStatusCode.Unauthorized);
        (await Org.Read($"/users/{person.Id}"))["status"].ShouldBe("ACTIVE");      // a repeat is no guess

        var again = (await Org.Authn(person)).ShouldSucceed()["stateToken"]!;
        await Verify(mailbox, again);
        var mailed = await Org.MailedCodeAsync(person.Login);
        var mails = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Verify(mailbox, again, mailed)));
        mails.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
    }

    [Fact]                                                             // threats §1 row 4: a state token is one person's, one step's and one password's
    public async Task A_state_token_opens_nothing_but_its_own_step()
    {
        var (person, app, _) = await WithBoth();
        var (other, theirs, _) = await WithBoth();
        var state = (await Org.Authn(person)).ShouldSucceed()["stateToken"]!;
        (await Verify(theirs.FactorId, state, theirs.Next())).ShouldBeRefused(404, "E0000007");
        (await Verify("ost12345678901234567", state, "123456")).ShouldBeRefused(404, "E0000007");
        (await Verify(app.FactorId, "00" + new string('x', 40), app.Next())).ShouldBeRefused(401, "E0000011");
        (await Verify(app.FactorId, null, app.Next())).ShouldBeRefused(400, "E0000001", "stateToken");
        (await Org.Authn("/credentials/change_password", new JsonObject { ["stateToken"] = state, ["oldPassword"] = person.Password, ["newPassword"] = "Better-Horse-8" })).ShouldBeRefused(403, "E0000079");
        (await Org.Authn("/credentials/reset_password", new JsonObject { ["stateToken"] = state, ["newPassword"] = "Better-Horse-8" })).ShouldBeRefused(403, "E0000079");

        await Org.Post($"/users/{other.Id}/lifecycle/expire_password");
        var expired = (await Org.Authn(other)).ShouldSucceed()["stateToken"]!;
        (await Verify(theirs.FactorId, expired, theirs.Next())).ShouldBeRefused(403, "E0000079");      // the new password comes first
        var next = (await Org.Authn("/credentials/change_password", new JsonObject { ["stateToken"] = expired, ["oldPassword"] = other.Password, ["newPassword"] = "Better-Horse-8" })).ShouldSucceed();
        next["status"].ShouldBe("MFA_REQUIRED");
        next["stateToken"].ShouldNotBe(expired);                       // threats §1 row 3
        (await Verify(theirs.FactorId, expired, theirs.Next())).ShouldBeRefused(401, "E0000011");
        (await Verify(theirs.FactorId, next["stateToken"], theirs.Next())).ShouldSucceed()["status"].ShouldBe("SUCCESS");

        (await Org.Post($"/users/{person.Id}", new JsonObject { ["credentials"] = new JsonObject { ["password"] = new JsonObject { ["value"] = "Better-Horse-9" } } })).ShouldSucceed();
        (await Verify(app.FactorId, state, app.Next())).ShouldBeRefused(401, "E0000011");
        var late = (await Org.Authn(person with { Password = "Better-Horse-9" })).ShouldSucceed()["stateToken"]!;
        Clock.Advance(TimeSpan.FromMinutes(16));
        (await Verify(app.FactorId, late, app.Next())).ShouldBeRefused(401, "E0000011");
        var suspended = (await Org.Authn(person with { Password = "Better-Horse-9" })).ShouldSucceed()["stateToken"]!;
        await Org.Post($"/users/{person.Id}/lifecycle/suspend");
        (await Verify(app.FactorId, suspended, app.Next())).Status.ShouldNotBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // an imported hash is replaced at the first sign-in: the password is the same
    public async Task A_renewed_hash_does_not_end_a_sign_in_that_is_going_on()
    {
        const string password = "Correct-Horse-7";
        var salt = new byte[16];
        var value = System.Security.Cryptography.Rfc2898DeriveBytes.Pbkdf2(System.Text.Encoding.UTF8.GetBytes(password), salt, 1_000, System.Security.Cryptography.HashAlgorithmName.SHA256, 32);
        var body = ApiCalls.NewUser("imported@example.com");
        body["credentials"] = new JsonObject { ["password"] = new JsonObject { ["hash"] = new JsonObject { ["algorithm"] = "PBKDF2", ["iterationCount"] = 1_000, ["salt"] = Convert.ToBase64String(salt), ["value"] = Convert.ToBase64String(value) } } };
        var person = new TestPerson("imported@example.com", password, (await Org.Post("/users?activate=true", body)).ShouldSucceed().Id);
        var app = await Org.EnrollAppAsync(person);
        var state = (await Org.Authn(person)).ShouldSucceed()["stateToken"]!;
        (await Verify(app.FactorId, state, app.Next())).ShouldSucceed()["status"].ShouldBe("SUCCESS");
    }
}
