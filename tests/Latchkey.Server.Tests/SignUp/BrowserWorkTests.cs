using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Work;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.SignUp;

/// <summary>A small sum of the browser keeps robots from forms that send mail. Decision 0027.</summary>
public sealed class BrowserWorkTests : IAsyncLifetime
{
    private const string Password = "Correct-Horse-7";

    private TestOrg Org { get; set; } = null!;

    /// <summary>The limits of a real server.</summary>
    public async Task InitializeAsync() => Org = await TestOrg.StartAsync(settings => settings with { RateLimitFactor = 1 });

    public async Task DisposeAsync() => await Org.DisposeAsync();

    private static string Address() => $"new{Secrets.Digits(10)}@example.com";

    private Task<TestPage> Open(TestBrowser browser) => browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: ("prompt", "create")));

    /// <summary>What work.js does.</summary>
    private static string Worked(TestPage page)
    {
        var (challenge, bits) = (page.AttributeOf("input[data-work]", "data-work")!, int.Parse(page.AttributeOf("input[data-work]", "data-bits")!, CultureInfo.InvariantCulture));
        return Enumerable.Range(0, int.MaxValue).Select(number => $"{number}").First(number => BrowserWork.Does(challenge, number, bits));
    }

    private static Task<TestPage> Fill(TestBrowser browser, TestPage page, string? answer) => browser.SubmitAsync(page, ("firstName", "Ada"), ("lastName", "Lovelace"),
        ("email", Address()), ("password", Password), ("work-answer", answer ?? ""));

    private static bool WentOn(TestPage page) => page.TextOf("h1") == Texts.English.CheckMail;

    private async Task Choose(string work) => (await Org.Put("/org/settings", new JsonObject { ["proofOfWork"] = work })).ShouldSucceed();

    [Fact]
    public async Task A_flood_without_script_is_stopped_and_a_browser_that_does_its_sum_goes_on()
    {
        using var robot = Org.Browser();
        var page = await Open(robot);
        var ends = new List<TestPage>();
        for (var time = 0; time < 12; time++) ends.Add(await Fill(robot, page, null));
        ends.Count(WentOn).ShouldBe(5);                                   // people without script, too, get on
        var last = ends[^1];
        last.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        last.TextOf("[role=alert]").ShouldBe(Texts.English.Journey.WorkSlowly);
        int.Parse(last.Headers["Retry-After"], CultureInfo.InvariantCulture).ShouldBeInRange(1, 60);

        // From the same network, in the same minute.
        using var person = Org.Browser();
        var asked = await Open(person);
        int.Parse(asked.AttributeOf("input[data-work]", "data-bits")!, CultureInfo.InvariantCulture).ShouldBeGreaterThan(BrowserWork.Least);       // the sum has grown
        WentOn(await Fill(person, asked, Worked(asked))).ShouldBeTrue();

        Org.Clock.Advance(TimeSpan.FromMinutes(1));
        WentOn(await Fill(robot, page, null)).ShouldBeTrue();
        int.Parse((await Open(person)).AttributeOf("input[data-work]", "data-bits")!, CultureInfo.InvariantCulture).ShouldBe(BrowserWork.Least);
    }

    [Fact]                                                             // threats §1 row 6
    public async Task Of_16_uses_of_one_sum_one_counts()
    {
        await Choose("REQUIRED");
        using var browser = Org.Browser();
        var page = await Open(browser);
        var answer = Worked(page);
        var ends = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Fill(browser, page, answer)));
        ends.Count(WentOn).ShouldBe(1);
        ends.Where(end => !WentOn(end)).ShouldAllBe(end => end.TextOf("[role=alert]") == Texts.English.Journey.WorkAgain);
    }

    [Fact]                                                             // threats §1 row 4
    public async Task A_sum_is_for_its_form_its_time_and_its_size()
    {
        await Choose("REQUIRED");
        using var browser = Org.Browser();
        var page = await Open(browser);
        var answer = Worked(page);
        (await Fill(browser, page, "1" + answer)).TextOf("[role=alert]").ShouldBe(Texts.English.Journey.WorkAgain);
        (await Fill(browser, page, null)).TextOf("[role=alert]").ShouldBe(Texts.English.Journey.WorkNeedsScript);

        // Another form's is none.
        var forgot = await browser.OpenAsync((await browser.OpenAsync(Org.NativeApp.AuthorizeUrl())).AttributeOf("#forgot", "href")!);
        var posted = await browser.SubmitAsync(forgot, ("identifier", Org.Person.Login), ("work-asked", page.AttributeOf("input[data-work]", "data-work")!), ("work-answer", answer));
        posted.TextOf("[role=alert]").ShouldBe(Texts.English.Journey.WorkAgain);
        (await browser.SubmitAsync(forgot, ("identifier", Org.Person.Login), ("work-answer", Worked(forgot)))).TextOf("h1").ShouldBe(Texts.English.CheckMail);

        Org.Clock.Advance(BrowserWork.Lifetime + TimeSpan.FromSeconds(1));
        var late = await browser.SubmitAsync(forgot, ("identifier", Org.Person.Login), ("work-answer", Worked(forgot)));
        late.TextOf("h1").ShouldNotBe(Texts.English.CheckMail);
    }

    [Fact]                                                             // threats §1 row 7: the door beside it
    public async Task A_program_that_asks_for_mails_without_a_page_is_bounded_like_who_has_no_script()
    {
        var body = new JsonObject { ["username"] = "somebody@example.com", ["factorType"] = "EMAIL" };
        var answers = new List<HttpStatusCode>();
        for (var time = 0; time < 41; time++) answers.Add((await Org.Authn("/recovery/password", body.DeepClone().AsObject())).Status);
        answers[..20].ShouldAllBe(status => status == HttpStatusCode.OK);
        answers[20..].ShouldAllBe(status => status == HttpStatusCode.TooManyRequests);

        // What it was refused is nobody's: who has no script gets on.
        using var browser = Org.Browser();
        WentOn(await Fill(browser, await Open(browser), null)).ShouldBeTrue();
    }

    [Fact]
    public async Task An_org_may_ask_for_no_sum_and_for_nothing_that_does_not_exist()
    {
        (await Org.Put("/org/settings", new JsonObject { ["proofOfWork"] = "SOMETIMES" })).ShouldBeRefused(400, "E0000001", "proofOfWork");
        await Choose("OFF");
        using var browser = Org.Browser();
        var page = await Open(browser);
        page.Shows("input[data-work]").ShouldBeFalse();
        for (var time = 0; time < 8; time++) WentOn(await Fill(browser, page, null)).ShouldBeTrue();
    }
}
