using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.SystemLog;

public sealed class LogsApiTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Fact]                                                             // contract §3.6, Event
    public async Task An_event_says_who_did_what_to_whom_from_where()
    {
        var person = await Org.CreatePersonAsync();
        var log = await Logs(Org, $"filter=eventType eq \"user.lifecycle.create\" and target.id eq \"{person.Id}\"");
        var entry = log.List.ShouldHaveSingleItem()!;

        entry["version"]!.ToString().ShouldBe("0");
        entry["severity"]!.ToString().ShouldBe("INFO");
        entry["displayMessage"]!.ToString().ShouldNotBeEmpty();
        entry["published"]!.ToString().ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$");
        entry["actor"]!["alternateId"]!.ToString().ShouldBe(Org.Facts.Admin.Login);
        entry["actor"]!["type"]!.ToString().ShouldBe("User");
        entry["target"]![0]!["id"]!.ToString().ShouldBe(person.Id);
        entry["outcome"]!["result"]!.ToString().ShouldBe("SUCCESS");
        entry["client"]!["ipAddress"]!.ToString().ShouldBe("127.0.0.1");
        entry["debugContext"]!["debugData"]!["requestUri"]!.ToString().ShouldBe("/api/v1/users");
        entry["transaction"]!["type"]!.ToString().ShouldBe("WEB");
        entry["request"]!["ipChain"]![0]!["ip"]!.ToString().ShouldBe("127.0.0.1");
        log.Text.ShouldNotContain(person.Password);
    }

    [Fact]                                                             // contract §3.6: no token in the log
    public async Task Signing_in_and_refreshing_leave_a_trail_without_tokens()
    {
        var person = await Org.CreatePersonAsync();
        var tokens = await Org.NativeApp.TokensAsync(person);
        var refreshed = await Org.NativeApp.RefreshAsync(tokens.RefreshToken);

        var log = await Logs(Org, "limit=1000");
        foreach (var type in (string[])["user.session.start", "app.oauth2.as.authorize.code", "app.oauth2.as.token.grant.access_token"]) log.Each("eventType").ShouldContain(type);
        foreach (var secret in (string[])[tokens.AccessToken, tokens.RefreshToken, tokens.IdToken, refreshed.AccessToken, person.Password]) log.Text.ShouldNotContain(secret);
    }

    [Fact]                                                             // contract §3.6, Query; §11.34
    public async Task The_log_is_read_page_by_page_and_followed()
    {
        await using var org = await TestOrg.StartAsync();
        for (var i = 0; i < 9; i++)
        {
            await Group(org, $"Group {i}");
            if (i % 3 == 0) org.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        var filter = "filter=" + Uri.EscapeDataString("eventType eq \"group.lifecycle.create\"");
        var names = new List<string>();
        string? next = $"/logs?{filter}&limit=4&since=2020-01-01T00:00:00Z";
        ApiAnswer page;
        do
        {
            page = (await org.Read(next!)).ShouldSucceed();
            names.AddRange(page.List.Select(entry => entry!["target"]![0]!["displayName"]!.ToString()));
            next = page.Link("next").ShouldNotBeNull();
        }
        while (page.List.Count > 0);
        names.ShouldBe(Enumerable.Range(0, 9).Select(i => $"Group {i}"));

        await Group(org, "Group 9");                                   // who followed sees what comes, and nothing twice
        page = (await org.Read(next)).ShouldSucceed();
        page.List.Select(entry => entry!["target"]![0]!["displayName"]!.ToString()).ShouldBe(["Group 9"]);

        var backwards = (await org.Read($"/logs?{filter}&limit=3&sortOrder=DESCENDING")).ShouldSucceed();
        backwards.List.Select(entry => entry!["target"]![0]!["displayName"]!.ToString()).ShouldBe(["Group 9", "Group 8", "Group 7"]);
        (await org.Read(backwards.Link("next")!)).List.Select(entry => entry!["target"]![0]!["displayName"]!.ToString()).ShouldBe(["Group 6", "Group 5", "Group 4"]);

        var bounded = $"/logs?{filter}&since=2026-01-01T00:00:00Z&until=2027-01-01T00:00:00Z";
        (await org.Read(bounded)).List.Count.ShouldBe(10);
        (await org.Read(bounded)).Link("next").ShouldBeNull();
        (await org.Read($"/logs?{filter}&until=2026-01-02T00:00:00Z&since=2026-01-01T00:00:00Z")).List.ShouldBeEmpty();
    }

    [Fact]                                                             // contract §3.6, q and filter
    public async Task Events_are_found_by_word_and_by_filter()
    {
        await using var org = await TestOrg.StartAsync();
        await Group(org, "Penguins");
        await Group(org, "Walruses");

        (await Logs(org, "q=penguins")).List.Count.ShouldBe(1);
        (await Logs(org, "q=group penguins created")).List.Count.ShouldBe(1);
        (await Logs(org, "q=penguins walruses")).List.ShouldBeEmpty();
        (await Logs(org, "filter=eventType sw \"group.\" and outcome.result eq \"SUCCESS\"")).List.Count.ShouldBe(2);
        (await Logs(org, "filter=eventType eq \"group.lifecycle.create\" and not (target.displayName eq \"Penguins\")")).List.Count.ShouldBe(1);
        (await Logs(org, $"filter=actor.id eq \"{(await org.Read("/users/me")).Id}\" and eventType co \"lifecycle\"")).List.Count.ShouldBe(2);
        (await Logs(org, "limit=0")).List.ShouldBeEmpty();

        (await Logs(org, "filter=eventType is \"x\"")).ShouldBeRefused(400, "E0000031");
        (await Logs(org, "since=yesterday")).ShouldBeRefused(400, "E0000001");
        (await Logs(org, "after=nonsense")).ShouldBeRefused(400, "E0000001");
        (await Logs(org, "sortOrder=SIDEWAYS")).ShouldBeRefused(400, "E0000001");
        (await Logs(org, "q=" + string.Join(' ', Enumerable.Repeat("a", 11)))).ShouldBeRefused(400, "E0000001");
    }

    private static async Task Group(TestOrg org, string name) =>
        (await org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = name } })).ShouldSucceed();

    private static Task<ApiAnswer> Logs(TestOrg org, string query) =>
        org.Read("/logs?" + string.Join('&', query.Split('&').Select(part => part.Split('=', 2) is [var name, var value] ? $"{name}={Uri.EscapeDataString(value)}" : part)));

    [Fact]                                                             // contract §3.6: a bounded query ends
    public async Task A_bounded_query_of_no_events_has_no_next_page()
    {
        await Org.CreatePersonAsync();
        var now = Org.Clock.GetUtcNow();
        string At(TimeSpan ago) => Uri.EscapeDataString((now - ago).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture));
        (await Org.Read($"/logs?since={At(TimeSpan.FromHours(1))}&until={At(TimeSpan.FromHours(-1))}&limit=0")).ShouldSucceed().Link("next").ShouldBeNull();
        (await Org.Read($"/logs?since={At(TimeSpan.FromHours(1))}&limit=0")).ShouldSucceed().Link("next").ShouldNotBeNull();
    }
}
