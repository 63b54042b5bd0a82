using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Management.Authenticators;
using Latchkey.Server.Faces.Management.People;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Factors;

/// <summary>/api/v1/users/{id}/factors.</summary>
public sealed class FactorsApiTests(OrgFixture fixture) : OrgTest(fixture)
{
    private Task<ApiAnswer> Verify(TestPerson person, string factorId, string? code) =>
        Org.Post($"/users/{person.Id}/factors/{factorId}/verify", code is null ? [] : new JsonObject { ["passCode"] = code });

    private async Task<string> Status(TestPerson person) => (await Org.Read($"/users/{person.Id}"))["status"]!;

    [Fact]                                                             // contract §3.2
    public async Task An_authenticator_app_is_enrolled_activated_verified_listed_and_removed()
    {
        var person = await Org.CreatePersonAsync();
        var begun = (await Org.Post($"/users/{person.Id}/factors", new JsonObject { ["factorType"] = "token:software:totp", ["provider"] = "GOOGLE" })).ShouldSucceed();
        begun["status"].ShouldBe("PENDING_ACTIVATION");
        begun["factorType"].ShouldBe("token:software:totp");
        begun["profile.credentialId"].ShouldBe(person.Login);
        var activation = begun.Object["_embedded"]!["activation"]!;
        activation["timeStep"]!.GetValue<int>().ShouldBe(30);
        activation["keyLength"]!.GetValue<int>().ShouldBe(6);
        activation["encoding"]!.ToString().ShouldBe("base32");
        activation["_links"]!["qrcode"]!["href"]!.ToString().ShouldStartWith("data:image/png;base64,iVBOR");
        Base32.Decode(activation["sharedSecret"]!.ToString()).Length.ShouldBe(20);                       // RFC 4226 §4
        begun["_links.activate.href"].ShouldBe($"{Org.Url}/api/v1/users/{person.Id}/factors/{begun.Id}/lifecycle/activate");

        var app = new Authenticator(Org, begun.Id, activation["sharedSecret"]!.ToString());
        (await Verify(person, app.FactorId, app.Now())).ShouldBeRefused(403, "E0000079");               // not active yet
        (await Org.Post($"/users/{person.Id}/factors/{app.FactorId}/lifecycle/activate", new JsonObject { ["passCode"] = FactorCalls.Other(app.Now()) })).ShouldBeRefused(403, "E0000068");
        var active = (await Org.Post($"/users/{person.Id}/factors/{app.FactorId}/lifecycle/activate", new JsonObject { ["passCode"] = app.Next() })).ShouldSucceed();
        active["status"].ShouldBe("ACTIVE");
        active["_embedded"].ShouldBeNull();
        (await Org.Post($"/users/{person.Id}/factors/{app.FactorId}/lifecycle/activate", new JsonObject { ["passCode"] = app.Next() })).ShouldBeRefused(403, "E0000079");

        (await Verify(person, app.FactorId, app.Next())).ShouldSucceed()["factorResult"].ShouldBe("SUCCESS");
        (await Org.Read($"/users/{person.Id}/factors")).Each("id").ShouldBe([app.FactorId]);
        (await Org.Read($"/users/{person.Id}/factors/{app.FactorId}")).Text.ShouldNotContain(app.Secret);
        (await Org.Read($"/users/{person.Id}/factors/catalog")).Each("status").ShouldBe(["NOT_SETUP", "ACTIVE", "NOT_SETUP"]);

        (await Org.Delete($"/users/{person.Id}/factors/{app.FactorId}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"/users/{person.Id}/factors/{app.FactorId}")).ShouldBeRefused(404, "E0000007");
        (await Org.Events(app.FactorId)).ShouldBe(["user.mfa.factor.activate", "user.mfa.factor.deactivate"]);         // contract §3.6
    }

    [Fact]                                                             // RFC 6238 §5.2
    public async Task A_code_works_once_and_older_ones_not_after_it()
    {
        var person = await Org.CreatePersonAsync();
        var app = await Org.EnrollAppAsync(person);
        (await Verify(person, app.FactorId, app.Now())).ShouldBeRefused(403, "E0000068");               // it activated the factor
        var older = app.Next();
        var code = app.Next();
        (await Verify(person, app.FactorId, code)).ShouldSucceed();
        (await Verify(person, app.FactorId, code)).ShouldBeRefused(403, "E0000068");
        (await Verify(person, app.FactorId, older)).ShouldBeRefused(403, "E0000068");
        for (var i = 0; i < 20; i++) await Verify(person, app.FactorId, code);                         // a repeat is no guess
        (await Status(person)).ShouldBe("ACTIVE");
    }

    [Fact]                                                             // threats §1 row 6
    public async Task Of_64_uses_of_one_code_at_once_one_counts()
    {
        var person = await Org.CreatePersonAsync();
        var app = await Org.EnrollAppAsync(person);
        var code = app.Next();
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Verify(person, app.FactorId, code)));
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK || answer.Status == HttpStatusCode.Forbidden);
    }

    [Fact]                                                             // threats §1 row 7: no door of its own for guessing
    public async Task Wrong_codes_lock_the_account_and_a_right_password_between_them_does_not_help()
    {
        var person = await Org.CreatePersonAsync();
        var app = await Org.EnrollAppAsync(person);
        for (var i = 0; i < 9; i++) (await Verify(person, app.FactorId, FactorCalls.Other(app.Now()))).ShouldBeRefused(403, "E0000068");
        (await Org.Authn(person)).ShouldSucceed();                     // the password is right, and clears only wrong passwords
        (await Status(person)).ShouldBe("ACTIVE");
        (await Verify(person, app.FactorId, FactorCalls.Other(app.Now()))).ShouldBeRefused(403, "E0000068");
        (await Status(person)).ShouldBe("LOCKED_OUT");
        (await Verify(person, app.FactorId, app.Next())).ShouldBeRefused(403, "E0000068");              // the right one, too late
        (await Org.NativeApp.SignInAsync(person)).Parameter("code").ShouldBeNull();                    // and the password is locked too

        Clock.Advance(UserStatuses.LockFor);
        (await Verify(person, app.FactorId, app.Next())).ShouldSucceed();
        (await Status(person)).ShouldBe("ACTIVE");
    }

    [Fact]                                                             // threats §1 row 7
    public async Task Of_any_number_of_guesses_at_once_ten_are_looked_at()
    {
        var person = await Org.CreatePersonAsync();
        var app = await Org.EnrollAppAsync(person);
        var users = Org.Services.GetRequiredService<Core.People.Users>();
        var user = (await users.Read((await Org.Read("/org")).Id, person.Id!, default))!;
        var org = (await Org.Services.GetRequiredService<Core.Orgs.OrgDirectory>().Find(user.OrgId, default))!;
        var tries = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => users.TryCode(new Core.Log.Doing(org, Core.Log.LogParty.Server, null), user)));
        tries.Count(tried => tried).ShouldBe(10);
        Clock.Advance(TimeSpan.FromMinutes(1));                        // none was ever answered: the server stopped
        (await Verify(person, app.FactorId, app.Next())).ShouldBeRefused(403, "E0000068");
        (await Status(person)).ShouldBe("LOCKED_OUT");
    }

    [Fact]
    public async Task Wrong_passwords_and_wrong_codes_are_counted_together()
    {
        var person = await Org.CreatePersonAsync();
        var app = await Org.EnrollAppAsync(person);
        for (var i = 0; i < 5; i++) await Verify(person, app.FactorId, FactorCalls.Other(app.Now()));
        for (var i = 0; i < 5; i++) await Org.NativeApp.SignInAsync(person with { Password = "Wrong-Horse-7" });
        (await Status(person)).ShouldBe("LOCKED_OUT");
    }

    [Fact]                                                             // contract §3.2
    public async Task A_mailbox_is_enrolled_with_a_code_and_is_then_known_to_be_theirs()
    {
        var person = await Org.CreatePersonAsync();
        var begun = (await Org.Post($"/users/{person.Id}/factors", new JsonObject { ["factorType"] = "email", ["provider"] = "OKTA", ["profile"] = new JsonObject { ["email"] = person.Login } })).ShouldSucceed();
        begun["status"].ShouldBe("PENDING_ACTIVATION");
        (await Org.Post($"/users/{person.Id}/factors/{begun.Id}/lifecycle/activate", new JsonObject { ["passCode"] = await Org.MailedCodeAsync(person.Login) })).ShouldSucceed()["status"].ShouldBe("ACTIVE");
        (await Org.Read($"/users/{person.Id}")).Object["credentials"]!["emails"]![0]!["status"]!.ToString().ShouldBe("VERIFIED");

        Clock.Advance(TimeSpan.FromMinutes(1));
        (await Verify(person, begun.Id, null)).ShouldSucceed()["factorResult"].ShouldBe("CHALLENGE");
        var code = await Org.MailedCodeAsync(person.Login);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Verify(person, begun.Id, code)));
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);

        Clock.Advance(TimeSpan.FromMinutes(1));
        await Verify(person, begun.Id, null);
        Clock.Advance(MailedCodes.Lifetime);
        (await Verify(person, begun.Id, await Org.MailedCodeAsync(person.Login))).ShouldBeRefused(403, "E0000068");     // too late
    }

    [Fact]
    public async Task A_mailed_code_bears_five_tries_and_then_only_a_new_one_works()
    {
        var person = await Org.CreatePersonAsync();
        var factor = (await Org.Post($"/users/{person.Id}/factors?activate=true", new JsonObject { ["factorType"] = "email" })).ShouldSucceed();
        factor["status"].ShouldBe("ACTIVE");
        await Verify(person, factor.Id, null);
        var code = await Org.MailedCodeAsync(person.Login);
        for (var i = 0; i < MailedCodes.MostAttempts; i++) await Verify(person, factor.Id, FactorCalls.Other(code));
        (await Verify(person, factor.Id, code)).ShouldBeRefused(403, "E0000068");

        (await Org.MailTextsAsync(person.Login)).Count(text => text.Contains("It works once", StringComparison.Ordinal)).ShouldBe(1);
        await Verify(person, factor.Id, null);                         // at once: nothing is sent
        (await Org.MailTextsAsync(person.Login)).Count(text => text.Contains("It works once", StringComparison.Ordinal)).ShouldBe(1);
        Clock.Advance(TimeSpan.FromSeconds(31));
        await Verify(person, factor.Id, null);
        (await Verify(person, factor.Id, await Org.MailedCodeAsync(person.Login))).ShouldSucceed();
    }

    [Fact]
    public async Task Mailing_codes_to_someone_has_an_end()
    {
        var person = await Org.CreatePersonAsync();
        var factor = (await Org.Post($"/users/{person.Id}/factors?activate=true", new JsonObject { ["factorType"] = "email" })).ShouldSucceed();
        for (var i = 0; i < 30; i++)
        {
            await Verify(person, factor.Id, null);
            Clock.Advance(TimeSpan.FromSeconds(31));
        }
        (await Org.MailTextsAsync(person.Login)).Count(text => text.Contains("It works once", StringComparison.Ordinal)).ShouldBe(10);
    }

    [Fact]                                                             // contract §3.2, reset_factors
    public async Task An_administrator_takes_everything_away_from_who_lost_their_phone()
    {
        var person = await Org.CreatePersonAsync();
        await Org.EnrollAppAsync(person);
        (await Org.Post($"/users/{person.Id}/lifecycle/reset_factors")).ShouldSucceed();
        (await Org.Read($"/users/{person.Id}/factors")).List.ShouldBeEmpty();
        (await Org.Events(person.Id!)).ShouldContain("user.mfa.factor.reset_all");
    }

    [Fact]
    public async Task What_cannot_be_enrolled_is_refused_by_name()
    {
        var person = await Org.CreatePersonAsync();
        (await Org.Post($"/users/{person.Id}/factors", new JsonObject { ["factorType"] = "sms", ["provider"] = "OKTA" })).ShouldBeRefused(400, "E0000001", "factorType");
        (await Org.Post($"/users/{person.Id}/factors", new JsonObject { ["factorType"] = "email", ["provider"] = "GOOGLE" })).ShouldBeRefused(400, "E0000001", "provider");
        (await Org.Post($"/users/{person.Id}/factors", new JsonObject { ["factorType"] = "email", ["profile"] = new JsonObject { ["email"] = "someone@else.example" } })).ShouldBeRefused(400, "E0000001", "email");
        (await Org.Post($"/users/{person.Id}/factors", new JsonObject())).ShouldBeRefused(400, "E0000001", "factorType");
        (await Org.Post("/users/00uNobody0000000000/factors", new JsonObject { ["factorType"] = "email" })).ShouldBeRefused(404, "E0000007");
        await Org.EnrollAppAsync(person);
        (await Org.Post($"/users/{person.Id}/factors", new JsonObject { ["factorType"] = "token:software:totp" })).ShouldBeRefused(400, "E0000001", "already set up");
        var other = await Org.CreatePersonAsync();
        var app = await Org.BeginAppAsync(other);
        (await Org.Post($"/users/{person.Id}/factors/{app.FactorId}/lifecycle/activate", new JsonObject { ["passCode"] = app.Next() })).ShouldBeRefused(404, "E0000007");     // threats §1 row 4
    }

    [Theory]                                                           // contract §3.2: whoever says what kind it is hears the same again
    [InlineData("OKTA"), InlineData("GOOGLE")]
    public async Task An_authenticator_app_is_of_the_provider_it_was_enrolled_with(string provider)
    {
        var person = await Org.CreatePersonAsync();
        var offered = (await Org.Read($"/users/{person.Id}/factors/catalog")).ShouldSucceed();
        offered.Each("provider").ShouldBe(["FIDO", "GOOGLE", "OKTA", "OKTA"]);
        offered.Each("factorType").ShouldBe(["webauthn", "token:software:totp", "token:software:totp", "email"]);

        var begun = (await Org.Post($"/users/{person.Id}/factors", new JsonObject { ["factorType"] = "token:software:totp", ["provider"] = provider })).ShouldSucceed();
        var app = new Authenticator(Org, begun.Id, begun["_embedded.activation.sharedSecret"]!);
        var active = (await Org.Post($"/users/{person.Id}/factors/{begun.Id}/lifecycle/activate", new JsonObject { ["passCode"] = app.Next() })).ShouldSucceed();
        foreach (var seen in (ApiAnswer[])[begun, active, await Org.Read($"/users/{person.Id}/factors/{begun.Id}")])
        {
            seen["provider"].ShouldBe(provider);
            seen["vendorName"].ShouldBe(provider);
            seen["factorType"].ShouldBe("token:software:totp");
        }
        (await Org.Read($"/users/{person.Id}/factors")).Each("provider").ShouldBe([provider]);
        (await Org.Read($"/users/{person.Id}/factors/catalog")).Each("provider").ShouldBe(["FIDO", provider, "OKTA"]);
        (await Org.Read($"/users/{person.Id}/factors/questions")).ShouldSucceed().List.ShouldBeEmpty();      // nobody is asked one
        (await Verify(person, begun.Id, app.Next())).ShouldSucceed()["factorResult"].ShouldBe("SUCCESS");
    }

    [Theory]                                                           // contract §3.0: what this server does not have is no factor that is missing
    [InlineData("GET", "question", "E0000008"), InlineData("GET", "supported", "E0000008")]
    [InlineData("POST", "questions/verify", "E0000008")]
    [InlineData("POST", "ost12345678901234567/lifecycle/resend", "E0000008"), InlineData("GET", "ost12345678901234567", "E0000007"), InlineData("POST", "ost12345678901234567/verify", "E0000007")]
    public async Task A_neighbouring_path_is_not_read_as_the_id_of_a_factor(string method, string path, string code)
    {
        var person = await Org.CreatePersonAsync();
        (await Org.Call(new HttpMethod(method), $"/users/{person.Id}/factors/{path}", method == "POST" ? new JsonObject { ["passCode"] = "123456" } : null)).ShouldBeRefused(404, code);
    }

    [Fact]                                                             // contract §3.2: factors/{id}/resend
    public async Task A_mailbox_that_is_being_set_up_is_sent_another_code()
    {
        var person = await Org.CreatePersonAsync();
        var begun = (await Org.Post($"/users/{person.Id}/factors", new JsonObject { ["factorType"] = "email", ["provider"] = "OKTA" })).ShouldSucceed();
        var first = await Org.MailedCodeAsync(person.Login);
        Clock.Advance(TimeSpan.FromSeconds(10));
        var soon = await Org.Post($"/users/{person.Id}/factors/{begun.Id}/resend");
        soon.ShouldBeRefused(429, "E0000118");
        soon["errorSummary"]!.ShouldContain("20 seconds");
        soon.Message.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(20));
        (await Org.MailedCodeAsync(person.Login)).ShouldBe(first);     // a moment after the last one none is sent, and that one counts
        Clock.Advance(TimeSpan.FromSeconds(31));
        (await Org.Post($"/users/{person.Id}/factors/{begun.Id}/resend")).ShouldSucceed();
        (await Org.Post($"/users/{person.Id}/factors/{begun.Id}/lifecycle/activate", new JsonObject { ["passCode"] = await Org.MailedCodeAsync(person.Login) })).ShouldSucceed();
        (await Org.Post($"/users/{person.Id}/factors/{begun.Id}/resend")).ShouldBeRefused(403, "E0000079");
    }

    [Fact]                                                             // the secret is sealed at rest, and codes are under a key
    public async Task The_database_alone_gives_no_code_away()
    {
        var person = await Org.CreatePersonAsync();
        var app = await Org.EnrollAppAsync(person);
        var db = Org.Services.GetRequiredService<Ground.Storage.Database>();
        var sealedSecret = await db.One<string>("select sealed_secret from factors where id = @FactorId", app, default);
        sealedSecret.ShouldNotBeNull().ShouldNotContain(app.Secret);
        var mac = MailedCodes.Mac(Org.Services.GetRequiredService<Ground.Sealing.MasterKey>(), person.Id!, "123456");
        mac.ShouldNotBe(Ground.Sealing.Secrets.Hash("123456"));
    }
}
