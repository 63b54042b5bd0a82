using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Server.Faces.Management.People;
using Latchkey.Server.Ground.Languages;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Account;

public sealed class WelcomeEndpointTests
{
    private const string Good = "Correct7Horse";

    [Fact]
    public async Task The_link_sets_the_first_password_and_makes_the_person_active()       // Contract §3.2, PROVISIONED → ACTIVE
    {
        await using var account = await Site.Start();
        var link = await account.Link(OneTimeLinks.Welcome);

        var form = await account.Open(link);
        form.QuerySelector("h1")!.TextContent.ShouldBe("Welcome, Ada Lovelace");
        ((IHtmlInputElement)form.QuerySelector("input[autocomplete=username]")!).Value.ShouldBe("ada@example.com");
        var answer = await account.Post(link, Good, Good);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(Texts.English.PasswordIsSet);
        var ada = await account.Ada();
        ada.Status.ShouldBe(UserStatus.Active);
        (await account.Hashing.Verify(ada, Good, default)).ShouldBe(PasswordVerdict.Right);
    }

    [Fact]
    public async Task The_second_use_is_refused_with_what_to_do()
    {
        await using var account = await Site.Start();
        var link = await account.Link(OneTimeLinks.Welcome);
        await account.Post(link, Good, Good);

        foreach (var again in (HttpResponseMessage[])[await account.Browser.GetAsync(link), await account.Post(link, "Another7Horse", "Another7Horse")])
        {
            again.StatusCode.ShouldBe(HttpStatusCode.Gone);
            var page = await again.Content.ReadAsStringAsync();
            page.ShouldContain(Texts.English.LinkUsed);
            page.ShouldContain(Texts.English.LinkUsedNext);
        }
        (await account.Hashing.Verify(await account.Ada(), Good, default)).ShouldBe(PasswordVerdict.Right);
    }

    [Fact]
    public async Task Looking_at_the_page_or_failing_a_rule_leaves_the_link_alone()
    {
        await using var account = await Site.Start();
        var link = await account.Link(OneTimeLinks.Welcome);

        for (var i = 0; i < 3; i++) (await account.Browser.GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var weak = await account.Post(link, "short", "short");
        weak.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var document = await Read(weak);
        document.QuerySelector("[role=alert]")!.TextContent.ShouldBe(Texts.English.RulesBroken);
        document.QuerySelectorAll("li.broken").Select(rule => rule.TextContent).ShouldBe(["at least 8 characters", Texts.English.RuleUpper, Texts.English.RuleNumber]);
        (await weak.Content.ReadAsStringAsync()).ShouldNotContain("value=\"short\"");
        var different = await account.Post(link, Good, Good + "x");
        (await Read(different)).QuerySelector("[role=alert]")!.TextContent.ShouldBe(Texts.English.PasswordsDiffer);

        (await account.Post(link, Good, Good)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_many_racing_posts_one_sets_the_password()
    {
        await using var account = await Site.Start();
        var link = await account.Link(OneTimeLinks.Welcome);

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => account.Post(link, $"{Good}{i}", $"{Good}{i}")));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Gone).ShouldBe(15);
        var winner = Array.FindIndex(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        (await account.Hashing.Verify(await account.Ada(), $"{Good}{winner}", default)).ShouldBe(PasswordVerdict.Right);
    }

    [Fact]
    public async Task A_link_that_is_over_replaced_invented_or_for_something_else_sets_nothing()
    {
        await using var account = await Site.Start();
        var replaced = await account.Link(OneTimeLinks.Welcome);
        var link = await account.Link(OneTimeLinks.Welcome);

        (await account.Post(replaced, Good, Good)).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await account.Post(link.Replace("welcome", "reset_password", StringComparison.Ordinal), Good, Good)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await account.Post("/welcome/" + new string('a', 22), Good, Good)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await account.Browser.GetAsync("/welcome/%3Cscript%3E")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        account.Clock.Advance(TimeSpan.FromDays(7));
        var late = await account.Post(link, Good, Good);
        late.StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await late.Content.ReadAsStringAsync()).ShouldContain(Texts.English.LinkExpired);
        (await account.Ada()).PasswordHash.ShouldBeNull();
    }

    [Fact]
    public async Task A_reset_link_sets_a_new_password()
    {
        await using var account = await Site.Start();
        await account.Post(await account.Link(OneTimeLinks.Welcome), Good, Good);
        var link = await account.Link(OneTimeLinks.ResetPassword);

        (await account.Open(link)).QuerySelector("h1")!.TextContent.ShouldBe(Texts.English.ChooseNewPassword);
        (await account.Post(link, "Another7Horse", "Another7Horse")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await account.Hashing.Verify(await account.Ada(), Good, default)).ShouldBe(PasswordVerdict.Wrong);
    }

    private static async Task<IHtmlDocument> Read(HttpResponseMessage answer) => new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

    /// <summary>An org with one person who has no password yet, and links to their account.</summary>
    private sealed class Site(TestOrg org, string id) : IAsyncDisposable
    {
        public HttpClient Browser => org.Http;
        public FakeClock Clock => org.Clock;
        public PasswordHashing Hashing => org.Services.GetRequiredService<PasswordHashing>();

        public static async Task<Site> Start()
        {
            var org = await TestOrg.StartAsync();
            return new(org, (await org.Post("/users", ApiCalls.NewUser("ada@example.com", first: "Ada", last: "Lovelace"))).ShouldSucceed().Id);
        }

        public async Task<string> Link(string purpose) =>
            $"/{purpose}/{await org.Services.GetRequiredService<OneTimeLinks>().Issue(await Ada(), purpose, OneTimeLinks.Lifetime, default)}";

        public async Task<IHtmlDocument> Open(string link) => await Read(await Browser.GetAsync(link));

        public Task<HttpResponseMessage> Post(string link, string password, string confirm) => Browser.PostAsync(link,
            new FormUrlEncodedContent(new Dictionary<string, string> { ["password"] = password, ["confirm"] = confirm }));

        public async Task<User> Ada() => (await org.Services.GetRequiredService<Core.People.Users>().FindByLogin(
            (await org.Services.GetRequiredService<OrgDirectory>().Default(default))!.Id, "ada@example.com", default)).ShouldNotBeNull(id);

        public ValueTask DisposeAsync() => org.DisposeAsync();
    }
}
