using System.Net;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Tokens;

/// <summary>
/// What the token path asks of the database, counted and not timed: a statement more is a decision, and no accident. The rows of the system log follow
/// later, many in one statement, and are no part of a turn.
/// </summary>
public sealed class CostTests
{
    private const int Turns = 20;

    /// <summary>Statements of a turn. What else the server does meanwhile only adds to them, so the least that a turn took is its own.</summary>
    private static async Task<long> Statements(TestOrg org, Func<Task> turn)
    {
        for (var i = 0; i < 3; i++) await turn();                      // what is remembered is remembered now
        var log = org.Services.GetRequiredService<Server.Core.Log.SystemLog>();
        var least = long.MaxValue;
        for (var i = 0; i < Turns; i++)
        {
            await log.Flush(default);
            using var meter = new Meter(org.Services.GetRequiredService<Database>());
            await turn();
            least = Math.Min(least, meter["latchkey.storage.statements"]);
        }
        return least;
    }

    [Fact]                                                             // an app for itself: from memory
    public async Task A_token_of_client_credentials_asks_the_database_for_nothing()
    {
        await using var org = await TestOrg.StartAsync();
        var service = new TestApp(org, org.Facts.Apps.Service.ClientId, org.Facts.Apps.Service.ClientSecret, "");
        (await Statements(org, async () => (await service.TokenAsync(("grant_type", "client_credentials"), ("scope", "orders:read"))).Status.ShouldBe(HttpStatusCode.OK))).ShouldBe(0);
    }

    [Fact]                                                             // found, advanced
    public async Task A_refresh_asks_for_its_family_and_advances_it()
    {
        await using var org = await TestOrg.StartAsync();
        var token = (await org.NativeApp.TokensAsync(org.Person)).RefreshToken;
        (await Statements(org, async () => token = (await org.NativeApp.RefreshAsync(token)).RefreshToken)).ShouldBe(2);
    }

    [Fact]
    public async Task A_code_with_a_session_is_issued_and_redeemed()
    {
        await using var org = await TestOrg.StartAsync();
        using var browser = org.Browser();
        await org.NativeApp.CodeAsync(org.Person, browser: browser);
        (await Statements(org, async () => (await org.NativeApp.RedeemAsync((await browser.OpenAsync(org.NativeApp.AuthorizeUrl())).Parameter("code")!)).Status.ShouldBe(HttpStatusCode.OK))).ShouldBe(7);
    }

    /// <summary>
    /// The session and the code, with the counters set back and whatever else a sign-in writes, are one write in one commit: the two durable
    /// writes share it. A wrong password is one, too: it counts.
    /// </summary>
    [Fact]
    public async Task A_sign_in_by_password_writes_its_session_and_its_code_in_one_commit()
    {
        await using var org = await TestOrg.StartAsync();
        await org.NativeApp.CodeAsync(org.Person);
        var log = org.Services.GetRequiredService<Server.Core.Log.SystemLog>();
        var (writes, commits) = (long.MaxValue, long.MaxValue);
        for (var i = 0; i < Turns; i++)
        {
            using var browser = org.Browser();
            var page = await browser.OpenAsync(org.NativeApp.AuthorizeUrl());
            await log.Flush(default);
            using var meter = new Meter(org.Services.GetRequiredService<Database>());
            (await browser.SubmitAsync(page, ("identifier", org.Person.Login), ("password", org.Person.Password))).Parameter("code").ShouldNotBeNull();
            (writes, commits) = (Math.Min(writes, meter["latchkey.storage.writes"]), Math.Min(commits, meter["latchkey.storage.commits"]));
        }
        (writes, commits).ShouldBe((1, 1));
    }
}
