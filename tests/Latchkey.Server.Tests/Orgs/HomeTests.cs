using Latchkey.Server.Core.NewOrgs;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Orgs;

/// <summary>The org at the base address: there is one, however many servers start, and whatever an earlier version left.</summary>
public sealed class HomeTests
{
    [Theory, BothEngines]
    public async Task Servers_that_start_together_over_an_empty_database_make_one_org(Engine engine)
    {
        for (var round = 0; round < 3; round++)
        {
            await using var data = await DataFolder.On(engine);
            var servers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => data.Start())));

            var db = servers[0].Services.GetRequiredService<Database>();
            var made = (await db.Many<string>("select id from orgs", null, default)).ShouldHaveSingleItem();
            (await db.One<long>("select count(*) from groups where type = 'BUILT_IN'", null, default)).ShouldBe(1);
            (await db.One<long>("select count(*) from authorization_servers", null, default)).ShouldBe(1);
            foreach (var server in servers) (await server.Services.GetRequiredService<OrgDirectory>().Default(default))!.Id.ShouldBe(made);
            var tokens = await Task.WhenAll(servers.Select(async server => (await server.Services.GetRequiredService<SetupToken>().Read(default)).Value));
            tokens.Distinct().ShouldHaveSingleItem();
            foreach (var server in servers) await server.DisposeAsync();
        }
    }

    [Theory, BothEngines]
    public async Task Of_several_that_an_earlier_version_made_the_one_with_people_is_served(Engine engine)
    {
        await using var data = await DataFolder.On(engine);
        await using (var db = Database.Open(DatabaseSettings.Of(data.Settings), TimeProvider.System))
        {
            await db.Migrate([Migration.OfThisProgram[0]], default);
            foreach (var (id, created) in ((string, int)[])[("00oFirst", 1), ("00oFull", 2), ("00oLast", 3)])
                await db.Change("insert into orgs (id, name, status, created_at, updated_at) values (@id, 'Home', 'ACTIVE', @created, 1)", new { id, created }, default);
            await db.Change("""
                insert into users (id, org_id, status, login, login_key, short_login_key, email, email_key, first_name_key, last_name_key, profile, created_at, updated_at)
                values ('00u1', '00oFull', 'ACTIVE', 'a', 'a', 'a', 'a', 'a', 'a', 'a', '{}', 1, 1)
                """, null, default);
        }
        await using var server = await data.Start();
        var orgs = server.Services.GetRequiredService<OrgDirectory>();
        (await orgs.Default(default))!.Id.ShouldBe("00oFull");
        (await orgs.FindByHost("spare-00ofirst.id.example.com", default))!.Id.ShouldBe("00oFirst");      // nothing is lost
        (await orgs.FindByHost("spare-00olast.id.example.com", default))!.Id.ShouldBe("00oLast");
    }

    [Theory, BothEngines]
    public async Task The_set_up_token_outlives_a_start_that_failed_and_is_the_same_at_every_server(Engine engine)
    {
        await using var data = await DataFolder.On(engine);
        await (await data.Start()).DisposeAsync();                          // killed before it said anything
        string first;
        await using (var server = await data.Start()) first = (await Token(server)).Value;
        (await File.ReadAllTextAsync(data["setup-token"])).Trim().ShouldBe(first);

        File.Delete(data["setup-token"]);
        await using (var server = await data.Start()) (await Token(server)).Value.ShouldBe(first);
        (await File.ReadAllTextAsync(data["setup-token"])).Trim().ShouldBe(first);

        await using var again = await data.Start();
        var renewed = (await again.Services.GetRequiredService<SetupToken>().Replace(default)).Value;
        renewed.ShouldNotBe(first);
        (await Token(again)).Value.ShouldBe(renewed);
        (await File.ReadAllTextAsync(data["setup-token"])).Trim().ShouldBe(renewed);
        (await again.Services.GetRequiredService<Database>().Many<string>("select value from database_marks", null, default)).ShouldAllBe(value => !value.Contains(renewed));
    }

    [Fact]
    public async Task A_set_up_token_of_an_earlier_version_stays_good()
    {
        await using var data = await DataFolder.On(Engine.Sqlite);
        await File.WriteAllTextAsync(data["setup-token"], "the-token-of-before\n");
        await using var server = await data.Start();
        (await Token(server)).Value.ShouldBe("the-token-of-before");
    }

    private static Task<Secret> Token(WebApplication server) => server.Services.GetRequiredService<SetupToken>().Read(default);
}
