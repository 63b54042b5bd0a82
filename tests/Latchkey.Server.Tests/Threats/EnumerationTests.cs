using System.Text.Json.Nodes;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Management.People;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Threats;

/// <summary>
/// A name that nobody has costs the server what one that somebody has costs: the same commits and the same rows, so neither the
/// answer nor the time it takes tells them apart. Counted, not timed. Threats row 20.
/// </summary>
public sealed class EnumerationTests(OrgFixture fixture) : OrgTest(fixture)
{
    /// <summary>What a request leaves behind, by table. A link needs its person: where there is none the same statement runs and finds nobody.</summary>
    private static readonly string[] Tables = ["outbox", "changes", "log_records", "recovery_requests", "sign_ups", "sessions", "authn_transactions"];

    private async Task<string> Cost(Func<Task> request)
    {
        var db = Org.Services.GetRequiredService<Database>();
        var hashing = Org.Services.GetRequiredService<PasswordHashing>();
        await Settled(db);
        var (before, hashes) = (await Rows(db), hashing.Comparisons);
        await request();
        await Settled(db);
        var after = await Rows(db);
        return string.Join(", ", Tables.Select((table, i) => $"{table} {after[i] - before[i]}")) + $", hashes {hashing.Comparisons - hashes}";
    }

    /// <summary>What follows an answer has followed: the log is written, and no mail waits to be sent.</summary>
    private async Task Settled(Database db)
    {
        await Org.Services.GetRequiredService<Core.Log.SystemLog>().Flush(default);
        while (await db.One<long>("select count(*) from outbox where due_at is not null", null, default) > 0) await Task.Yield();
    }

    private static async Task<long[]> Rows(Database db)
    {
        var counts = new List<long>();
        foreach (var table in Tables) counts.Add(await db.One<long>($"select count(*) from {table}", null, default));
        return [.. counts];
    }

    [Fact]
    public async Task A_forgotten_password_costs_the_same_whoever_forgot_it()
    {
        var (known, suspended, gone, staged) = (await Org.CreatePersonAsync(), await Org.CreatePersonAsync(), await Org.CreatePersonAsync(), (await Org.Post("/users", ApiCalls.NewUser("staged@example.com"))).ShouldSucceed());
        await Org.Post($"/users/{suspended.Id}/lifecycle/suspend");
        await Org.Delete($"/users/{gone.Id}");
        Task Ask(string name) => Org.Authn("/recovery/password", new JsonObject { ["username"] = name, ["factorType"] = "EMAIL" });

        var cost = await Cost(() => Ask(known.Login));
        cost.ShouldStartWith("outbox 1, changes 1, log_records 1, recovery_requests 1,");
        foreach (var name in (string[])["nobody@example.com", suspended.Login, gone.Login, staged["profile.login"]!, new string('x', 5_000), "\ud800"]) (await Cost(() => Ask(name))).ShouldBe(cost, name[..Math.Min(20, name.Length)]);
        for (var i = 0; i < 6; i++) await Ask(known.Login);
        (await Cost(() => Ask(known.Login))).ShouldBe(cost);           // and one who has had enough mails
        (await Org.MailsAsync()).ShouldAllBe(mail => mail.To.Length > 0);
    }

    [Fact]
    public async Task A_sign_up_costs_the_same_whether_the_address_has_an_account()
    {
        (await Org.Put("/org/settings", new JsonObject { ["selfServiceRegistration"] = true })).ShouldSucceed();
        var known = await Org.CreatePersonAsync();
        async Task<string> Cost(string email)
        {
            using var browser = Org.Browser();
            var page = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: ("prompt", "create")));
            return await this.Cost(() => browser.SubmitAsync(page, ("firstName", "New"), ("lastName", "Comer"), ("email", email), ("password", "Correct-Horse-7")));
        }
        (await Cost("newcomer@example.com")).ShouldBe(await Cost(known.Login));
    }

    [Fact]                                                             // one durable write and one hash each: a wrong password waits for the disk
    public async Task A_wrong_password_costs_the_same_whoever_it_was_tried_for()
    {
        var (known, gone) = (await Org.CreatePersonAsync(), await Org.CreatePersonAsync());
        await Org.Delete($"/users/{gone.Id}");
        var db = Org.Services.GetRequiredService<Database>();
        var hashing = Org.Services.GetRequiredService<PasswordHashing>();
        Task<long> Counted() => db.One<long>("select (select coalesce(sum(failed_attempts), 0) from users) + (select coalesce(sum(attempts), 0) from unknown_sign_ins)", null, default);

        foreach (var person in (TestPerson[])[known, gone, new("nobody@example.com", "", null), new(" NOBODY@example.com", "", null), new("", "", null), new(new string('x', 5_000), "", null)])
        {
            var (before, hashes) = (await Counted(), hashing.Comparisons);
            await Org.NativeApp.SignInAsync(person with { Login = person.Login.Length == 0 ? "\u0001" : person.Login, Password = "no" });
            (await Counted() - before).ShouldBe(1, person.Login);
            (hashing.Comparisons - hashes).ShouldBe(1, person.Login);
        }
    }
}
