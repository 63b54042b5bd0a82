using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Idx;

/// <summary>A forgotten password and a locked account in an app's own pages. Contract §4, threats rows 7, 8 and 20.</summary>
public sealed class IdxRecoveryTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Better = "Better-Horse-8";

    private async Task<ApiAnswer> Named(TestApp app, string login) =>
        await Org.Send(await Org.Follow(await app.Introspect(), "currentAuthenticator", "recover"), "identify-recovery", new JsonObject { ["identifier"] = login });

    private async Task<ApiAnswer> Mailed(TestApp app, string login) => await Org.Choose(await Named(app, login), "select-authenticator-authenticate", "Email");

    [Fact]                                                             // contract §4: identify-recovery, reset-authenticator
    public async Task A_mailed_code_leads_to_a_new_password_and_to_tokens()
    {
        var (app, person) = (await Org.IdxApp(), await Org.CreatePersonAsync());
        var who = (await Org.Follow(await app.Introspect(), "currentAuthenticator", "recover")).ShouldSucceed();
        who.Forms().ShouldBe(["identify-recovery"]);
        who["intent"].ShouldBe("CREDENTIAL_RECOVERY");
        var choose = (await Org.Send(who, "identify-recovery", new JsonObject { ["identifier"] = person.Login })).ShouldSucceed();
        choose.Forms().ShouldBe(["select-authenticator-authenticate"]);
        choose.Object.ContainsKey("user").ShouldBeFalse();
        (await Org.MailsAsync(person.Login)).ShouldBeEmpty();

        var asked = (await Org.Choose(choose, "select-authenticator-authenticate", "Email")).ShouldSucceed();
        asked.Forms().ShouldBe(["challenge-authenticator", "challenge-poll"]);
        asked["currentAuthenticatorEnrollment.value.key"].ShouldBe("okta_email");
        asked["recoveryAuthenticator.value.type"].ShouldBe("password");
        var code = await Org.RecoveryCode(person.Login);
        var wrong = await Org.Answer(asked, FactorCalls.Other(code));
        wrong.ShouldBe(HttpStatusCode.Unauthorized).Said().ShouldBe("api.authn.error.PASSCODE_INVALID");
        wrong.Forms().ShouldBe(["challenge-authenticator", "challenge-poll"]);

        var reset = (await Org.Answer(asked, code)).ShouldSucceed();
        reset.Forms().ShouldBe(["reset-authenticator"]);
        reset["user.value.identifier"].ShouldBe(person.Login);
        reset.Object["currentAuthenticator"]!["value"]!["settings"]!["complexity"]!["minLength"]!.GetValue<int>().ShouldBe(8);
        (await Org.Answer(reset, "short", "reset-authenticator")).ShouldBe(HttpStatusCode.BadRequest).Said().ShouldBe("password.passwordRequirementsNotMet");
        var done = await Org.Answer(reset, Better, "reset-authenticator");
        (await app.RedeemInteraction(done.Code())).ClaimsOf("id_token")["amr"]!.AsArray().Select(one => one!.ToString()).ShouldBe(["pwd", "mca"]);

        (await Org.Identify(await app.Introspect(), person)).ShouldBe(HttpStatusCode.Unauthorized);
        (await Org.Identify(await app.Introspect(), person with { Password = Better })).Code().ShouldNotBeEmpty();
        (await Org.Read($"/users/{person.Id}")).Object["credentials"]!["emails"]![0]!["status"]!.ToString().ShouldBe("VERIFIED");
        (await Org.Events(person.Id!)).ShouldContain("user.account.update_password");
        (await Org.MailsAsync(person.Login)).Count.ShouldBe(2);                // the code, and that the password is another
    }

    [Fact]                                                             // threats §1 row 8: recovery never lowers assurance, and one mailbox is one factor
    public async Task After_a_new_password_a_second_factor_is_given_and_the_mailbox_is_none()
    {
        var (app, person) = (await Org.IdxApp(), await Org.CreatePersonAsync());
        var device = await Org.EnrollAppAsync(person);
        (await Org.Post($"/users/{person.Id}/factors?activate=true", new JsonObject { ["factorType"] = "email" })).ShouldSucceed();
        var next = (await Org.Answer(await Org.Answer(await Mailed(app, person.Login), await Org.RecoveryCode(person.Login)), Better, "reset-authenticator")).ShouldSucceed();
        next.Forms().ShouldBe(["select-authenticator-authenticate"]);
        next.Object["authenticatorEnrollments"]!["value"]!.AsArray().Select(one => one!["key"]!.ToString()).ShouldBe(["google_otp"]);
        var done = await Org.Answer(await Org.Choose(next, "select-authenticator-authenticate", "Google Authenticator"), device.Next());
        (await app.RedeemInteraction(done.Code())).ClaimsOf("id_token")["amr"]!.AsArray().Select(one => one!.ToString()).ShouldBe(["mfa", "pwd", "mca", "otp"]);
    }

    [Fact]                                                             // threats row 20
    public async Task A_name_that_nobody_has_walks_the_same_way()
    {
        var (app, person) = (await Org.IdxApp(), await Org.CreatePersonAsync());
        var suspended = await Org.CreatePersonAsync();
        (await Org.Post($"/users/{suspended.Id}/lifecycle/suspend")).ShouldSucceed();
        var at = person.Login[person.Login.IndexOf('@', StringComparison.Ordinal)..];
        string[] names = [person.Login, person.Login[0] + "-nobody" + at, suspended.Login];
        var walks = new List<string[]>();
        foreach (var name in names)
        {
            var named = await Named(app, name);
            var before = await Cost();
            var asked = await Org.Choose(named, "select-authenticator-authenticate", "Email");
            var cost = await Cost();
            var again = await Org.Idx("challenge/resend", new JsonObject { ["stateHandle"] = asked["stateHandle"] });
            var wrong = await Org.Answer(asked, "00000000");
            walks.Add([.. new[] { named, asked, again, wrong }.Select(one => $"{one.Status} {Regex.Replace(one.Text.Replace(asked["stateHandle"]!, "").Replace(name, ""), "[: \"][0-9]{2}\"", "", RegexOptions.None, TimeSpan.FromMinutes(1))}"),
                string.Join(' ', cost.Select((value, i) => value - before[i]))]);
        }
        foreach (var walk in walks.Skip(1))
            for (var i = 0; i < walk.Length; i++) walk[i].ShouldBe(walks[0][i]);
        (await Org.MailsAsync(suspended.Login)).ShouldBeEmpty();
        (await Org.MailsAsync()).ShouldAllBe(mail => mail.To.Length > 0);
    }

    /// <summary>What was hashed and written.</summary>
    private async Task<long[]> Cost()
    {
        var db = Org.Services.GetRequiredService<Database>();
        await Org.Services.GetRequiredService<Core.Log.SystemLog>().Flush(default);
        while (await db.One<long>("select count(*) from outbox where due_at is not null", null, default) > 0) await Task.Yield();
        var rows = new List<long> { Org.Services.GetRequiredService<PasswordHashing>().Comparisons };
        foreach (var table in (string[])["outbox", "changes", "log_records", "recovery_requests", "idx_transactions"]) rows.Add(await db.One<long>($"select count(*) from {table}", null, default));
        return [.. rows];
    }

    [Fact]                                                             // threats row 7
    public async Task A_code_has_five_tries_ten_minutes_and_its_own_sign_in()
    {
        var (app, person) = (await Org.IdxApp(), await Org.CreatePersonAsync());
        var asked = await Mailed(app, person.Login);
        var code = await Org.RecoveryCode(person.Login);
        code.Length.ShouldBe(8);                                           // it opens an account by itself
        var tries = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Org.Answer(asked, $"{i:00000000}")));
        tries.ShouldAllBe(one => one.Status == HttpStatusCode.Unauthorized);
        (await Org.Answer(asked, code)).ShouldBe(HttpStatusCode.Unauthorized).Said().ShouldBe("api.authn.error.PASSCODE_INVALID");

        var (first, second) = (await Mailed(app, person.Login), await Mailed(app, person.Login));
        code = await Org.RecoveryCode(person.Login);
        (await Org.Answer(first, code)).Status.ShouldBe(HttpStatusCode.Unauthorized);                        // of another sign-in
        (await Org.Idx("challenge/resend", new JsonObject { ["stateHandle"] = second["stateHandle"] })).ShouldSucceed();
        (await Org.Answer(second, code)).Status.ShouldBe(HttpStatusCode.Unauthorized);                       // a newer one is on its way
        code = await Org.RecoveryCode(person.Login);
        Clock.Advance(TimeSpan.FromMinutes(11));
        (await Org.Answer(second, code)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]                                                           // what no engine keeps
    [InlineData("a\0b"), InlineData("a\nb"), InlineData("\ud83d\udd11")]
    public async Task A_name_that_cannot_be_one_is_refused(string name)
    {
        var who = await Org.Follow(await (await Org.IdxApp()).Introspect(), "currentAuthenticator", "recover");
        ((int)(await Org.Send(who, "identify-recovery", new JsonObject { ["identifier"] = name })).Status).ShouldBeInRange(400, 401);
    }

    [Fact]                                                             // threats row 7: nobody's mailbox is filled
    public async Task Mails_for_one_name_are_few_and_the_last_code_still_counts()
    {
        var (app, person) = (await Org.IdxApp(), await Org.CreatePersonAsync());
        var asked = await Mailed(app, person.Login);
        for (var i = 0; i < 8; i++) (await Org.Idx("challenge/resend", new JsonObject { ["stateHandle"] = asked["stateHandle"] })).ShouldSucceed();
        (await Org.MailsAsync(person.Login)).Count.ShouldBe(5);
        (await Org.Answer(asked, await Org.RecoveryCode(person.Login))).Forms().ShouldBe(["reset-authenticator"]);
    }

    [Fact]                                                             // what may happen once
    public async Task Of_racing_codes_and_of_racing_passwords_one_counts()
    {
        var (app, person) = (await Org.IdxApp(), await Org.CreatePersonAsync());
        var asked = await Mailed(app, person.Login);
        var code = await Org.RecoveryCode(person.Login);
        var ends = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Org.Answer(asked, code)));
        var reset = ends.Single(end => end.Status == HttpStatusCode.OK && end.Form("reset-authenticator") is not null);
        var sets = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Org.Answer(reset, $"Better-Horse-{i}", "reset-authenticator")));
        sets.Count(end => end.Status == HttpStatusCode.OK).ShouldBe(1);
    }

    [Fact]                                                             // threats row 2: what a new password ends
    public async Task A_code_and_what_it_led_to_do_not_outlive_another_password()
    {
        var (app, person) = (await Org.IdxApp(), await Org.CreatePersonAsync());
        var (asked, before) = (await Mailed(app, person.Login), await Org.RecoveryCode(person.Login));
        var other = await Mailed(app, person.Login);
        var reset = (await Org.Answer(other, await Org.RecoveryCode(person.Login))).ShouldSucceed();
        (await Org.Post($"/users/{person.Id}", new JsonObject { ["credentials"] = new JsonObject { ["password"] = new JsonObject { ["value"] = "Correct-Battery-42" } } })).ShouldSucceed();
        (await Org.Answer(asked, before)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await Org.Answer(reset, Better, "reset-authenticator")).ShouldBe(HttpStatusCode.Unauthorized).Said().ShouldBe("idx.session.expired");
    }

    [Fact]                                                             // contract §4: select-authenticator-unlock-account; §3.9, selfServiceUnlock
    public async Task A_lock_ends_by_a_mailed_code_where_the_policy_lets_people()
    {
        await using var org = await TestOrg.StartAsync();
        var app = await org.IdxApp();
        (await app.Introspect()).Forms().ShouldNotContain("unlock-account");
        var (person, other) = (await org.CreatePersonAsync(), await org.CreatePersonAsync());
        await org.UnlockPolicy(await org.Group(person));
        foreach (var one in (TestPerson[])[person, other])
            for (var i = 0; i < 10; i++) await org.Identify(await app.Introspect(), one with { Password = "Wrong-Horse-7" });
        (await org.Read($"/users/{person.Id}"))["status"].ShouldBe("LOCKED_OUT");

        var first = await app.Introspect();
        var choose = (await org.Send(first, "unlock-account", [])).ShouldSucceed();
        choose.Forms().ShouldBe(["select-authenticator-unlock-account"]);
        var asked = (await org.Choose(choose, "select-authenticator-unlock-account", "Email", ("identifier", person.Login))).ShouldSucceed();
        asked.Forms().ShouldBe(["challenge-authenticator", "challenge-poll"]);
        var done = (await org.Answer(asked, await org.RecoveryCode(person.Login))).ShouldSucceed();
        done.Said().ShouldBe("selfservice.unlock_user.success.message");
        done.Object.ContainsKey("remediation").ShouldBeFalse();
        done.Object.ContainsKey("successWithInteractionCode").ShouldBeFalse();
        (await org.Read($"/users/{person.Id}"))["status"].ShouldBe("ACTIVE");
        (await org.Events(person.Id!)).ShouldContain("user.account.unlock");
        (await org.Identify(await org.Idx("cancel", new JsonObject { ["stateHandle"] = done["stateHandle"] }), person)).Code().ShouldNotBeEmpty();

        // Nobody else's: neither whom no policy lets, nor who is not locked, nor who is not there.
        foreach (var name in (string[])[other.Login, person.Login, "nobody@example.com"])
        {
            var mails = (await org.MailsAsync(name)).Count;
            (await org.Choose(await org.Send(await app.Introspect(), "unlock-account", []), "select-authenticator-unlock-account", "Email", ("identifier", name))).ShouldSucceed()
                .Forms().ShouldBe(["challenge-authenticator", "challenge-poll"]);
            (await org.MailsAsync(name)).Count.ShouldBe(mails, name);
        }
    }

    [Fact]                                                             // a code is for what it was mailed for
    public async Task A_code_that_ends_a_lock_sets_no_password()
    {
        await using var org = await TestOrg.StartAsync();
        var (app, person) = (await org.IdxApp(), await org.CreatePersonAsync());
        await org.UnlockPolicy(await org.Group(person));
        for (var i = 0; i < 10; i++) await org.Identify(await app.Introspect(), person with { Password = "Wrong-Horse-7" });
        var unlock = await org.Choose(await org.Send(await app.Introspect(), "unlock-account", []), "select-authenticator-unlock-account", "Email", ("identifier", person.Login));
        var code = await org.RecoveryCode(person.Login);
        var anew = await org.Idx("cancel", new JsonObject { ["stateHandle"] = unlock["stateHandle"] });
        var recover = await org.Send(await org.Follow(anew, "currentAuthenticator", "recover"), "identify-recovery", new JsonObject { ["identifier"] = person.Login });
        var asked = await org.Choose(recover, "select-authenticator-authenticate", "Email");
        (await org.Answer(asked, code)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]                                                             // contract §3.9: recovery that no policy allows
    public async Task Where_nobody_recovers_a_password_no_document_offers_it()
    {
        await using var org = await TestOrg.StartAsync();
        var app = await org.IdxApp();
        var first = await app.Introspect();
        (await org.Put("/org/settings", new JsonObject { ["selfServicePasswordReset"] = false })).ShouldSucceed();
        (await app.Introspect()).Object["currentAuthenticator"]!["value"]!.AsObject().ContainsKey("recover").ShouldBeFalse();
        (await org.Idx("recover", new JsonObject { ["stateHandle"] = first["stateHandle"] })).ShouldBe(HttpStatusCode.BadRequest).Said().ShouldBe("api.idx.out_of_order");
    }
}
