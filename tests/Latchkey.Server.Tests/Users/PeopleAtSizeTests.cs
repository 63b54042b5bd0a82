using System.Text.Json.Nodes;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Scim;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Users;

/// <summary>People are found among many: whatever is asked, everybody is found once and in order, and no more is read than a page needs. Decision 0043.</summary>
public sealed class PeopleAtSizeTests
{
    private const int People = 1_250, Few = 200;

    private static readonly string[] Asked =
    [
        "profile.ward eq \"w1\"",                                      // many have it
        "profile.ward eq \"W1\" and profile.department eq \"d3\"",     // many have each
        "profile.badge eq \"b7\"", "profile.badge sw \"b7\"", "profile.badge ew \"7\"", "profile.badge co \"77\"", "profile.badge eq \"none\"",
        "profile.badge co \"%\"", "profile.badge co \"_7\"",           // nothing stands for anything else
        "profile.badge eq \"b7\" or profile.department eq \"d9\"", "profile.ward eq \"w1\" or profile.badge eq \"b8\"",
        "profile.grade gt 7", "profile.grade eq 3 and profile.ward ne \"w1\"", "not (profile.ward eq \"w1\")", "profile.remote eq true",
        "profile.tags eq \"even\"", "profile.tags eq \"fifth\" and profile.tags eq \"even\"", "profile.tags pr", "profile.nickName pr",
        "status eq \"STAGED\"", "status eq \"STAGED\" and profile.ward eq \"w1\"", "status eq \"ACTIVE\" or profile.badge eq \"b9\"",
        "profile.lastName sw \"last1\"", "profile.lastName co \"ast12\" and profile.ward eq \"w1\"", "profile.login ew \"@size.example\"", "profile.firstName eq \"same\"",
        "created gt \"2020-01-01T00:00:00.000Z\" and profile.tags eq \"fifth\"", "lastUpdated lt \"2020-01-01T00:00:00.000Z\"", "profile.since eq \"2026-11-02\"",
    ];

    private static async Task<TestOrg> Start()
    {
        var org = await TestOrg.StartAsync();
        (await org.Post("/meta/schemas/user/default", JsonNode.Parse("""
            {"definitions":{"custom":{"properties":{"ward":{"title":"w","type":"string"},"badge":{"title":"b","type":"string"},"grade":{"title":"g","type":"integer"},
              "remote":{"title":"r","type":"boolean"},"since":{"title":"s","type":"string"},"tags":{"title":"t","type":"array","items":{"type":"string"} } } } } }
            """))).ShouldSucceed();
        var (db, users) = (org.Services.GetRequiredService<Database>(), org.Services.GetRequiredService<Core.People.Users>());
        var orgId = (await db.One<string>("select id from orgs limit 1", null, default))!;
        await db.Write(async writing =>
        {
            for (var n = 0; n < People; n++)
            {
                await users.Create(writing, new NewUser
                {
                    OrgId = orgId, Status = n % 40 == 0 ? UserStatus.Staged : UserStatus.Active,
                    Profile = new JsonObject
                    {
                        ["login"] = $"n{n}@size.example", ["email"] = $"n{n}@size.example", ["firstName"] = "Same", ["lastName"] = $"Last{n / 10}", ["department"] = $"D{n % 10}",
                        ["ward"] = n % 50 == 0 ? "w2" : "w1", ["badge"] = $"B{n}", ["grade"] = n % 10, ["remote"] = n % 2 == 0, ["since"] = "2026-11-02",
                        ["tags"] = new JsonArray([.. (n % 2 == 0 ? ["even"] : Array.Empty<string>()).Concat(n % 5 == 0 ? ["fifth", "Fifth"] : []).Select(tag => (JsonNode)tag)]),
                    },
                });
            }
        }, default);
        org.Services.GetRequiredService<UserList>().Few = Few;         // a thousand people are many
        return org;
    }

    [Fact]
    public async Task Everybody_is_found_once_and_in_order()
    {
        await using var org = await Start();
        var all = new List<JsonObject>();
        for (var next = "/users?limit=200&search=id%20pr"; next is not null;)
        {
            var page = (await org.Read(next)).ShouldSucceed();
            all.AddRange(page.List.Select(user => (JsonObject)user!.DeepClone()));
            next = page.Link("next");
        }
        all.Count.ShouldBeGreaterThan(People);
        foreach (var filter in Asked)
        {
            var parsed = ScimParser.Parse(filter);
            var expected = all.Where(user => parsed.Matches(user)).Select(user => user["id"]!.ToString()).Order(StringComparer.Ordinal).ToList();
            (await org.AllPages("/users?limit=200&search=" + Uri.EscapeDataString(filter))).ShouldBe(expected, ignoreOrder: false, filter);
            var names = all.ToDictionary(user => user["id"]!.ToString(), user => user["profile"]!["lastName"]!.ToString().ToLowerInvariant());
            (await org.AllPages("/users?limit=200&sortBy=profile.lastName&search=" + Uri.EscapeDataString(filter)))
                .ShouldBe(expected.OrderBy(id => names[id], StringComparer.Ordinal).ThenBy(id => id, StringComparer.Ordinal).ToList(), ignoreOrder: false, filter);
        }
        (await org.AllPages("/users?limit=3&sortBy=created&sortOrder=desc&search=" + Uri.EscapeDataString("profile.badge sw \"b7\""))).Count.ShouldBe(111);
    }

