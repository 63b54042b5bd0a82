using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Management.People;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Authn;

/// <summary>/api/v1/authn. Contract §3.5.</summary>
public sealed class AuthnEndpointsTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Better = "Better-Horse-8";

    [Fact]                                                             // contract §3.5: SUCCESS; §10 pain 16: always a sessionToken, never a stateToken
    public async Task A_right_password_is_worth_a_session_token()
    {
        var person = await Org.CreatePersonAsync();
        var answer = (await Org.Authn("", new JsonObject { ["username"] = person.Login, ["password"] = person.Password, ["relayState"] = "/home?a=1", ["options"] = new JsonObject { ["warnBeforePasswordExpired"] = true } })).ShouldSucceed();
        answer["status"].ShouldBe("SUCCESS");
        answer["relayState"].ShouldBe("/home?a=1");
        answer["sessionToken"]!.Length.ShouldBeGreaterThanOrEqualTo(40);
        answer.Object.ContainsKey("stateToken").ShouldBeFalse();
        answer["expiresAt"].ShouldBe(Org.Clock.GetUtcNow().AddMinutes(5).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture));
        answer["_embedded.user.id"].ShouldBe(person.Id);
        answer["_embedded.user.profile.login"].ShouldBe(person.Login);
        answer["_embedded.user.profile.firstName"].ShouldBe("Test");
        answer["_embedded.user.passwordChanged"].ShouldNotBeNull();
        answer.Message.Headers.GetValues("Set-Cookie").ShouldAllBe(cookie => cookie.StartsWith("DT=", StringComparison.Ordinal));
        answer.Message.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await Org.Authn("", new JsonObject { ["username"] = person.Login.Split('@')[0], ["password"] = person.Password })).ShouldSucceed();
    }

    [Fact]                                                             // contract §3.5; threats §1 rows 7 and 20
    public async Task Unknown_wrong_locked_suspended_and_gone_sound_the_same_and_cost_the_same()
    {
        var hashing = Org.Services.GetRequiredService<PasswordHashing>();
        var (wrong, locked, suspended, gone, staged) = (await Org.CreatePersonAsync(), await Org.CreatePersonAsync(), await Org.CreatePersonAsync(), await Org.CreatePersonAsync(), await Org.CreatePersonAsync());
        for (var i = 0; i < UserStatuses.MaxAttempts; i++) await Org.Authn(locked with { Password = "no" });
        (await Org.Read($"/users/{locked.Id}"))["status"].ShouldBe("LOCKED_OUT");
        await Org.Post($"/users/{suspended.Id}/lifecycle/suspend");
        await Org.Delete($"/users/{gone.Id}");
        await Org.Post($"/users/{staged.Id}/lifecycle/reset_password?sendEmail=false");

        foreach (var person in (TestPerson[])[new("nobody@example.com", "x", null), wrong with { Password = "Wrong-Horse-7" }, locked, suspended, gone, staged])
        {
            var before = hashing.Comparisons;
            var answer = await Org.Authn(person);
            answer.ShouldBeRefused(401, "E0000004");
            answer["errorSummary"].ShouldBe("Authentication failed");
            answer.Object["errorCauses"]!.AsArray().ShouldBeEmpty();
            (hashing.Comparisons - before).ShouldBe(1);
        }
        Clock.Advance(UserStatuses.LockFor);
        (await Org.Authn(locked)).ShouldSucceed();
    }

    [Fact]                                                             // threats §1 row 7: every door counts
    public async Task Guesses_here_lock_the_account_everywhere()
    {
        var person = await Org.CreatePersonAsync();
        for (var i = 0; i < UserStatuses.MaxAttempts; i++) await Org.Authn(person with { Password = "no", Login = i % 2 == 0 ? person.Login.ToUpperInvariant() : person.Login });
        (await Org.NativeApp.SignInAsync(person)).Parameter("code").ShouldBeNull();
    }

    [Theory]                                                           // contract §3.0
    [InlineData("{}"), InlineData("""{"username":"a"}"""), InlineData("""{"username":"","password":"x"}"""), InlineData("""{"username":"a","password":1}"""), InlineData("""{"stateToken":{}}""")]
    public async Task What_lacks_something_is_a_validation_error(string body) =>
        (await Org.CallRaw(HttpMethod.Post, "/authn", body, client: Org.Http)).ShouldBeRefused(400, "E0000001");

    [Fact]                                                             // contract §3.5: PASSWORD_EXPIRED → change_password → SUCCESS
    public async Task An_expired_password_is_exchanged_and_signs_in()
    {
        var person = await Org.CreatePersonAsync();
        (await Org.Post($"/users/{person.Id}/lifecycle/expire_password")).ShouldSucceed();
        (await Org.Authn(person with { Password = "Wrong-Horse-7" })).ShouldBeRefused(401, "E0000004");

        Clock.Advance(TimeSpan.FromMinutes(1));
        var expired = (await Org.Authn("", new JsonObject { ["username"] = person.Login, ["password"] = person.Password, ["relayState"] = "r" })).ShouldSucceed();
        expired["status"].ShouldBe("PASSWORD_EXPIRED");
        expired.Object.ContainsKey("sessionToken").ShouldBeFalse();
        expired["_links.next.name"].ShouldBe("changePassword");
        expired["_links.next.href"].ShouldBe(Org.Url + "/api/v1/authn/credentials/change_password");
        expired["_links.cancel.href"].ShouldBe(Org.Url + "/api/v1/authn/cancel");
        var state = expired["stateToken"]!;
        (await Org.Authn("", new JsonObject { ["stateToken"] = state })).ShouldSucceed()["status"].ShouldBe("PASSWORD_EXPIRED");

        Task<ApiAnswer> Change(string old, string chosen, string? with = null) => Org.Authn("/credentials/change_password", new JsonObject { ["stateToken"] = with ?? state, ["oldPassword"] = old, ["newPassword"] = chosen });
        (await Change(person.Password, "short")).ShouldBeRefused(403, "E0000080", "newPassword");
        (await Change(person.Password, person.Password)).ShouldBeRefused(403, "E0000080", "must differ");
        (await Change("Wrong-Horse-7", Better)).ShouldBeRefused(403, "E0000014", "Old Password is not correct");
        (await Org.Authn("/credentials/reset_password", new JsonObject { ["stateToken"] = state, ["newPassword"] = Better })).ShouldBeRefused(403, "E0000079");
        (await Org.Authn("/skip", new JsonObject { ["stateToken"] = state })).ShouldBeRefused(403, "E0000079");
        (await Org.Authn("/previous", new JsonObject { ["stateToken"] = state })).ShouldBeRefused(403, "E0000079");

        var ends = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Change(person.Password, Better)));
        var done = ends.Where(end => end.Status == HttpStatusCode.OK).ShouldHaveSingleItem();
        done["status"].ShouldBe("SUCCESS");
        done["_embedded.user.passwordChanged"].ShouldBe(Clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture));
        done["relayState"].ShouldBe("r");
        done["sessionToken"].ShouldNotBeNull();
        (await Change(person.Password, "Other-Horse-9")).ShouldBeRefused(401, "E0000011");
        (await Org.Authn(person)).ShouldBeRefused(401, "E0000004");
        (await Org.Authn(person with { Password = Better })).ShouldSucceed();
    }

    [Fact]                                                             // contract §3.5: expired stateToken → 401 E0000011; threats §1 row 4
    public async Task A_state_token_belongs_to_its_org_and_password_and_ends_by_time_or_by_cancelling()
    {
        var person = await Org.CreatePersonAsync();
        async Task<string> Begin()
        {
            await Org.Post($"/users/{person.Id}/lifecycle/expire_password");
            return (await Org.Authn(person)).ShouldSucceed()["stateToken"]!;
        }
        Task<ApiAnswer> Ask(string token) => Org.Authn("", new JsonObject { ["stateToken"] = token });

        var cancelled = await Begin();
        (await Org.Authn("/cancel", new JsonObject { ["stateToken"] = cancelled })).ShouldSucceed();
        (await Ask(cancelled)).ShouldBeRefused(401, "E0000011");
        (await Org.Authn("/cancel", new JsonObject { ["stateToken"] = cancelled })).ShouldBeRefused(401, "E0000011");

        var late = await Begin();
        Clock.Advance(TimeSpan.FromMinutes(16));
        (await Ask(late)).ShouldBeRefused(401, "E0000011");

        var (url, api) = await Org.AnotherOrg();
        using (api)
        {
            var here = await Begin();
            (await Org.CallRaw(HttpMethod.Post, url + "/api/v1/authn", new JsonObject { ["stateToken"] = here }.ToJsonString(), client: api)).ShouldBeRefused(401, "E0000011");
            (await Ask(here)).ShouldSucceed();
            (await Org.Post($"/users/{person.Id}", new JsonObject { ["credentials"] = new JsonObject { ["password"] = new JsonObject { ["value"] = Better } } })).ShouldSucceed();
            (await Ask(here)).ShouldBeRefused(401, "E0000011");
        }
        (await Ask(new string('x', 42))).ShouldBeRefused(401, "E0000011");
        (await Ask("")).ShouldBeRefused(401, "E0000011");
    }

    [Fact]                                                             // contract §1.1, §3.5: {token} activation
    public async Task An_activation_token_leads_to_the_first_password()
    {
        var created = (await Org.Post("/users?activate=false", ApiCalls.NewUser("new@example.com"))).ShouldSucceed();
        var token = (await Org.Post($"/users/{created.Id}/lifecycle/activate?sendEmail=false")).ShouldSucceed()["activationToken"]!;
        (await Org.Authn("", new JsonObject { ["token"] = "not-a-token" })).ShouldBeRefused(401, "E0000004");
        (await Org.Authn("/recovery/token", new JsonObject { ["recoveryToken"] = token })).ShouldBeRefused(401, "E0000004");

        var begun = (await Org.Authn("", new JsonObject { ["token"] = token })).ShouldSucceed();
        begun["status"].ShouldBe("PASSWORD_RESET");
        begun["_links.next.href"].ShouldBe(Org.Url + "/api/v1/authn/credentials/reset_password");
        begun["_embedded.user.profile.login"].ShouldBe("new@example.com");
        var again = (await Org.Authn("", new JsonObject { ["token"] = token })).ShouldSucceed();         // looking spends nothing

        (await Org.Authn("/credentials/reset_password", new JsonObject { ["stateToken"] = begun["stateToken"], ["newPassword"] = "short" })).ShouldBeRefused(403, "E0000080");
        var done = (await Org.Authn("/credentials/reset_password", new JsonObject { ["stateToken"] = begun["stateToken"], ["newPassword"] = Better })).ShouldSucceed();
        done["status"].ShouldBe("SUCCESS");
        (await Org.Read($"/users/{created.Id}"))["status"].ShouldBe("ACTIVE");
        (await Org.Authn("/credentials/reset_password", new JsonObject { ["stateToken"] = again["stateToken"], ["newPassword"] = "Other-Horse-9" })).ShouldBeRefused(401, "E0000011");
        (await Org.Authn("", new JsonObject { ["token"] = token })).ShouldBeRefused(401, "E0000004");
        (await Org.Authn(new TestPerson("new@example.com", Better, null))).ShouldSucceed();
    }

    [Fact]                                                             // contract §3.5: recovery by mail, RECOVERY_CHALLENGE → PASSWORD_RESET → SUCCESS
    public async Task A_forgotten_password_is_recovered_by_mail()
    {
        var person = await Org.CreatePersonAsync();
        var asked = (await Org.Authn("/recovery/password", new JsonObject { ["username"] = person.Login, ["factorType"] = "EMAIL", ["relayState"] = "r" })).ShouldSucceed();
        asked["status"].ShouldBe("RECOVERY_CHALLENGE");
        asked["factorResult"].ShouldBe("WAITING");
        asked["factorType"].ShouldBe("EMAIL");
        asked["recoveryType"].ShouldBe("PASSWORD");
        asked.Object.ContainsKey("stateToken").ShouldBeFalse();
        (await Org.Authn(person)).ShouldSucceed();                     // asking takes nothing away
        Clock.Advance(TimeSpan.FromMinutes(1));

        var link = (await Org.MailsAsync(person.Login))[0].Links.ShouldHaveSingleItem();
        link.ShouldStartWith(Org.Url + "/reset_password/");
        var token = link.Split('/')[^1];
        var begun = (await Org.Authn("/recovery/token", new JsonObject { ["recoveryToken"] = token, ["relayState"] = "r2" })).ShouldSucceed();
        begun["status"].ShouldBe("PASSWORD_RESET");
        var ends = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Org.Authn("/credentials/reset_password", new JsonObject { ["stateToken"] = begun["stateToken"], ["newPassword"] = Better })));
        var done = ends.Where(end => end.Status == HttpStatusCode.OK).ShouldHaveSingleItem();
        done["status"].ShouldBe("SUCCESS");
        done["_embedded.user.passwordChanged"].ShouldBe(Clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture));
        done["relayState"].ShouldBe("r2");
        (await Org.Authn(person with { Password = Better })).ShouldSucceed();
        (await Org.Authn("/recovery/token", new JsonObject { ["recoveryToken"] = token })).ShouldBeRefused(401, "E0000004");
        (await Org.Visit("/reset_password/" + token)).Status.ShouldBe(410);
    }

    [Fact]                                                             // threats §1 rows 8 and 20
    public async Task Asking_for_a_mail_tells_nothing_and_fills_no_mailbox()
    {
        var person = await Org.CreatePersonAsync();
        async Task<string> Ask(string name) => (await Org.Authn("/recovery/password", new JsonObject { ["username"] = name, ["factorType"] = "EMAIL" })).ShouldSucceed().Text;
        var answers = new List<string> { await Ask("nobody@example.com"), await Ask(new string('x', 5_000)) };
        for (var i = 0; i < 8; i++) answers.Add(await Ask(person.Login));
        answers.Distinct().ShouldHaveSingleItem();
        (await Org.MailsAsync(person.Login)).Count.ShouldBe(5);
        (await Org.MailsAsync("nobody@example.com")).ShouldBeEmpty();
        Clock.Advance(TimeSpan.FromMinutes(61));
        await Ask(person.Login);
        (await Org.MailsAsync(person.Login)).Count.ShouldBe(6);
        (await Org.Authn("/recovery/password", new JsonObject { ["username"] = person.Login, ["factorType"] = "SMS" })).ShouldBeRefused(400, "E0000001", "EMAIL");
    }

    [Fact]                                                             // contract §2.0: session-cookie endpoints answer trusted origins with credentials
    public async Task Pages_of_trusted_origins_may_call()
    {
        const string origin = "https://widget.example.com";
        await Org.Post("/trustedOrigins", new JsonObject { ["origin"] = origin, ["name"] = "w", ["scopes"] = new JsonArray(new JsonObject { ["type"] = "CORS" }) });
        foreach (var path in (string[])["/api/v1/authn", "/api/v1/sessions/me", "/api/v1/sessions/me/lifecycle/refresh", "/api/v1/authn/recovery/password"])
        {
            var preflight = await Org.Exchange(HttpMethod.Options, path, null, ("Origin", origin), ("Access-Control-Request-Method", "DELETE"), ("Access-Control-Request-Headers", "x-okta-user-agent-extended"));
            preflight.Status.ShouldBe(204, path);
            preflight.Headers["Access-Control-Allow-Origin"].ShouldBe(origin);
            preflight.Headers["Access-Control-Allow-Credentials"].ShouldBe("true");
            var stranger = await Org.Exchange(HttpMethod.Options, path, null, ("Origin", "https://evil.example"), ("Access-Control-Request-Method", "POST"));
            stranger.Headers.ShouldNotContainKey("Access-Control-Allow-Origin");
        }
    }
}
