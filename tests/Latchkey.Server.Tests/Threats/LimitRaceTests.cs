using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Threats;

/// <summary>
/// What may be had a few times is had no oftener by asking often at once: every request is let run until it would commit, and
/// only then the first may. Only PostgreSQL lets so many write at once. Threats row 7.
/// </summary>
public sealed class LimitRaceTests : IAsyncLifetime
{
    private const int AtOnce = 16;
    private const string Ciba = "urn:openid:params:grant-type:ciba";
    private const string Device = "urn:ietf:params:oauth:grant-type:device_code";

    private string postgres = "";
    private TestOrg org = null!;

    public async Task InitializeAsync()
    {
        postgres = await (await PostgresCluster.SharedAsync()).CreateMigratedDatabaseAsync();
        org = await TestOrg.StartAsync(postgres: postgres);
    }

    public async Task DisposeAsync()
    {
        await org.DisposeAsync();
        await (await PostgresCluster.SharedAsync()).DropDatabaseAsync(postgres);
    }

    private async Task<T[]> AllAtOnce<T>(string table, Func<int, Task<T>> ask)
    {
        await using var held = await HeldCommits.On(postgres, table);
        var asking = Enumerable.Range(0, AtOnce).Select(ask).ToArray();
        await held.UntilWaiting(AtOnce);
        await held.Release();
        return await Task.WhenAll(asking);
    }

    private Task<long> Rows(string sql, object args) => org.Services.GetRequiredService<Database>().One<long>(sql, args, default);

    [Fact]
    public async Task A_stranger_fills_no_mailbox_with_recovery_mails()
    {
        var person = await org.CreatePersonAsync();
        await AllAtOnce("recovery_requests", _ => org.Authn("/recovery/password", new JsonObject { ["username"] = person.Login, ["factorType"] = "EMAIL" }));
        (await org.MailsAsync(person.Login)).Count.ShouldBe(AccountRecovery.MostMails);
    }

    [Fact]
    public async Task A_stranger_fills_no_mailbox_with_codes_to_sign_up()
    {
        (await org.Put("/org/settings", new JsonObject { ["selfServiceRegistration"] = true })).ShouldSucceed();
        var pages = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            var browser = org.Browser();
            return (Browser: browser, Page: await browser.OpenAsync((await browser.OpenAsync(org.NativeApp.AuthorizeUrl())).Document.QuerySelector("#sign-up")!.GetAttribute("href")!));
        }));
        await AllAtOnce("sign_ups", i => pages[i].Browser.SubmitAsync(pages[i].Page, ("firstName", "New"), ("lastName", "Comer"), ("email", "newcomer@example.com"), ("password", "Correct-Horse-7")));
        (await org.MailsAsync("newcomer@example.com")).Count.ShouldBe(5);
        foreach (var (browser, _) in pages) browser.Dispose();
    }

    [Fact]                                                             // CIBA Core §13
    public async Task An_app_has_no_more_requests_waiting_for_one_person()
    {
        var app = await org.CreateAppAsync("web", new JsonObject { ["grant_types"] = new JsonArray(Ciba), ["response_types"] = new JsonArray() });
        var person = await org.CreatePersonAsync();
        var answers = await AllAtOnce("decoupled_requests", _ => app.PostAsync("/bc/authorize", ("scope", "openid"), ("login_hint", person.Login)));
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(DecoupledRequests.MostOfOneApp);
        answers.Where(answer => answer.Status != HttpStatusCode.OK).ShouldAllBe(answer => (int)answer.Status == 429);
    }

    [Fact]                                                             // RFC 8628 §5.1
    public async Task No_more_device_codes_wait_for_one_address()
    {
        var app = await org.CreateAppAsync("native", new JsonObject { ["grant_types"] = new JsonArray("authorization_code", Device) });
        for (var i = 0; i < DecoupledRequests.MostOfDevices - 5; i++) (await app.PostAsync("/device/authorize", ("scope", "openid"))).Status.ShouldBe(HttpStatusCode.OK);
        var answers = await AllAtOnce("decoupled_requests", _ => app.PostAsync("/device/authorize", ("scope", "openid")));
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(5);
    }

    [Fact]                                                             // what an administrator may have so many of
    public async Task An_org_has_no_more_trusted_origins()
    {
        var orgId = (await org.Services.GetRequiredService<OrgDirectory>().Default(default))!.Id;
        await org.Services.GetRequiredService<Database>().Change("""
            insert into trusted_origins (id, org_id, name, origin, status, scopes, created_at, created_by, updated_at, updated_by)
            select 'tos' || n, @orgId, 'o' || n, 'https://o' || n || '.example', 'ACTIVE', 'CORS', 0, 'test', 0, 'test' from generate_series(1, 1000 - 3 - (select count(*) from trusted_origins where org_id = @orgId)) n
            """, new { orgId }, default);
        await AllAtOnce("trusted_origins", i => org.Post("/trustedOrigins", new JsonObject { ["name"] = $"new {i}", ["origin"] = $"https://new{i}.example", ["scopes"] = new JsonArray(new JsonObject { ["type"] = "CORS" }) }));
        (await Rows("select count(*) from trusted_origins where org_id = @orgId", new { orgId })).ShouldBe(1000);
    }
}
