using System.Text.Json.Nodes;
using Latchkey.Server.Core.AutoMembership;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Groups;

/// <summary>What rules ask of the database when somebody's profile changes, counted and not timed. Decision 0022.</summary>
public sealed class GroupRuleCostTests
{
    [Fact]
    public async Task A_change_of_a_profile_asks_the_same_however_many_rules_and_people_there_are()
    {
        await using var org = await TestOrg.StartAsync();
        var group = (await org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = "Many" } })).ShouldSucceed().Id;
        var person = (await org.Post("/users?activate=false", ApiCalls.NewUser("one@example.com"))).ShouldSucceed().Id;
        var without = await Statements(org, person);
        await Rules(org, group, 1);
        var few = await Statements(org, person);
        await Rules(org, group, 40);
        for (var i = 0; i < 60; i++) (await org.Post("/users?activate=false", ApiCalls.NewUser($"many{i}@example.com"))).ShouldSucceed();
        (await Statements(org, person)).ShouldBe(few);
        few.ShouldBe(without + 1);                                     // whom they hold where
    }

    /// <summary>A file of two hundred rules switches them on one after another: each person is read once for all of them, and not once for each.</summary>
    [Fact]
    public async Task Rules_that_are_switched_on_together_go_through_the_people_together()
    {
        await using var org = await TestOrg.StartAsync();
        var group = (await org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = "Together" } })).ShouldSucceed().Id;
        for (var i = 0; i < 60; i++) (await org.Post("/users?activate=false", ApiCalls.NewUser($"together{i}@example.com"))).ShouldSucceed();
        await Rules(org, group, 1);
        var one = await Run(org);
        await Rules(org, group, 39);
        (await Run(org)).ShouldBeInRange(one, one + 5);
    }

    /// <summary>Of all rules of the org, from the beginning, by the run of one of them.</summary>
    private static async Task<long> Run(TestOrg org)
    {
        var (db, run) = (org.Services.GetRequiredService<Database>(), org.Services.GetRequiredService<GroupRuleRun>());
        await Eventually.HoldsAsync(async () => await db.One<long>("select count(*) from group_rules where reached is not null", null, default) == 0);
        var (rule, orgId) = ((await db.One<string>("select id from group_rules order by id desc limit 1", null, default))!, (await db.One<string>("select id from orgs limit 1", null, default))!);
        var least = long.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            await db.Change("update group_rules set reached = '', run = 7", null, default);
            await org.Services.GetRequiredService<Server.Core.Log.SystemLog>().Flush(default);
            using var meter = new Meter(db);
            await run.Deliver(new()
            {
                Id = "x", OrgId = orgId, Recipient = rule, Payload = $$"""{"RuleId":"{{rule}}","Run":7}""", Attempts = 1, LastProblem = null, CreatedAt = default, ExpiresAt = default,
            }, default);
            least = Math.Min(least, meter["latchkey.storage.statements"]);
            (await db.One<long>("select count(*) from group_rules where reached is not null", null, default)).ShouldBe(0);
        }
        return least;
    }

    private static async Task Rules(TestOrg org, string group, int many)
    {
        for (var i = 0; i < many; i++)
        {
            var rule = (await org.Post("/groups/rules", JsonNode.Parse($$$"""
                {"type":"group_rule","name":"R{{{Secrets.Digits(12)}}}","conditions":{"expression":{"value":"user.department == 'D{{{i}}}'","type":"urn:okta:expression:1.0"}},"actions":{"assignUserToGroups":{"groupIds":["{{{group}}}"] } } }
                """))).ShouldSucceed().Id;
            await org.Post($"/groups/rules/{rule}/lifecycle/activate");
        }
    }

    /// <summary>Of a change that no rule answers to. What else the server does meanwhile only adds to them.</summary>
    private static async Task<long> Statements(TestOrg org, string person)
    {
        var least = long.MaxValue;
        for (var i = 0; i < 15; i++)
        {
            await org.Services.GetRequiredService<Server.Core.Log.SystemLog>().Flush(default);
            using var meter = new Meter(org.Services.GetRequiredService<Database>());
            (await org.Post($"/users/{person}", new JsonObject { ["profile"] = new JsonObject { ["nickName"] = $"N{i}" } })).ShouldSucceed();
            least = Math.Min(least, meter["latchkey.storage.statements"]);
        }
        return least;
    }
}
