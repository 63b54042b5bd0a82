using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Storage;
using Latchkey.Server.Tests.Factors;
using Latchkey.Server.Tests.ManagementApi;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Storage;

/// <summary>What an earlier program stored goes on under this one.</summary>
public sealed class UpgradeTests
{
    public static IEnumerable<object[]> Stored => from schema in StoredDatabase.Schemas from engine in Enum.GetValues<Engine>() select (object[])[schema, engine];

    [Theory, MemberData(nameof(Stored))]
    public async Task What_an_earlier_program_stored_goes_on_under_this_one(string schema, Engine engine)
    {
        var held = StoredDatabase.Read(schema, engine);
        var folder = Directory.CreateTempSubdirectory("latchkey-upgrade-").FullName;
        var postgres = engine == Engine.Postgres ? await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync() : null;
        await StoredDatabase.Restore(schema, engine, folder, postgres);
        await using (var org = await TestOrg.StartAsync(settings => settings with { BaseUrl = new Uri(held.OrgUrl), DataFolder = folder, Postgres = postgres }, new FakeClock(held.StoredAt)))
        {
            await GoesOn(org, held);
            var versions = await org.Services.GetRequiredService<Database>().Many<long>("select version from schema_versions order by version", null, default);
            versions.ShouldBe(Migration.OfThisProgram.Select(migration => migration.Version));
        }
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
}
