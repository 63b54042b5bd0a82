using System.Text.Json.Nodes;
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
