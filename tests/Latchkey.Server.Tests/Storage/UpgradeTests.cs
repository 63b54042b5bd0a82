using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Storage;

/// <summary>What an earlier program stored goes on under this one.</summary>
public sealed class UpgradeTests
{
    public static IEnumerable<object[]> Stored => from schema in StoredDatabase.Schemas from engine in Enum.GetValues<Engine>() select (object[])[schema, engine];

    [Theory, MemberData(nameof(Stored))]
    public Task What_an_earlier_program_stored_goes_on_under_this_one(string schema, Engine engine) => Upgraded(schema, engine, async (org, held) =>
    {
        await GoesOn(org, held);
        var versions = await org.Services.GetRequiredService<Database>().Many<long>("select version from schema_versions order by version", null, default);
        versions.ShouldBe(Migration.OfThisProgram.Select(migration => migration.Version));
    });

    private static async Task Upgraded(string schema, Engine engine, Func<TestOrg, StoredDatabase, Task> look)
    {
        var held = StoredDatabase.Read(schema, engine);
        var folder = Directory.CreateTempSubdirectory("latchkey-upgrade-").FullName;
        var postgres = engine == Engine.Postgres ? await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync() : null;
        await StoredDatabase.Restore(schema, engine, folder, postgres);
        await using (var org = await TestOrg.StartAsync(settings => settings with { BaseUrl = new Uri(held.OrgUrl), DataFolder = folder, Postgres = postgres }, new FakeClock(held.StoredAt)))
            await look(org, held);
        if (postgres is not null) await (await PostgresCluster.SharedAsync()).DropDatabaseAsync(postgres);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task GoesOn(TestOrg org, StoredDatabase held)
    {
        // Tokens of before, and the keys that signed them.
        (await org.NativeApp.UserInfoAsync(held.AccessToken))["sub"].ShouldNotBeNull();
        (await org.WebApp.IntrospectAsync(held.AccessToken)).Json["active"]!.GetValue<bool>().ShouldBeTrue();
        (await org.NativeApp.RefreshAsync(held.NativePredecessor)).RefreshToken.ShouldBe(held.NativeRefresh);
        var refreshed = await org.NativeApp.RefreshAsync(held.NativeRefresh);
        (await org.NativeApp.UserInfoAsync(refreshed.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await org.WebApp.RefreshAsync(held.WebRefresh)).Status.ShouldBe(HttpStatusCode.OK);      // with the secret, which is sealed in the database
        (await org.NativeApp.RedeemAsync(held.Code)).Status.ShouldBe(HttpStatusCode.OK);

        // The browser that was signed in still is; another one signs in.
        using var known = org.Browser();
        known.Cookies.Add(new Uri(org.Url), new Cookie("sid", held.Session));
        (await known.OpenAsync(org.NativeApp.AuthorizeUrl(changes: [("prompt", "none")]))).Parameter("code").ShouldNotBeNull();
        (await org.NativeApp.TokensAsync(org.Person)).AccessToken.ShouldNotBeEmpty();

        // What an administrator set up is there, and the token that did it works.
        (await org.Read($"/users/{held.PersonId}")).ShouldSucceed()["profile.login"].ShouldBe("totp@example.com");
        (await org.Read($"/groups/{held.GroupId}/users")).ShouldSucceed().Each("id").ShouldBe([held.PersonId]);
        (await org.Read("/trustedOrigins")).ShouldSucceed().Each("origin").ShouldContain("https://app.example.com");
        (await org.Read("/authorizationServers")).ShouldSucceed().Each("name").ShouldContain("Stored");
        (await org.Read("/logs?limit=1000")).ShouldSucceed().Each("eventType").ShouldContain("user.session.start");
        var factor = (await org.Read($"/users/{held.PersonId}/factors")).ShouldSucceed().Each("id").ShouldHaveSingleItem();
        var code = new Authenticator(org, factor, held.Totp).Next();
        (await org.Post($"/users/{held.PersonId}/factors/{factor}/verify", new JsonObject { ["passCode"] = code })).ShouldSucceed()["factorResult"].ShouldBe("SUCCESS");
    }

    [Theory, MemberData(nameof(Stored))]                               // okta-mobile-kotlin 1.x: one elliptic key spoils the list
    public async Task Keys_of_an_algorithm_that_nobody_chose_are_not_taken_over(string schema, Engine engine) => await Upgraded(schema, engine, async (org, held) =>
    {
        var keys = JsonNode.Parse((await org.Visit(org.Issuer + "/v1/keys")).Text)!["keys"]!.AsArray();
        keys.Select(key => key!["alg"]!.ToString()).ShouldAllBe(algorithm => algorithm == "RS256");
        (await org.Services.GetRequiredService<Database>().Many<string>("select server_id from signing_keys where algorithm = 'ES256' and server_id <> 'internal'", null, default)).ShouldBeEmpty();
        (await org.NativeApp.UserInfoAsync(held.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
    });
}
