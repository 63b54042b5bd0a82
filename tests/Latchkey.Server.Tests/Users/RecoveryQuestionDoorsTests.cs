using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Users;

/// <summary>
/// A policy has people answer their own question when they recover their account (<c>recovery_question</c>, contract §3.9): every door asks it, and all count
/// together. Contract §3.5, §4; decision 0057.
/// </summary>
public sealed class RecoveryQuestionDoorsTests(PolicyFixture fixture) : IClassFixture<PolicyFixture>
{
    private const string Answer = "Rumpelstiltskin", Better = "Better-Horse-8", Question = "Whose name?";

    private TestOrg Org => fixture.Org;

    /// <summary>Somebody with a question, of a group whose policy asks it.</summary>
    private async Task<TestPerson> Asked(bool question = true)
    {
        var body = ApiCalls.NewUser($"{Secrets.Digits(14)}@example.com", "Correct-Horse-7");
        if (question) body["credentials"]!["recovery_question"] = new JsonObject { ["question"] = Question, ["answer"] = Answer };
        var made = (await Org.Post("/users", body)).ShouldSucceed();
        var person = new TestPerson(made["profile.login"]!, "Correct-Horse-7", made.Id);
        await Org.UnlockPolicy(await Org.Group(person), JsonNode.Parse("""{"recovery":{"factors":{"okta_email":{"status":"ACTIVE"},"recovery_question":{"status":"ACTIVE"}}}}"""));
        return person;
    }

    private async Task<string> Link(TestPerson person, string what)
    {
        (await Org.Authn("/recovery/" + what, new JsonObject { ["username"] = person.Login, ["factorType"] = "EMAIL" })).ShouldSucceed();
        return (await Org.MailsAsync(person.Login))[0].Links.ShouldHaveSingleItem();
    }

    private async Task<ApiAnswer> Begun(TestPerson person, string what) =>
        (await Org.Authn("/recovery/token", new JsonObject { ["recoveryToken"] = (await Link(person, what)).Split('/')[^1] })).ShouldSucceed();

    private Task<ApiAnswer> Say(ApiAnswer at, string answer) => Org.Authn("/recovery/answer", new JsonObject { ["stateToken"] = at["stateToken"], ["answer"] = answer });

    private async Task Lock(TestPerson person)
    {
        for (var i = 0; i < UserStatuses.MaxAttempts; i++) await Org.Authn(person with { Password = "no" });
        (await Org.Read($"/users/{person.Id}"))["status"].ShouldBe("LOCKED_OUT");
    }

