using System.Text.Json.Nodes;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Tests.Users;

/// <summary>/api/v1/users/{id}/credentials: recovery questions and forgotten passwords. Contract §3.2, recovery question.</summary>
public sealed class RecoveryQuestionTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Password = "Correct-Horse-7";
    private const string Other = "Other-Horse-8";

    private async Task<string> Person(string? question = null)
    {
        var body = ApiCalls.NewUser($"{Secrets.Digits(14)}@example.com", Password);
        if (question is not null) body["credentials"]!["recovery_question"] = new JsonObject { ["question"] = question, ["answer"] = "Rumpelstiltskin" };
        return (await Org.Post("/users", body)).ShouldSucceed().Id;
    }

    private static JsonObject Body(string password, string? answer, string? question = null)
    {
        var asked = new JsonObject { ["answer"] = answer };
        if (question is not null) asked["question"] = question;
        return new() { ["password"] = new JsonObject { ["value"] = password }, ["recovery_question"] = asked };
    }

    private async Task<bool> Works(string person, string password) => (await Org.Post($"/users/{person}/credentials/change_password",
        new JsonObject { ["oldPassword"] = new JsonObject { ["value"] = password }, ["newPassword"] = new JsonObject { ["value"] = password + "x" } })).Status == System.Net.HttpStatusCode.OK;

    [Fact]                                                             // contract §3.2, recovery question
    public async Task The_right_answer_is_good_for_a_new_password()
    {
        var person = await Person();
        (await Org.Post($"/users/{person}/credentials/change_recovery_question", Body(Other, "Fido the cat", "Whose cat?"))).ShouldBeRefused(403, "E0000014", "Password is not correct");
        var changed = (await Org.Post($"/users/{person}/credentials/change_recovery_question", Body(Password, "Fido the cat", "Whose cat?"))).ShouldSucceed();
        changed["recovery_question.question"].ShouldBe("Whose cat?");
        changed.Text.ShouldNotContain("Fido");
        (await Org.Read($"/users/{person}")).ShouldSucceed()["credentials.recovery_question.question"].ShouldBe("Whose cat?");

        (await Org.Post($"/users/{person}/credentials/forgot_password_recovery_question", Body(Other, "Fido"))).ShouldBeRefused(403, "E0000014", "did not match");
        (await Org.Post($"/users/{person}/credentials/forgot_password_recovery_question", Body("short", "Fido the cat"))).ShouldBeRefused(403, "E0000014", "password");
        (await Org.Post($"/users/{person}/credentials/forgot_password_recovery_question", Body(Other, " fido THE cat "))).ShouldSucceed();
        (await Works(person, Other)).ShouldBeTrue();
        (await Org.Events(person)).ShouldContain("user.account.update_password");
    }

    [Fact]                                                             // threats row 8: no way around the lock
    public async Task Wrong_answers_lock_an_account_like_wrong_passwords()
    {
        var person = await Person("Whose name?");
        for (var i = 0; i < UserStatuses.MaxAttempts; i++)
            (await Org.Post($"/users/{person}/credentials/forgot_password_recovery_question", Body(Other, "wrong"))).ShouldBeRefused(403, "E0000014");
        (await Org.Post($"/users/{person}/credentials/forgot_password_recovery_question", Body(Other, "Rumpelstiltskin"))).ShouldBeRefused(403, "E0000034");
        (await Org.Read($"/users/{person}/blocks")).ShouldSucceed().Each("appliesTo").ShouldBe(["ANY_DEVICES"]);
        (await Org.Read($"/users/{person}?expand=blocks")).ShouldSucceed().Object["_embedded"]!["blocks"]!.ToJsonString().ShouldBe("""[{"type":"DEVICE_BASED","appliesTo":"ANY_DEVICES"}]""");
        (await Org.Read($"/users/{person}?expand=bogus")).ShouldBeRefused(400, "E0000001", "expand");
        (await Org.Post($"/users/{person}/lifecycle/unlock")).ShouldSucceed();
        (await Org.Read($"/users/{person}/blocks")).ShouldSucceed().List.ShouldBeEmpty();
        (await Org.Read($"/users/{person}?expand=blocks")).ShouldSucceed().Object["_embedded"]!["blocks"]!.AsArray().ShouldBeEmpty();
        (await Org.Post($"/users/{person}/credentials/forgot_password_recovery_question", Body(Other, "rumpelstiltskin"))).ShouldSucceed();
    }

    [Fact]                                                             // contract §3.2, recovery question: forgot_password
    public async Task A_forgotten_password_is_replaced_by_a_link_and_works_until_then()
    {
        var person = await Person();
        (await Org.Post($"/users/{person}/credentials/forgot_password?sendEmail=false")).ShouldSucceed()["resetPasswordUrl"].ShouldNotBeNull().ShouldStartWith($"{Org.Url}/reset_password/");
        (await Works(person, Password)).ShouldBeTrue();
        (await Org.Post($"/users/{person}/credentials/forgot_password")).ShouldSucceed().Text.ShouldBe("{}");
        var staged = (await Org.Post("/users?activate=false", ApiCalls.NewUser($"{Secrets.Digits(14)}@example.com"))).ShouldSucceed().Id;
        (await Org.Post($"/users/{staged}/credentials/forgot_password")).ShouldBeRefused(403, "E0000034");
        (await Org.Post($"/users/{person}/credentials/forgot_password_recovery_question", Body(Other, "none set"))).ShouldBeRefused(403, "E0000034", "no recovery question");
    }

    [Theory]
    [InlineData("", "an answer", "question")]
    [InlineData("Which?", "abc", "answer")]
    public async Task What_is_no_question_is_refused(string question, string answer, string cause)
    {
        var body = ApiCalls.NewUser($"{Secrets.Digits(14)}@example.com", Password);
        body["credentials"]!["recovery_question"] = new JsonObject { ["question"] = question, ["answer"] = answer };
        (await Org.Post("/users", body)).ShouldBeRefused(400, "E0000001", cause);
    }

    [Fact]                                                             // contract §3.2: recovery question: forgotPasswordSetNewPassword of Okta's older clients
    public async Task A_forgotten_password_is_set_at_its_older_address_as_well()
    {
        var person = await Person("Whose name?");
        var address = $"/users/{person}/credentials/forgot_password?sendEmail=false";
        (await Org.Post(address, Body(Other, "wrong"))).ShouldBeRefused(403, "E0000014", "did not match");
        (await Org.Post(address, new JsonObject { ["password"] = new JsonObject { ["value"] = Other } })).ShouldBeRefused(400, "E0000001", "answer");
        (await Org.Post(address, new JsonObject { ["recovery_question"] = new JsonObject { ["answer"] = "Rumpelstiltskin" } })).ShouldBeRefused(400, "E0000001", "password");
        (await Works(person, Password)).ShouldBeTrue();
        var set = (await Org.Post(address, Body(Other, "Rumpelstiltskin"))).ShouldSucceed();
        set["resetPasswordUrl"].ShouldBeNull();
        set["provider.type"].ShouldBe("OKTA");
        (await Works(person, Other)).ShouldBeTrue();

        for (var i = 0; i < UserStatuses.MaxAttempts; i++) (await Org.Post(address, Body("Third-Horse-9", "wrong"))).ShouldBeRefused(403, "E0000014");
        (await Org.Post(address, Body("Third-Horse-9", "Rumpelstiltskin"))).ShouldBeRefused(403, "E0000034");
        (await Org.Events(person)).ShouldContain("user.account.lock");
    }

    [Fact]                                                             // contract §3.2: change_password and change_recovery_question
    public async Task An_administrator_changes_them_before_the_first_sign_in_and_after_a_reset()
    {
        JsonObject Change(string from, string to) => new() { ["oldPassword"] = new JsonObject { ["value"] = from }, ["newPassword"] = new JsonObject { ["value"] = to } };
        var staged = (await Org.Post("/users?activate=false", ApiCalls.NewUser($"{Secrets.Digits(14)}@example.com", Password))).ShouldSucceed().Id;
        (await Org.Post($"/users/{staged}/credentials/change_password", Change("Wrong-Horse-9", Other))).ShouldBeRefused(403, "E0000014", "Old Password is not correct");
        (await Org.Post($"/users/{staged}/credentials/change_password", Change(Password, Other))).ShouldSucceed();
        (await Org.Post($"/users/{staged}/credentials/change_recovery_question", Body(Other, "Fido the cat", "Whose cat?"))).ShouldSucceed();
        var still = (await Org.Read($"/users/{staged}")).ShouldSucceed();
        still["status"].ShouldBe("STAGED");
        still["lastLogin"].ShouldBeNull();
        (await Org.Post($"/users/{staged}/lifecycle/activate?sendEmail=false")).ShouldSucceed();
        (await Works(staged, Other)).ShouldBeTrue();

        var reset = await Person("Whose name?");
        (await Org.Post($"/users/{reset}/lifecycle/reset_password?sendEmail=false")).ShouldSucceed();
        (await Org.Read($"/users/{reset}")).ShouldSucceed()["status"].ShouldBe("RECOVERY");
        (await Org.Post($"/users/{reset}/credentials/change_password", Change(Password, Other))).ShouldSucceed();
        (await Org.Read($"/users/{reset}")).ShouldSucceed()["status"].ShouldBe("ACTIVE");

        var none = (await Org.Post("/users?activate=false", ApiCalls.NewUser($"{Secrets.Digits(14)}@example.com"))).ShouldSucceed().Id;
        (await Org.Post($"/users/{none}/credentials/change_password", Change(Password, Other))).ShouldBeRefused(403, "E0000038");
    }

    [Fact]                                                             // contract §3.2: what is answered is what is read
    public async Task A_new_person_is_answered_with_their_question()
    {
        var body = ApiCalls.NewUser($"{Secrets.Digits(14)}@example.com", Password);
        body["credentials"]!["recovery_question"] = new JsonObject { ["question"] = "Who was it?", ["answer"] = "Rumpelstiltskin" };
        var made = (await Org.Post("/users", body)).ShouldSucceed();
        made.Object["credentials"]!.ToJsonString().ShouldBe((await Org.Read($"/users/{made.Id}")).ShouldSucceed().Object["credentials"]!.ToJsonString());
        made["credentials.recovery_question.question"].ShouldBe("Who was it?");
    }
}
