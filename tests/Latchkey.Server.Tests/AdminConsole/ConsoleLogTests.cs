using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Tests.Kit;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.AdminConsole;

/// <summary>Reports &gt; System Log: searched, opened, taken along; and sign-ins over time. Contract §3.6 and §8.6.</summary>
public sealed class ConsoleLogTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static string Of(string path, params (string Name, string Value)[] query) =>
        path + "?" + string.Join('&', query.Select(one => $"{one.Name}={Uri.EscapeDataString(one.Value)}"));

    private async Task<string> Group(string name) => (await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = name } })).ShouldSucceed().Id;

    [Fact]
    public async Task The_log_is_searched_by_words_and_by_the_filter_language()
    {
        using var browser = await Org.ConsoleAsync();
        var name = $"Wanted{Secrets.Digits(10)}";
        var id = await Group(name);
        (await Org.Delete($"/groups/{id}")).ShouldBe(HttpStatusCode.NoContent);

        var byWords = await browser.OpenAsync(Of("/admin/log", ("q", name)));
        byWords.Document.QuerySelectorAll(".event").Length.ShouldBe(2);
        byWords.Document.QuerySelector(".event .what")!.TextContent.ShouldContain("delete", Case.Insensitive, "the latest first");
        var filter = $"target.id eq \"{id}\" and eventType eq \"group.lifecycle.create\"";
        var byFilter = await browser.OpenAsync(Of("/admin/log", ("filter", filter)));
        byFilter.Document.QuerySelectorAll(".event").ShouldHaveSingleItem();
        byFilter.AttributeOf("#filter", "value").ShouldBe(filter);
        (await browser.OpenAsync(Of("/admin/log", ("filter", filter), ("until", "2020-01-01T00:00")))).Text.ShouldContain("Nothing found");

        var wrong = await browser.OpenAsync(Of("/admin/log", ("filter", "eventType is nice")));
        wrong.Status.ShouldBe(HttpStatusCode.BadRequest);
        wrong.TextOf("#filter-wrong")!.ShouldContain("Invalid search criteria");
        wrong.AttributeOf("#filter", "value").ShouldBe("eventType is nice");
    }

    [Fact]
    public async Task An_event_has_an_address_of_its_own_and_a_view_one_that_is_passed_on()
    {
        using var browser = await Org.ConsoleAsync();
        var name = $"Passed on {Secrets.Digits(10)}";
        await Group(name);
        var view = await browser.OpenAsync(Of("/admin/log", ("q", name), ("range", "24h")));
        var whole = await browser.OpenAsync(view.AttributeOf(".event .actions a", "href")!);
        JsonNode.Parse(whole.TextOf("#json")!)!["target"]![0]!["displayName"]!.ToString().ShouldBe(name);

        var shared = view.TextOf("#shared").ShouldNotBeNull();
        shared.ShouldStartWith(Org.Url + "/admin/log?");
        using var other = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        (await other.OpenAsync(shared)).Document.QuerySelectorAll(".event").ShouldHaveSingleItem();
        (await browser.OpenAsync("/admin/log/evt-nothing")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_pages_of_the_log_miss_nothing_and_repeat_nothing()
    {
        using var browser = await Org.ConsoleAsync();
        var name = $"Paged{Secrets.Digits(10)}";
        for (var number = 0; number < 30; number++) await Group($"{name} {number:00}");
        var seen = new List<string>();
        for (var page = await browser.OpenAsync(Of("/admin/log", ("q", name))); ; page = await browser.OpenAsync(page.AttributeOf("#next", "href")!))
        {
            seen.AddRange(page.Document.QuerySelectorAll(".event .actions a").Select(link => link.GetAttribute("href")!));
            if (!page.Shows("#next")) break;
        }
        seen.Count.ShouldBe(30);
        seen.Distinct().Count().ShouldBe(30);
        foreach (var nonsense in new[] { "?after=nowhere", "?range=forever", "?since=yesterday&until=9999-99-99", "?q=%25", "?after=9_x&filter=" })
            (await browser.OpenAsync("/admin/log" + nonsense)).Status.ShouldBe(HttpStatusCode.OK, nonsense);
    }

    [Fact]                                                             // RFC 4180; OWASP: CSV injection
    public async Task What_was_found_is_taken_along_as_csv_and_as_json_lines()
    {
        using var browser = await Org.ConsoleAsync();
        var mark = Secrets.Digits(10);
        await Group($"=HYPERLINK(\"https://evil.example\") {mark}");
        await Group($"Two \"quoted\", with a comma {mark}");
        var view = await browser.OpenAsync(Of("/admin/log", ("q", mark)));
        var csv = await browser.OpenAsync(view.Document.QuerySelectorAll("a[download]")[0].GetAttribute("href")!);
        csv.Headers["Content-Disposition"].ShouldContain("attachment; filename=\"system-log-");
        csv.Headers["Content-Type"].ShouldStartWith("text/csv");
        csv.Text.ShouldContain($"\"'=HYPERLINK(\"\"https://evil.example\"\") {mark}\"");
        csv.Text.ShouldContain($"\"Two \"\"quoted\"\", with a comma {mark}\"");
        csv.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3);
        var lines = await browser.OpenAsync(view.Document.QuerySelectorAll("a[download]")[1].GetAttribute("href")!);
        lines.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!["eventType"]!.ToString()).ShouldBe(["group.lifecycle.create", "group.lifecycle.create"]);
    }

    [Fact]
    public async Task Sign_ins_over_time_are_drawn_and_counted_alike()
    {
        await using var org = await TestOrg.StartAsync();
        using var browser = await org.ConsoleAsync();
        var person = await org.CreatePersonAsync();
        using var theirs = org.Browser();
        await theirs.EnterAsync(person with { Password = "wrong" });
        await theirs.EnterAsync(person);
        var page = await browser.OpenAsync("/admin/log/signins?range=24h");
        var rows = page.Document.QuerySelectorAll("tbody tr").ToArray();
        rows.Length.ShouldBe(24);
        var counts = rows.Select(row => row.QuerySelectorAll("td").Select(cell => cell.TextContent).ToArray()).ToArray();
        counts.Sum(row => long.Parse(row[0], CultureInfo.InvariantCulture)).ShouldBe(2, "the administrator and the person");
        counts.Sum(row => long.Parse(row[1], CultureInfo.InvariantCulture)).ShouldBe(1);
        page.Document.QuerySelectorAll("svg.chart g").Length.ShouldBe(24);
        page.AttributeOf("svg.chart", "role").ShouldBe("img");
        (await browser.OpenAsync(rows[0].QuerySelector("a")!.GetAttribute("href")!)).Document.QuerySelectorAll(".event").Length.ShouldBe(3);
    }

    [Fact]                                                             // OWASP ASVS 5.3: whatever strangers make the log say
    public async Task Hostile_names_in_the_log_stay_text()
    {
        using var browser = await Org.ConsoleAsync();
        foreach (var name in HostileNames.All.Where(name => !name.Contains('\0', StringComparison.Ordinal))) await Group($"{name} {Secrets.Digits(10)}");
        using var stranger = Org.Browser();
        await stranger.EnterAsync(new TestPerson("<script>alert(1)</script>@example.com", "\"><img src=x onerror=alert(1)>", null));
        var page = await browser.OpenAsync("/admin/log?range=90d");
        page.Document.QuerySelectorAll("script:not([src]), img, iframe, object, embed, main svg[onload]").Length.ShouldBe(0);
        page.Document.All.SelectMany(element => element.Attributes).ShouldAllBe(attribute => !attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        page.Text.Length.ShouldBeLessThan(150_000);
    }
}
