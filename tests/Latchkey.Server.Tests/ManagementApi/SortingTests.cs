using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.ManagementApi;

/// <summary>sortBy, sortOrder and expand=stats: done, or refused; never ignored. Contract §3.2, §3.3.</summary>
public sealed class SortingTests : IAsyncLifetime
{
    private TestOrg Org { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Org = await TestOrg.StartAsync();
        foreach (var (first, last) in ((string, string)[])[("Zoe", "Abel"), ("Anna", "Meyer"), ("anna", "Adler"), ("Bo", "meyer"), ("Élan", "Zorn")])
        {
            Org.Clock.Advance(TimeSpan.FromSeconds(1));
            (await Org.Post("/users?activate=false", ApiCalls.NewUser($"{Ids(first + last)}@sorted.example.com", first: first, last: last))).ShouldSucceed();
        }
    }

    public Task DisposeAsync() => Org.DisposeAsync().AsTask();

    private static string Ids(string name) => string.Concat(name.Where(char.IsAsciiLetter)).ToLowerInvariant();

    private static string Found => "search=" + Uri.EscapeDataString("profile.login co \"@sorted.example.com\"");

    [Theory]
    [InlineData("profile.lastName", "profile.lastName", "asc", "Abel,Adler,Meyer,meyer,Zorn")]
    [InlineData("profile.lastName", "profile.lastName", "desc", "Zorn,meyer,Meyer,Adler,Abel")]
    [InlineData("created", "profile.lastName", "asc", "Abel,Meyer,Adler,meyer,Zorn")]
    [InlineData("created", "profile.lastName", "DESC", "Zorn,meyer,Adler,Meyer,Abel")]
    [InlineData("profile.login", "profile.lastName", "", "Adler,Meyer,meyer,Zorn,Abel")]
    public async Task People_come_in_the_order_that_was_asked_for_page_by_page(string by, string member, string order, string expected)
    {
        var query = $"/users?{Found}&sortBy={by}{(order.Length == 0 ? "" : $"&sortOrder={order}")}&limit=2";
        var found = await Org.AllPages(query, member);
        // Those of one name come in the order of their ids, which are random.
        if (by == "profile.lastName") found.Select(name => name.ToLowerInvariant()).ShouldBe(expected.ToLowerInvariant().Split(','));
        else found.ShouldBe(expected.Split(','));
        (await Org.AllPages(query + "&x=1")).Distinct().Count().ShouldBe(5);
        (await Org.AllPages($"/users?sortBy={by}&limit=3")).Count.ShouldBe(7);
        (await Org.Read(query)).Link("next")!.ShouldMatch("after=[A-Za-z0-9_-]+$");
    }

    [Fact]                                                             // contract §3.2: sortBy
    public async Task People_come_by_their_standing()
    {
        var first = (await Org.Read($"/users?{Found}&limit=1")).ShouldSucceed().Each("id")[0];
        (await Org.Post($"/users/{first}/lifecycle/deactivate")).ShouldSucceed();
        (await Org.AllPages($"/users?{Found}&sortBy=status&limit=2", "status")).ShouldBe(["DEPROVISIONED", "STAGED", "STAGED", "STAGED", "STAGED"]);
        (await Org.AllPages($"/users?{Found}&sortBy=status&sortOrder=desc&limit=2"))[^1].ShouldBe(first);
    }

    [Theory]
    [InlineData("/users?search=id pr&sortBy=profile.nonsense", "sortBy")]
    [InlineData("/users?search=id pr&sortBy=profile.city", "sortBy")]
    [InlineData("/users?search=id pr&sortBy=created&sortOrder=sideways", "sortOrder")]
    [InlineData("/users?search=id pr&sortOrder=desc", "sortBy")]
    [InlineData("/users?q=an&sortBy=created", "sortBy")]
    [InlineData("/users?search=id pr&sortBy=created&after=nonsense", "after")]
    [InlineData("/groups?sortBy=description", "sortBy")]
    [InlineData("/groups?sortBy=created&sortOrder=up", "sortOrder")]
    [InlineData("/groups?expand=app", "expand")]
    public async Task What_cannot_be_done_is_refused(string query, string about) => (await Org.Read(query.Replace(" ", "%20", StringComparison.Ordinal))).ShouldBeRefused(400, "E0000001", about);

    [Fact]
    public async Task Groups_come_in_order_and_with_how_many_they_have()
    {
        var person = await Org.CreatePersonAsync();
        foreach (var name in (string[])["gamma", "Alpha", "beta"])
        {
            Org.Clock.Advance(TimeSpan.FromSeconds(1));
            var made = (await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = name } })).ShouldSucceed();
            if (name == "beta") (await Org.Put($"/groups/{made.Id}/users/{person.Id}")).ShouldBe(HttpStatusCode.NoContent);
        }
        (await Org.AllPages("/groups?sortBy=profile.name&limit=1", "profile.name")).ShouldBe(["Alpha", "beta", "Everyone", "gamma"]);
        (await Org.AllPages("/groups?sortBy=created&sortOrder=desc&limit=2", "profile.name")).ShouldBe(["beta", "Alpha", "gamma", "Everyone"]);

        var counted = (await Org.Read("/groups?expand=stats&sortBy=profile.name")).ShouldSucceed();
        counted.Each("_embedded.stats.usersCount").ShouldBe(["0", "1", "8", "0"]);
        counted.Each("_embedded.stats.appsCount").ShouldBe(["0", "0", "4", "0"]);
        (await Org.Read("/groups")).List.ShouldAllBe(group => group!["_embedded"] == null);
    }

    [Fact]                                                             // a page costs a page, however many there are
    public async Task Each_order_is_that_of_an_index()
    {
        var db = Org.Services.GetRequiredService<Database>();
        if (db.Engine != Engine.Sqlite) return;
        foreach (var (table, column) in ((string, string)[])[("users", "id"), ("users", "login_key"), ("users", "email_key"), ("users", "first_name_key"), ("users", "last_name_key"), ("users", "created_at"), ("users", "updated_at"),
            ("groups", "id"), ("groups", "name_key"), ("groups", "created_at"), ("groups", "updated_at"), ("groups", "members_changed_at")])
            foreach (var desc in (string[])["", " desc"])
            {
                var plan = (await db.Many<Step>($"explain query plan select * from {table} where org_id = 'x' and ({column}, id) {(desc.Length == 0 ? ">" : "<")} ('a', 'b') order by {column}{desc}, id{desc} limit 10", null, default)).Select(step => step.Detail).ToList();
                plan.ShouldContain(step => step.StartsWith($"SEARCH {table} USING", StringComparison.Ordinal), string.Join('\n', plan));
                plan.ShouldNotContain(step => step == "USE TEMP B-TREE FOR ORDER BY", $"{table}.{column}");
            }
    }

    private sealed record Step
    {
        public string Detail { get; init; } = "";
    }
}
