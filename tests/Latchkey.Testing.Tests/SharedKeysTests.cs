using System.Text.Json.Nodes;

namespace Latchkey.Testing.Tests;

/// <summary>Key pairs are handed on from orgs that have ended, and never shared by two that live.</summary>
public sealed class SharedKeysTests
{
    [Fact]
    public async Task No_two_living_orgs_have_a_key_in_common()
    {
        var orgs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TestOrg.StartAsync()));
        try
        {
            var kids = (await Task.WhenAll(orgs.Select(Kids))).SelectMany(each => each).ToArray();

            kids.Length.ShouldBe(8);                               // of each one key that signs and one to come
            kids.Distinct().Count().ShouldBe(kids.Length);
        }
        finally
        {
            foreach (var org in orgs) await org.DisposeAsync();
        }
    }

    [Fact]
    public async Task An_org_that_is_restarted_keeps_its_keys_and_an_org_started_meanwhile_has_others()
    {
        var org = await TestOrg.StartAsync();
        var before = await Kids(org);
        await using var again = await org.RestartAsync();
        await using var other = await TestOrg.StartAsync();

        (await Kids(again)).ShouldBe(before);
        (await Kids(other)).Intersect(before).ShouldBeEmpty();
    }

    private static async Task<string[]> Kids(TestOrg org) =>
        [.. JsonNode.Parse(await org.Http.GetStringAsync("/oauth2/default/v1/keys"))!["keys"]!.AsArray().Select(key => key!["kid"]!.GetValue<string>())];
}
