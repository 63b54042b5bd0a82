using System.Text.Json.Nodes;
using Latchkey.Server.Core.People;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Users;

/// <summary>A lock is said in the log where it is decided, whatever door the guesses came to: event hooks and saved searches hear of each. Contract §3.6.</summary>
public sealed class LocksTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Wrong = "Wrong-Horse-9";

    private async Task ShouldBeSaidOnce(TestPerson person)
    {
        (await Org.Read($"/users/{person.Id}")).ShouldSucceed()["status"].ShouldBe("LOCKED_OUT");
        (await Org.Events(person.Id!)).Count(type => type == "user.account.lock").ShouldBe(1);
    }

    [Fact]                                                             // contract §3.6: minimum catalogue; §3.5
    public async Task By_a_program_s_own_form()
    {
        var person = await Org.CreatePersonAsync();
        for (var i = 0; i < UserStatuses.MaxAttempts + 2; i++)
            (await Org.Authn("", new JsonObject { ["username"] = person.Login, ["password"] = Wrong })).ShouldBeRefused(401, "E0000004");
        await ShouldBeSaidOnce(person);
        var entry = (await Org.Read($"/logs?filter={Uri.EscapeDataString($"eventType eq \"user.account.lock\" and target.id eq \"{person.Id}\"")}")).List.ShouldHaveSingleItem()!;
        entry["actor"]!["id"]!.ToString().ShouldBe(person.Id);
        entry["severity"]!.ToString().ShouldBe("WARN");
        entry["client"]!["ipAddress"]!.ToString().ShouldBe("127.0.0.1");
    }

    [Fact]                                                             // contract §3.6: minimum catalogue
    public async Task By_the_hosted_page()
    {
        var person = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        var page = await browser.OpenAsync("/signin");
        for (var i = 0; i < UserStatuses.MaxAttempts; i++)
            page = await browser.SubmitAsync(page, ("identifier", person.Login), ("password", Wrong));
        await ShouldBeSaidOnce(person);
    }

    [Fact]                                                             // contract §3.6: minimum catalogue; §3.2
    public async Task By_a_change_of_password()
    {
        var person = await Org.CreatePersonAsync();
        for (var i = 0; i < UserStatuses.MaxAttempts; i++)
            (await Org.Post($"/users/{person.Id}/credentials/change_password", new JsonObject { ["oldPassword"] = new JsonObject { ["value"] = Wrong }, ["newPassword"] = new JsonObject { ["value"] = "Other-Horse-8" } })).ShouldBeRefused(403, "E0000014");
        await ShouldBeSaidOnce(person);
    }

    [Fact]                                                             // contract §3.6: minimum catalogue; §3.2: factors
    public async Task By_codes_that_the_management_API_verifies()
    {
        var person = await Org.CreatePersonAsync();
        var app = await Org.EnrollAppAsync(person);
        for (var i = 0; i < UserStatuses.MaxAttempts; i++)
            (await Org.Post($"/users/{person.Id}/factors/{app.FactorId}/verify", new JsonObject { ["passCode"] = FactorCalls.Other(app.Now()) })).ShouldBeRefused(403, "E0000068");
        await ShouldBeSaidOnce(person);
    }
}
