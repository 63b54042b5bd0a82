using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Account;

/// <summary>People hear of it when the way into their account changes. Threats §1 row 8.</summary>
public sealed class AccountNoticesTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Better = "Better-Horse-8";
    private const string Changed = "was changed";
    private const string Added = "sign-in method was added";

    private async Task<int> Told(TestPerson person, string what) => (await Org.MailsAsync(person.Login)).Count(mail => mail.Subject.Contains(what, StringComparison.Ordinal));

    [Fact]                                                             // threats §1 row 8
    public async Task Whoever_changes_a_password_its_owner_is_told_once()
    {
        var person = await Org.CreatePersonAsync();
        var change = new JsonObject { ["oldPassword"] = new JsonObject { ["value"] = person.Password }, ["newPassword"] = new JsonObject { ["value"] = Better } };
        (await Org.Post($"/users/{person.Id}/credentials/change_password", change.DeepClone())).ShouldSucceed();
        (await Told(person, Changed)).ShouldBe(1);
        (await Org.Post($"/users/{person.Id}/credentials/change_password", change)).ShouldBeRefused(403, "E0000014");
        (await Told(person, Changed)).ShouldBe(1);

        var reset = (await Org.Post($"/users/{person.Id}/lifecycle/reset_password?sendEmail=false")).ShouldSucceed();
        using var browser = Org.Browser();
        await browser.SubmitAsync(await browser.OpenAsync(reset["resetPasswordUrl"]!), ("password", "Third-Horse-9"), ("confirm", "Third-Horse-9"));
        (await Told(person, Changed)).ShouldBe(2);

        (await Org.Post($"/users/{person.Id}", new JsonObject { ["credentials"] = new JsonObject { ["password"] = new JsonObject { ["value"] = "Fourth-Horse-9" } } })).ShouldSucceed();
        (await Told(person, Changed)).ShouldBe(3);
        (await Org.Post($"/users/{person.Id}", new JsonObject { ["profile"] = new JsonObject { ["firstName"] = "Ada" } })).ShouldSucceed();
        (await Told(person, Changed)).ShouldBe(3);

        (await Org.Post($"/users/{person.Id}/lifecycle/expire_password")).ShouldSucceed();
        var state = (await Org.Authn(person with { Password = "Fourth-Horse-9" })).ShouldSucceed()["stateToken"];
        (await Org.Authn("/credentials/change_password", new JsonObject { ["stateToken"] = state, ["oldPassword"] = "Fourth-Horse-9", ["newPassword"] = Better })).ShouldSucceed();
        (await Told(person, Changed)).ShouldBe(4);
        (await Org.MailsAsync(person.Login)).ShouldAllBe(mail => !mail.Text.Contains(Better, StringComparison.Ordinal));
    }

    [Fact]                                                             // threats §1 row 8
    public async Task Whoever_adds_a_factor_its_owner_is_told_when_it_counts()
    {
        var person = await Org.CreatePersonAsync();
        var app = await Org.BeginAppAsync(person);
        (await Told(person, Added)).ShouldBe(0);
        (await Org.Post($"/users/{person.Id}/factors/{app.FactorId}/lifecycle/activate", new JsonObject { ["passCode"] = app.Next() })).ShouldSucceed();
        (await Told(person, Added)).ShouldBe(1);
        (await Org.Post($"/users/{person.Id}/factors?activate=true", new JsonObject { ["factorType"] = "email" })).ShouldSucceed();
        (await Told(person, Added)).ShouldBe(2);
    }
}
