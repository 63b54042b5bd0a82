using System.Net;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Tests.Kit;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.AdminConsole;

/// <summary>Reports beside the log, its saved searches and live view, and Security &gt; Authenticators. Issue 11, contract §8.6.</summary>
public sealed class ConsoleReportsTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static async Task<TestPage> Press(TestBrowser browser, string path, string form, params (string, string?)[] typed) =>
        await browser.PressAsync(await browser.OpenAsync(path), form, typed);

    private static void SaysTheSameTwice(TestPage page)
    {
        var drawn = page.Document.QuerySelectorAll("svg.bars g > title").Select(title => title.TextContent).ToArray();
        var written = page.Document.QuerySelectorAll("tbody tr").Select(row => $"{row.QuerySelector("th")!.TextContent.Trim()}: {row.QuerySelector("td")!.TextContent.Trim()}").ToArray();
        drawn.ShouldNotBeEmpty(page.Text);
        written.Take(drawn.Length).ShouldBe(drawn);
    }

    [Fact]
    public async Task Failures_are_counted_by_their_cause_and_lead_into_the_log()
    {
        using var browser = await Org.ConsoleAsync();
        using var guesser = Org.Browser();
        await guesser.EnterAsync(Org.Person with { Password = "wrong" });
        var page = await browser.OpenAsync("/admin/reports?range=24h");
        SaysTheSameTwice(page);
        var log = await browser.OpenAsync(page.AttributeOf("tbody th a", "href").ShouldNotBeNull());
        log.Status.ShouldBe(HttpStatusCode.OK);
        log.Document.QuerySelectorAll("details.event").Length.ShouldBeGreaterThan(0);
        (await browser.OpenAsync("/admin/reports?range=never")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_app_that_gets_tokens_is_used_and_one_that_never_did_is_not()
    {
        using var browser = await Org.ConsoleAsync();
        var label = $"Idle {Secrets.Digits(10)}";
        var body = ApiCalls.NewApp("service");
        body["label"] = label;
        var idle = (await Org.Post("/apps", body)).ShouldSucceed().Id;
        var db = Org.Services.GetRequiredService<Database>();
        var past = Org.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(-400).ToUnixTimeMilliseconds();
        await db.Change("update apps set created_at = @past where id = @idle", new { past, idle }, default);
        var page = await browser.OpenAsync("/admin/reports/idle?range=30d");
        page.Text.ShouldContain(label);
        SaysTheSameTwice(page);

        await Org.NativeApp.TokensAsync(Org.Person);
        await Org.Services.GetRequiredService<Core.Log.SystemLog>().Flush(default);
        (await db.One<long>("select count(*) from app_uses where app_id = @clientId", new { clientId = Org.NativeApp.ClientId }, default)).ShouldBe(1);
    }

    [Fact]                                                             // decision 0006: a repeat is harmless, a theft ends everything
    public async Task Repeats_and_thefts_of_refresh_tokens_are_told_apart()
    {
        using var browser = await Org.ConsoleAsync();
        var first = (await Org.NativeApp.TokensAsync(Org.Person)).RefreshToken;
        for (var time = 0; time < 2; time++) (await Org.NativeApp.RefreshAsync(first)).RefreshToken.ShouldNotBeNull();
        var page = await browser.OpenAsync("/admin/reports/refreshes?range=24h");
        page.Text.ShouldContain("repeats");
        SaysTheSameTwice(page);
    }

    [Fact]
    public async Task What_is_slow_is_shown_by_its_route_and_factors_by_their_kind()
    {
        using var browser = await Org.ConsoleAsync();
        SaysTheSameTwice(await browser.OpenAsync("/admin/reports/slow"));
        (await browser.OpenAsync("/admin/reports/slow")).Text.ShouldContain("GET /admin");
        (await browser.OpenAsync("/admin/reports/factors")).Status.ShouldBe(HttpStatusCode.OK);
        var authenticators = await browser.OpenAsync("/admin/authenticators");
        authenticators.Document.QuerySelectorAll("tbody code").Select(key => key.TextContent).ShouldBe(["okta_password", "okta_email", "google_otp", "webauthn"]);
        authenticators.Document.QuerySelector("tbody td a")!.GetAttribute("href").ShouldStartWith("/admin/policies/");
    }

    [Fact]
    public async Task A_search_is_kept_for_who_asked_it_and_for_nobody_else()
    {
        var admin = await Org.CreateAdminAsync();
        using var browser = await Org.ConsoleAsync(admin);
        var name = $"<b>Locked {Secrets.Digits(6)}";
        var saved = await Press(browser, "/admin/log?filter=eventType+eq+%22user.account.lock%22&range=24h&done=deleted", "#save-search", ("name", name), ("do", "save"));
        saved.TextOf("[role=status]").ShouldBe("Saved.");
        saved.Document.QuerySelector(".chip.with a")!.TextContent.ShouldBe(name);
        saved.AttributeOf(".chip.with a", "href").ShouldBe("/admin/log?filter=eventType%20eq%20%22user.account.lock%22&range=24h");
        (await browser.OpenAsync(saved.AttributeOf(".chip.with a", "href")!)).AttributeOf("#filter", "value").ShouldBe("eventType eq \"user.account.lock\"");
        var id = saved.AttributeOf(".chip.with form", "id")!["delete-".Length..];
        using (var other = await Org.ConsoleAsync())
        {
            (await other.OpenAsync("/admin/log")).Text.ShouldNotContain(name);
            await other.PostAsync("/admin/log/saved", ("form_token", (await other.OpenAsync("/admin")).FormToken()), ("do", "delete"), ("id", id));
        }
        (await Press(browser, "/admin/log", "#save-search", ("name", ""), ("do", "save"))).Shows("#problems").ShouldBeTrue();
        (await Press(browser, "/admin/log", $"#delete-{id}", ("do", "delete"))).TextOf("[role=status]").ShouldBe("Deleted.");
        (await browser.OpenAsync("/admin/log")).Shows(".chip.with").ShouldBeFalse();
        // As many as there may be, however many ask at once.
        var open = await browser.OpenAsync("/admin/log");
        for (var round = 0; round < 6; round++) await Task.WhenAll(Enumerable.Range(0, 10).Select(at => browser.PressAsync(open, "#save-search", ("name", $"n{at}"), ("do", "save"))));
        (await browser.OpenAsync("/admin/log")).Document.QuerySelectorAll(".chip.with").Length.ShouldBe(50);
    }

    [Fact]
    public async Task The_log_is_watched_while_it_grows()
    {
        using var browser = await Org.ConsoleAsync();
        var still = await browser.OpenAsync("/admin/log?q=login");
        still.Shows("meta[http-equiv=refresh]").ShouldBeFalse();
        var live = await browser.OpenAsync(still.Document.QuerySelector(".head .actions a")!.GetAttribute("href")!);
        live.AttributeOf("meta[http-equiv=refresh]", "content").ShouldBe("5");
        live.AttributeOf("#q", "value").ShouldBe("login");
        live.Document.QuerySelector(".head .actions a")!.GetAttribute("href")!.ShouldNotContain("live");
    }
}
