using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.NewOrgs;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Orgs;

/// <summary>Who may begin an org, and who gets the first. Threats §1 row 17, contract §1.1.</summary>
public sealed class RegistrationTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static Task<Seen> Register(TestOrg org, int number, params (string Name, string Value)[] headers) => org.Exchange(HttpMethod.Post, "/api/v1/registration/reg/register",
        new StringContent(new JsonObject
        {
            ["userProfile"] = new JsonObject { ["firstName"] = $"A{number}", ["lastName"] = "B", ["email"] = $"first{number}@example.com", ["organization"] = $"Org {number}" },
        }.ToJsonString(), null, "application/json"), headers);

    private static async Task<JsonObject> Redeem(TestOrg org, string token) => JsonNode.Parse((await org.Visit("/api/internal/v1/developer/redeem/" + token)).Text)!.AsObject();

    [Fact]                                                             // threats §1 row 17
    public async Task Outside_development_only_the_set_up_token_opens_registration()
    {
        await using var org = await TestOrg.StartAsync(settings => settings with { OpenRegistration = false });
        var token = (await org.Services.GetRequiredService<SetupToken>().Read(default)).Value;
        (await Register(org, 1)).Status.ShouldBe(401);
        foreach (var wrong in (string[])["Bearer x", "Bearer ", "Basic x", "SSWS " + org.Facts.ApiToken, "Bearer " + token[..^1]])
            (await Register(org, 2, ("Authorization", wrong))).Status.ShouldBe(401, wrong);
        (await Register(org, 3, ("Authorization", "Bearer " + token))).Status.ShouldBe(200);
    }

    [Fact]                                                             // threats §1 row 17: the first-admin race
    public async Task Of_64_who_register_first_exactly_one_gets_the_base_org()
    {
        await using var org = await TestOrg.StartAsync();
        // As `serve` leaves a fresh server: the base org is there and nobody administers it.
        var home = (await org.Services.GetRequiredService<OrgDirectory>().Default(default))!;
        await org.Services.GetRequiredService<Database>().Write(async w =>
        {
            await w.Change("update orgs set claimed_at = null where id = @Id", new { home.Id });
            w.Announce("org", "");
        }, default);

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(number => Register(org, number)));

        answers.ShouldAllBe(answer => answer.Status == 200 || answer.Status == 400);
        var redeemed = new List<JsonObject>();
        foreach (var answer in answers.Where(answer => answer.Status == 200)) redeemed.Add(await Redeem(org, JsonNode.Parse(answer.Text)!["developerOrgCliToken"]!.GetValue<string>()));
        redeemed.Count(one => one["orgUrl"]!.GetValue<string>() == org.Url).ShouldBe(1);
        redeemed.Select(one => one["orgUrl"]!.GetValue<string>()).Distinct().Count().ShouldBe(redeemed.Count);
        (await org.Services.GetRequiredService<Database>().One<long>("select count(*) from users where org_id = @Id and is_admin = 1 and login like 'first%'", new { home.Id }, default)).ShouldBe(1);

        var first = redeemed.Single(one => one["orgUrl"]!.GetValue<string>() == org.Url);
        (await org.Visit("/api/v1/users", ("Authorization", "SSWS " + first["apiToken"]!.GetValue<string>()))).Status.ShouldBe(200);
        var later = await Redeem(org, JsonNode.Parse((await Register(org, 64)).Text)!["developerOrgCliToken"]!.GetValue<string>());
        later["orgUrl"]!.GetValue<string>().ShouldNotBe(org.Url);
        (await org.Visit("/api/v1/users", ("Authorization", "SSWS " + later["apiToken"]!.GetValue<string>()))).Status.ShouldBe(401);
    }

    [Fact]                                                             // a lost answer can be asked for again, for a quarter of an hour
    public async Task The_answer_can_be_fetched_again_for_a_while_and_not_by_guessing()
    {
        var token = JsonNode.Parse((await Register(Org, 100)).Text)!["developerOrgCliToken"]!.GetValue<string>();
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Redeem(Org, token)));
        answers.Select(answer => answer.ToJsonString()).Distinct().Count().ShouldBe(1);
        answers[0]["status"]!.GetValue<string>().ShouldBe("ACTIVE");
        foreach (var wrong in (string[])[token[..^1], token + "A", "x", "%00", token.ToLowerInvariant() + "x"]) (await Org.Visit("/api/internal/v1/developer/redeem/" + wrong)).Status.ShouldBeInRange(400, 404);
        Clock.Advance(TimeSpan.FromMinutes(15));
        (await Org.Visit("/api/internal/v1/developer/redeem/" + token)).Status.ShouldBe(404);
    }

    [Fact]                                                             // threats §1 row 6: 64 uses of one link
    public async Task Of_64_parallel_uses_of_a_welcome_link_one_sets_the_password()
    {
        var link = (await Redeem(Org, JsonNode.Parse((await Register(Org, 200)).Text)!["developerOrgCliToken"]!.GetValue<string>()))["updatePasswordUrl"]!.GetValue<string>();
        (await Org.Visit(link)).Status.ShouldBe(200);
        (await Org.Visit(link)).Status.ShouldBe(200);                    // looking does not use it up

        var passwords = Enumerable.Range(0, 64).Select(i => $"Welcome-Horse-{i}x").ToArray();
        var answers = await Task.WhenAll(passwords.Select(password => Org.PostForm(link, $"password={password}&confirm={password}")));
        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        answers.Where(answer => answer.Status != 200).ShouldAllBe(answer => answer.Status == 410);
        (await Org.Visit(link)).Status.ShouldBe(410);

    }

    [Fact]
    public async Task A_link_ends_after_a_week()
    {
        var link = (await Redeem(Org, JsonNode.Parse((await Register(Org, 300)).Text)!["developerOrgCliToken"]!.GetValue<string>()))["updatePasswordUrl"]!.GetValue<string>();
        Clock.Advance(TimeSpan.FromDays(7));
        (await Org.Visit(link)).Status.ShouldBe(410);
        (await Org.PostForm(link, "password=Welcome-Horse-7&confirm=Welcome-Horse-7")).Status.ShouldBe(410);
    }

    [Theory]
    [InlineData(""), InlineData("{}"), InlineData("[]"), InlineData("null"), InlineData("{\"userProfile\":null}"), InlineData("{\"userProfile\":[]}"), InlineData("{\"userProfile\":{\"firstName\":1}}"), InlineData("{\"userProfile\":{\"firstName\":\"\\ud800\",\"lastName\":\"B\",\"email\":\"a@example.com\"}}")]
    [InlineData("{\"userProfile\":{\"firstName\":\"A\\u0000\",\"lastName\":\"B\",\"email\":\"nul@example.com\"}}"), InlineData("{\"userProfile\":{\"firstName\":\"A\",\"lastName\":\"B\",\"email\":\"not an address\"}}"), InlineData("{\"userProfile\":{\"firstName\":\"A\",\"lastName\":\"B\",\"email\":\"Name <a@example.com>\"}}"), InlineData("{\"userProfile\":{\"firstName\":\"A\",\"lastName\":\"B\",\"email\":\"a@example.com\\r\\nBcc: x@example.com\"}}")]
    public async Task A_malformed_registration_is_a_400(string body)
    {
        var answer = await Org.Exchange(HttpMethod.Post, "/api/v1/registration/reg/register", new StringContent(body, null, "application/json"));
        answer.Status.ShouldBe(400, answer.Text);
        JsonNode.Parse(answer.Text)!["errorCode"]!.GetValue<string>().ShouldStartWith("E00000");
    }
}