    [Fact]                                                             // RECOVERY: contract §3.5
    public async Task A_program_asks_it_between_the_mail_and_the_new_password()
    {
        var person = await Asked();
        var at = await Begun(person, "password");
        (at["status"], at["recoveryType"], at["_embedded.user.recovery_question.question"], at["_links.next.name"]).ShouldBe(("RECOVERY", "PASSWORD", Question, "answer"));
        at["_links.next.href"]!.ShouldEndWith("/authn/recovery/answer");
        (await Org.Authn("/credentials/reset_password", new JsonObject { ["stateToken"] = at["stateToken"], ["newPassword"] = Better })).ShouldBeRefused(403, "E0000079");
        (await Say(at, "wrong")).ShouldBeRefused(403, "E0000087");
        (await Org.Authn("", new JsonObject { ["stateToken"] = at["stateToken"] }))["status"].ShouldBe("RECOVERY");
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Say(at, " rumpelSTILTSKIN ")));
        answers.Count(one => one.Status == HttpStatusCode.OK).ShouldBe(1);
        (await Say(at, Answer)).ShouldBeRefused(403, "E0000079");
        (await Org.Authn("/credentials/reset_password", new JsonObject { ["stateToken"] = at["stateToken"], ["newPassword"] = Better }))["status"].ShouldBe("SUCCESS");
        (await Org.Authn(person with { Password = Better }))["status"].ShouldBe("SUCCESS");
    }

    [Fact]                                                             // contract §3.5: UNLOCK
    public async Task A_lock_is_ended_by_mail_and_answer()
    {
        var person = await Asked();
        await Lock(person);
        var at = await Begun(person, "unlock");
        (at["status"], at["recoveryType"]).ShouldBe(("RECOVERY", "UNLOCK"));
        (await Say(at, "wrong")).ShouldBeRefused(403, "E0000087");
        (await Org.Read($"/users/{person.Id}"))["status"].ShouldBe("LOCKED_OUT");
        var open = (await Say(at, Answer)).ShouldSucceed();
        (open["status"], open["recoveryType"], open["sessionToken"]).ShouldBe(("SUCCESS", "UNLOCK", null));
        (await Org.Authn(person))["status"].ShouldBe("SUCCESS");
    }

    [Fact]                                                             // threats rows 7 and 8: what one door refuses, all refuse
    public async Task The_pages_ask_it_and_all_doors_count_together()
    {
        var person = await Asked();
        await Lock(person);
        var app = await Org.IdxApp();
        using var browser = Org.Browser();
        var page = await browser.OpenAsync(await Link(person, "unlock"));
        page.TextOf("label[for=answer]").ShouldBe(Question);
        (await browser.SubmitAsync(page, ("answer", "wrong"))).TextOf("[role=alert]").ShouldStartWith("That is not the answer.");
        (await browser.SubmitAsync(page, ("answer", Answer))).TextOf("h1").ShouldBe("Your account is unlocked.");

        page = await browser.OpenAsync(await Link(person, "password"));
        page.TextOf("label[for=answer]").ShouldBe(Question);
        for (var i = 0; i < 3; i++) (await browser.SubmitAsync(page, ("answer", "wrong"), ("password", Better), ("confirm", Better))).Status.ShouldBe(HttpStatusCode.BadRequest);

        var document = await Org.Send(await Org.Follow(await app.Introspect(), "currentAuthenticator", "recover"), "identify-recovery", new JsonObject { ["identifier"] = person.Login });
        document = await Org.Choose(document, "select-authenticator-authenticate", "Email");
        document = (await Org.Answer(document, await Org.RecoveryCode(person.Login))).ShouldSucceed();
        (document["currentAuthenticatorEnrollment.value.key"], document["currentAuthenticatorEnrollment.value.profile.question"]).ShouldBe(("security_question", Question));
        document.Forms().ShouldBe(["challenge-authenticator"]);
        Task<ApiAnswer> Try(string answer) => Org.Send(document, "challenge-authenticator", new JsonObject { ["credentials"] = new JsonObject { ["questionKey"] = "custom", ["answer"] = answer } });
        for (var i = 0; i < 2; i++) (await Try("wrong")).ShouldBe(HttpStatusCode.Unauthorized).Said().ShouldBe("errors.E0000087");
        // Five in all: from here on the right one is no better, here and elsewhere.
        (await Try(Answer)).ShouldBe(HttpStatusCode.Unauthorized).Said().ShouldBe("errors.E0000087");
        (await browser.SubmitAsync(page, ("answer", Answer), ("password", Better), ("confirm", Better))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Org.Idx("challenge/answer", new JsonObject { ["stateHandle"] = document["stateHandle"], ["credentials"] = new JsonObject { ["passcode"] = Better } })).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Org.Authn(person with { Password = Better })).ShouldBeRefused(401, "E0000004");
    }

    [Fact]                                                             // contract §4: challenge-authenticator, security_question
    public async Task In_an_apps_own_pages_the_answer_leads_to_the_new_password()
    {
        var (app, person) = (await Org.IdxApp(), await Asked());
        var document = await Org.Send(await Org.Follow(await app.Introspect(), "currentAuthenticator", "recover"), "identify-recovery", new JsonObject { ["identifier"] = person.Login });
        document = await Org.Answer(await Org.Choose(document, "select-authenticator-authenticate", "Email"), await Org.RecoveryCode(person.Login));
        document = (await Org.Send(document, "challenge-authenticator", new JsonObject { ["credentials"] = new JsonObject { ["questionKey"] = "custom", ["answer"] = Answer } })).ShouldSucceed();
        document.Forms().ShouldBe(["reset-authenticator"]);
        (await Org.Answer(document, Better, "reset-authenticator")).Code().ShouldNotBeEmpty();

        await Lock(person with { Password = Better });
        document = await Org.Choose(await Org.Send(await app.Introspect(), "unlock-account", []), "select-authenticator-unlock-account", "Email", ("identifier", person.Login));
        document = await Org.Answer(document, await Org.RecoveryCode(person.Login));
        (await Org.Read($"/users/{person.Id}"))["status"].ShouldBe("LOCKED_OUT");
        (await Org.Send(document, "challenge-authenticator", new JsonObject { ["credentials"] = new JsonObject { ["answer"] = Answer } })).ShouldSucceed().Said().ShouldBe("selfservice.unlock_user.success.message");
        (await Org.Read($"/users/{person.Id}"))["status"].ShouldBe("ACTIVE");
    }

    [Fact]                                                             // threats row 7: 64 guesses at once
    public async Task Guesses_made_at_once_share_five_and_the_next_day_has_its_own()
    {
        var person = await Asked();
        var at = await Begun(person, "password");
        var hashing = Org.Services.GetRequiredService<PasswordHashing>();
        var before = hashing.Comparisons;
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Say(at, "wrong")));
        (hashing.Comparisons - before).ShouldBe(AskedQuestions.MostTries);
        (await Say(at, Answer)).ShouldBeRefused(403, "E0000087");
        Org.Clock.Advance(AskedQuestions.Window);
        (await Say(await Begun(person, "password"), Answer))["status"].ShouldBe("PASSWORD_RESET");
    }

    [Fact]
    public async Task Whoever_has_no_question_is_asked_none()
    {
        var person = await Asked(question: false);
        (await Begun(person, "password"))["status"].ShouldBe("PASSWORD_RESET");
        using var browser = Org.Browser();
        (await browser.OpenAsync(await Link(person, "password"))).Document.QuerySelector("#answer").ShouldBeNull();
    }
}
