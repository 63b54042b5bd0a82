using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Groups;

/// <summary>Groups and assignments are kept in memory. What takes them away counts for the very next token, at this server and soon at every other.</summary>
public sealed class MembershipsTests
{
    /// <summary>An org whose native app is for one group and for whoever is named, and not for everyone.</summary>
    private static async Task<(TestPerson Person, string Group)> OneGroupOnly(TestOrg org)
    {
        var person = await org.CreatePersonAsync();
        var group = (await org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = "Crew " + person.Id } })).ShouldSucceed().Id;
        foreach (var assigned in (await org.Read($"/apps/{org.NativeApp.ClientId}/groups")).ShouldSucceed().List)
            (await org.Delete($"/apps/{org.NativeApp.ClientId}/groups/{assigned!["id"]}")).ShouldBe(System.Net.HttpStatusCode.NoContent);
        (await org.Put($"/apps/{org.NativeApp.ClientId}/groups/{group}", new JsonObject())).ShouldSucceed();
        (await org.Put($"/groups/{group}/users/{person.Id}", new JsonObject())).ShouldBe(System.Net.HttpStatusCode.NoContent);
        return (person, group);
    }

    private static void ShouldWork(TestAnswer answer) => ((int)answer.Status).ShouldBe(200, answer.Json.ToJsonString());

    [Fact]
    public async Task Whoever_leaves_the_group_an_app_is_for_gets_no_further_token()
    {
        await using var org = await TestOrg.StartAsync();
        var (person, group) = await OneGroupOnly(org);
        var token = (await org.NativeApp.TokensAsync(person)).RefreshToken;
        for (var i = 0; i < 5; i++)
        {
            ShouldWork(await org.NativeApp.RefreshAsync(token));
            (await org.Delete($"/groups/{group}/users/{person.Id}")).ShouldBe(System.Net.HttpStatusCode.NoContent);
            (await org.NativeApp.RefreshAsync(token)).ShouldBeRefused("access_denied");

            (await org.Put($"/groups/{group}/users/{person.Id}", new JsonObject())).ShouldBe(System.Net.HttpStatusCode.NoContent);
            ShouldWork(await org.NativeApp.RefreshAsync(token));
            (await org.Delete($"/apps/{org.NativeApp.ClientId}/groups/{group}")).ShouldBe(System.Net.HttpStatusCode.NoContent);
            (await org.NativeApp.RefreshAsync(token)).ShouldBeRefused("access_denied");

            (await org.Post($"/apps/{org.NativeApp.ClientId}/users", new JsonObject { ["id"] = person.Id })).ShouldSucceed();
            ShouldWork(await org.NativeApp.RefreshAsync(token));
            (await org.Delete($"/apps/{org.NativeApp.ClientId}/users/{person.Id}")).ShouldBe(System.Net.HttpStatusCode.NoContent);
            (await org.NativeApp.RefreshAsync(token)).ShouldBeRefused("access_denied");

            (await org.Put($"/apps/{org.NativeApp.ClientId}/groups/{group}", new JsonObject())).ShouldSucceed();
        }
        ShouldWork(await org.NativeApp.RefreshAsync(token));
        (await org.Delete($"/groups/{group}")).ShouldBe(System.Net.HttpStatusCode.NoContent);
        (await org.NativeApp.RefreshAsync(token)).ShouldBeRefused("access_denied");
    }

    [Fact]
    public async Task A_rule_for_a_group_follows_who_is_in_it()
    {
        await using var org = await TestOrg.StartAsync();
        var person = await org.CreatePersonAsync();
        var group = (await org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = "Suspended" } })).ShouldSucceed().Id;
        var policies = (await org.Read("/authorizationServers/default/policies")).ShouldSucceed().List;
        var rules = $"/authorizationServers/default/policies/{policies[0]!["id"]}/rules";
        var rule = (await org.Read(rules)).ShouldSucceed().List[0]!.DeepClone().AsObject();
        rule["conditions"]!["people"]!["groups"]!["exclude"] = new JsonArray(group);
        (await org.Put($"{rules}/{rule["id"]}", rule)).ShouldSucceed();

        var token = (await org.NativeApp.TokensAsync(person)).RefreshToken;
        ShouldWork(await org.NativeApp.RefreshAsync(token));
        (await org.Put($"/groups/{group}/users/{person.Id}", new JsonObject())).ShouldBe(System.Net.HttpStatusCode.NoContent);
        (await org.NativeApp.RefreshAsync(token)).ShouldBeRefused("access_denied", status: 401);
        (await org.Delete($"/groups/{group}/users/{person.Id}")).ShouldBe(System.Net.HttpStatusCode.NoContent);
        ShouldWork(await org.NativeApp.RefreshAsync(token));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(250)]                                                  // more than are kept in memory
    public async Task Somebody_in_many_groups_is_judged_by_each_of_them(int groups)
    {
        await using var org = await TestOrg.StartAsync();
        var (person, group) = await OneGroupOnly(org);
        for (var i = 0; i < groups; i++)
        {
            var other = (await org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = $"Other {i}" } })).ShouldSucceed().Id;
            (await org.Put($"/groups/{other}/users/{person.Id}", new JsonObject())).ShouldBe(System.Net.HttpStatusCode.NoContent);
        }
        var token = (await org.NativeApp.TokensAsync(person)).RefreshToken;
        ShouldWork(await org.NativeApp.RefreshAsync(token));
        (await org.Delete($"/groups/{group}/users/{person.Id}")).ShouldBe(System.Net.HttpStatusCode.NoContent);
        (await org.NativeApp.RefreshAsync(token)).ShouldBeRefused("access_denied");
    }

    [Fact]                                                             // threats §3
    public async Task What_one_server_takes_away_another_no_longer_gives()
    {
        var postgres = await (await PostgresCluster.SharedAsync()).CreateMigratedDatabaseAsync();
        await using (var one = await TestOrg.StartAsync(postgres: postgres))
        {
            await using var two = await one.StartReplicaAsync();
            var (person, group) = await OneGroupOnly(one);
            var token = (await one.NativeApp.TokensAsync(person)).RefreshToken;
            async Task<bool> Gives(TestOrg at) => (await at.NativeApp.RefreshAsync(token)).Status == System.Net.HttpStatusCode.OK;

            for (var i = 0; i < 3; i++)
            {
                await Until(() => Gives(two));
                (await one.Delete($"/groups/{group}/users/{person.Id}")).ShouldBe(System.Net.HttpStatusCode.NoContent);
                (await Gives(one)).ShouldBeFalse();
                await Until(async () => !await Gives(two));

                (await two.Put($"/groups/{group}/users/{person.Id}", new JsonObject())).ShouldBe(System.Net.HttpStatusCode.NoContent);
                (await Gives(two)).ShouldBeTrue();
                await Until(() => Gives(one));
                (await two.Delete($"/apps/{one.NativeApp.ClientId}/groups/{group}")).ShouldBe(System.Net.HttpStatusCode.NoContent);
                (await Gives(two)).ShouldBeFalse();
                await Until(async () => !await Gives(one));
                (await one.Put($"/apps/{one.NativeApp.ClientId}/groups/{group}", new JsonObject())).ShouldSucceed();
            }
        }
        await (await PostgresCluster.SharedAsync()).DropDatabaseAsync(postgres);
    }

    /// <summary>News of another server travels by NOTIFY or by the poll; both in real time.</summary>
    private static async Task Until(Func<Task<bool>> done)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await done()) patience.Token.ThrowIfCancellationRequested();
    }
}
