using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Threats;

/// <summary>Limits that hold at every door, whatever somebody is called there. Threats §1 row 7.</summary>
public sealed class GuessingTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Fact]                                                             // threats §1 row 7: counters shared by alias
    public async Task A_person_asked_for_by_two_names_is_mailed_no_more_often_than_by_one()
    {
        var person = await Org.CreatePersonAsync();
        for (var i = 0; i < 6; i++)
            foreach (var name in (string[])[person.Login, person.Login.Split('@')[0], person.Login.ToUpperInvariant()])
                (await Org.Authn("/recovery/password", new JsonObject { ["username"] = name, ["factorType"] = "EMAIL" })).ShouldSucceed()["status"].ShouldBe("RECOVERY_CHALLENGE");
        (await Org.MailsAsync(person.Login)).Count.ShouldBe(5);
    }

    [Fact]                                                             // threats §1 row 7: one address against many accounts, by the side door
    public async Task Passwords_at_the_token_endpoint_count_like_those_on_the_page()
    {
        await using var org = await TestOrg.StartAsync(settings => settings with { RateLimitFactor = 0.05 });      // six passwords a minute
        var app = await org.CreateAppAsync("native", new JsonObject { ["grant_types"] = new JsonArray("password", "refresh_token"), ["response_types"] = new JsonArray() });
        Task<TestAnswer> Guess(int i) => app.TokenAsync(("grant_type", "password"), ("username", $"person{i}@example.com"), ("password", "Spring-2026"), ("scope", "openid"));
        for (var i = 0; i < 6; i++) (await Guess(i)).ShouldBeRefused("invalid_grant");
        (await Guess(6)).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await app.TokenAsync(("grant_type", "refresh_token"), ("refresh_token", "x"))).ShouldBeRefused("invalid_grant");      // tokens do not wait behind guesses
        org.Clock.Advance(TimeSpan.FromMinutes(1));
        (await Guess(7)).ShouldBeRefused("invalid_grant");
    }

    [Theory]                                                           // threats §1 row 7: IPv6 by /64, and one caller has one address however it is written
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true), InlineData("2001:db8:1:2::1", "2001:0DB8:0001:0002:0:0:0:1", true), InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7", true), InlineData("::ffff:203.0.113.7", "::ffff:203.0.113.8", false), InlineData("fe80::1%1", "fe80::2%2", true)]
    public void One_caller_is_counted_once(string one, string other, bool same) =>
        (RateCounters.Caller(IPAddress.Parse(one)) == RateCounters.Caller(IPAddress.Parse(other))).ShouldBe(same);

    [Fact]                                                             // threats §1 row 8: what was mailed before the password changed is worth nothing after it
    public async Task A_new_password_ends_every_link_that_was_out()
    {
        var person = await Org.CreatePersonAsync();
        async Task<string> Link()
        {
            (await Org.Authn("/recovery/password", new JsonObject { ["username"] = person.Login })).ShouldSucceed();
            return (await Org.MailsAsync(person.Login)).First(mail => mail.Links.Any(link => link.Contains("/reset_password/", StringComparison.Ordinal))).Links[0];
        }
        var link = await Link();
        (await Org.Visit(link)).Status.ShouldBe(200);
        // Nor does a copy of the database hold it in words (SECURITY.md: hashed, or sealed under a key that lives elsewhere).
        var outbox = await Org.Services.GetRequiredService<Database>().One<string>("select payload from outbox where recipient = @Login", new { person.Login }, default);
        outbox.ShouldNotBeNull().ShouldNotContain(link.Split('/')[^1]);
        (await Org.Post($"/users/{person.Id}/credentials/change_password", new JsonObject { ["oldPassword"] = new JsonObject { ["value"] = person.Password }, ["newPassword"] = new JsonObject { ["value"] = "Better-Horse-8" } })).ShouldSucceed();
        (await Org.Visit(link)).Status.ShouldBe(410);
        (await Org.Authn("/recovery/token", new JsonObject { ["recoveryToken"] = link.Split('/')[^1] })).ShouldBeRefused(401, "E0000004");

        Clock.Advance(TimeSpan.FromHours(2));
        link = await Link();
        (await Org.Post($"/users/{person.Id}", new JsonObject { ["credentials"] = new JsonObject { ["password"] = new JsonObject { ["value"] = "Better-Horse-9" } } })).ShouldSucceed();
        (await Org.Visit(link)).Status.ShouldBe(410);
    }
}