    /// <summary>How the engine goes about it: where many share a value, page by page along its index; where few do, by that and nothing else.</summary>
    [Fact]
    public async Task A_page_of_many_is_read_along_an_index_and_few_are_put_in_order()
    {
        await using var org = await Start();
        var db = org.Services.GetRequiredService<Database>();
        if (db.Engine != Engine.Sqlite) return;
        var orgId = (await db.One<string>("select id from orgs limit 1", null, default))!;
        var columns = UserList.Telling.Concat(((string[])["ward", "badge", "department"]).Select(name => KeyValuePair.Create($"profile.{name}", (name, Column.Value)))).ToDictionary();
        foreach (var (filter, first, sorts) in ((string, string, bool)[])
        [
            ("profile.ward eq \"w1\"", "SEARCH d USING COVERING INDEX user_values_value (org_id=? AND name=? AND value_key=? AND user_id>?)", false),
            ("profile.ward eq \"w1\" and profile.firstName eq \"same\"", "SEARCH d USING COVERING INDEX user_values_value (org_id=? AND name=? AND value_key=? AND user_id>?)", false),
            ("profile.firstName eq \"same\"", "SEARCH u USING INDEX users_page (org_id=? AND id>?)", false),
            ("profile.ward pr", "SEARCH u USING INDEX users_page (org_id=? AND id>?)", false),
            ("status eq \"ACTIVE\"", "SEARCH u USING INDEX users_status (org_id=? AND status=? AND id>?)", false),
            ("keptType eq \"\"", "SEARCH u USING INDEX users_type (org_id=? AND type_id=? AND id>?)", false),
            ("profile.lastName eq \"last7\" and profile.ward eq \"w1\"", "SEARCH u USING INDEX users_last_name (org_id=? AND last_name_key=?)", true),
            ("lastUpdated lt \"2020-01-01T00:00:00.000Z\"", "SEARCH u USING INDEX users_updated (org_id=? AND updated_at<?)", true),
        ])
        {
            var args = new Dictionary<string, object>();
            var way = await new PeopleSql(db, orgId, columns, Few).Of(ScimParser.Parse(filter), byId: true, args, default);
            (args["orgId"], args["after"], args["most"]) = (orgId, "", 50);
            var steps = (await db.Many<Step>($"explain query plan select u.id, u.profile from {way.From} where {way.Condition} and {way.Id} > @after order by {way.Id} limit @most", args, default))
                .Select(step => step.Detail).ToList();
            steps[0].ShouldBe(first, customMessage: filter);
            steps.Any(step => step.Contains("TEMP B-TREE", StringComparison.Ordinal)).ShouldBe(sorts, customMessage: filter);
        }
    }

    /// <summary>A database of before this: the values that profiles had are filed in the background, and until then nobody is overlooked.</summary>
    [Fact]
    public async Task What_was_there_before_is_filed_and_nobody_is_overlooked_meanwhile()
    {
        await using var org = await TestOrg.StartAsync();
        var person = (await org.Post("/users?activate=false", new JsonObject { ["profile"] = ApiCalls.Profile("filed@size.example") })).ShouldSucceed().Id;
        (await org.Post($"/users/{person}", new JsonObject { ["profile"] = new JsonObject { ["department"] = "Files" } })).ShouldSucceed();
        var db = org.Services.GetRequiredService<Database>();
        var search = "/users?search=" + Uri.EscapeDataString("profile.department eq \"files\"");
        await db.Write(async writing =>
        {
            await writing.Change("delete from user_values", null);
            await writing.Change("insert into value_fills (org_id, reached) select id, '' from orgs", null);
        }, default);
        (await org.AllPages(search)).ShouldBe([person]);

        var orgId = (await db.One<string>("select id from orgs limit 1", null, default))!;
        var filling = org.Services.GetServices<Ground.Outbox.ICourier>().Single(courier => courier.Kind.Name == "value-fill");
        await filling.Deliver(new() { Id = "x", OrgId = orgId, Recipient = orgId, Payload = orgId, Attempts = 1, LastProblem = null, CreatedAt = default, ExpiresAt = default }, default);
        (await ValueFilling.IsDone(db, orgId, default)).ShouldBeTrue();
        (await db.One<string>("select value_key from user_values where user_id = @person and name = 'department'", new { person }, default)).ShouldBe("files");
        (await org.AllPages(search)).ShouldBe([person]);
    }

    private sealed record Step
    {
        public string Detail { get; init; } = "";
    }
}
