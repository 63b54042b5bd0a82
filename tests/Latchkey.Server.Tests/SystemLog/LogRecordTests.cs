using Latchkey.Server.Entrance.Pipeline;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.SystemLog;

public sealed class LogRecordTests
{
    private sealed record Kept(string Id, string Record);

    private static Task<ApiAnswer> Filtered(TestOrg org, string filter, string more = "") => org.Read($"/logs?since=2020-01-01T00:00:00Z{more}&filter={Uri.EscapeDataString(filter)}");

    [Fact]                                                             // contract §3.6
    public async Task An_event_is_kept_in_a_fifth_of_its_document_and_read_as_the_whole()
    {
        await using var org = await TestOrg.StartAsync();
        await new TestApp(org, org.Facts.Apps.Service.ClientId, org.Facts.Apps.Service.ClientSecret, "").TokenAsync(("grant_type", "client_credentials"), ("scope", "orders:read"));
        var granted = (await Filtered(org, "eventType eq \"app.oauth2.as.token.grant.access_token\"")).ShouldSucceed();
        var entry = granted.List.ShouldHaveSingleItem()!;
        entry["displayMessage"]!.ToString().ShouldBe("OAuth2 access token is granted");
        entry["actor"]!["id"]!.ToString().ShouldBe(org.Facts.Apps.Service.ClientId);
        entry["debugContext"]!["debugData"]!["requestUri"]!.ToString().ShouldBe("/oauth2/default/v1/token");

        var kept = await org.Services.GetRequiredService<Database>().One<Kept>("select id, record from log_records where event_type = 'app.oauth2.as.token.grant.access_token'", null, default);
        kept!.Id.ShouldBe(entry["uuid"]!.ToString());
        kept.Record.Length.ShouldBeLessThan(260);
        (kept.Record.Length * 4).ShouldBeLessThan(entry.ToJsonString().Length);
    }

    [Fact]                                                             // bench/README.md: what an event costs is the trees it is written into
    public async Task An_event_is_written_into_two_trees_and_a_sign_in_into_three()
    {
        await using var empty = await EmptyDatabase.On(Engine.Sqlite);
        var db = empty.Open();
        await db.Migrate(default);
        (await db.Many<string>("select name from sqlite_master where tbl_name = 'log_records' and rootpage <> 0 order by name", null, default))
            .ShouldBe(["log_records", "log_records_person", "log_records_type"]);
        (await db.One<long>("select count(*) from pragma_index_list('log_records') where partial = 0 and origin <> 'pk'", null, default)).ShouldBe(1);
    }

    [Fact]
    public async Task What_was_written_before_there_were_records_is_read_among_them_and_found_by_its_id()
    {
        await using var org = await TestOrg.StartAsync();
        var db = org.Services.GetRequiredService<Database>();
        var orgId = await db.One<string>("select id from orgs", null, default);
        var before = org.Clock.GetUtcNow().AddMinutes(-1);
        await db.Change("insert into log_events (id, org_id, published_at, event_type, document, expires_at) values (@id, @orgId, @before, 'user.session.start', @document, @expires)",
            new { id = "evt00000001abcdef012", orgId, before, document = """{"uuid":"evt00000001abcdef012","eventType":"user.session.start","outcome":{"result":"SUCCESS"}}""", expires = before.AddDays(90) }, default);
        var person = await org.CreatePersonAsync();

        (await Filtered(org, "eventType eq \"user.session.start\"")).ShouldSucceed().Each("uuid").ShouldBe(["evt00000001abcdef012"]);
        var both = (await Filtered(org, "eventType eq \"user.session.start\" or eventType eq \"user.lifecycle.create\" and target.id eq \"" + person.Id + "\"")).ShouldSucceed();
        both.Each("eventType").ShouldBe(["user.session.start", "user.lifecycle.create"]);
        (await Filtered(org, "eventType eq \"user.session.start\" or eventType eq \"user.lifecycle.create\"", "&sortOrder=DESCENDING&limit=1")).ShouldSucceed().Each("eventType").ShouldBe(["user.lifecycle.create"]);
        foreach (var id in both.Each("uuid")) (await Filtered(org, $"uuid eq \"{id}\"")).ShouldSucceed().Each("uuid").ShouldBe([id]);
        (await Filtered(org, "uuid eq \"nonsense\"")).ShouldSucceed().List.ShouldBeEmpty();

        var begun = org.Clock.GetUtcNow();
        org.Clock.Advance(TimeSpan.FromDays(91));
        foreach (var table in ExpiringTables.Of(org.Services)) await table.DeleteBatch(default);
        (await db.One<long>("select (select count(*) from log_events) + (select count(*) from log_records where published_at <= @begun)", new { begun }, default)).ShouldBe(0);
    }
}
