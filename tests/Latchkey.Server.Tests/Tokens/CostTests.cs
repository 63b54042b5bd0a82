using System.Net;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Tests.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Tokens;

/// <summary>
/// What the token path asks of the database, counted and not timed: a statement more is a decision, and no accident. The rows of the system log follow in
/// batches and are counted with them.
/// </summary>
public sealed class CostTests
{
    private const int Turns = 20;

    /// <summary>Statements for each turn, those of whatever else the server does meanwhile spread over all of them.</summary>
    private static async Task<double> Statements(TestOrg org, Func<Task> turn)
    {
        for (var i = 0; i < 3; i++) await turn();                      // what is remembered is remembered now
        await org.Services.GetRequiredService<Server.Core.Log.SystemLog>().Flush(default);
        using var meter = new Meter(org.Services.GetRequiredService<Database>());
        for (var i = 0; i < Turns; i++) await turn();
        await org.Services.GetRequiredService<Server.Core.Log.SystemLog>().Flush(default);
        return (double)meter["latchkey.storage.statements"] / Turns;
    }

    [Fact]                                                             // an app for itself: from memory, but for its share of a line in the log
    public async Task A_token_of_client_credentials_asks_the_database_for_nothing()
    {
        await using var org = await TestOrg.StartAsync();
        var service = new TestApp(org, org.Facts.Apps.Service.ClientId, org.Facts.Apps.Service.ClientSecret, "");
        (await Statements(org, async () => (await service.TokenAsync(("grant_type", "client_credentials"), ("scope", "orders:read"))).Status.ShouldBe(HttpStatusCode.OK))).ShouldBeLessThan(1);
    }

    [Fact]                                                             // found, advanced
    public async Task A_refresh_asks_for_its_family_and_advances_it()
    {
        await using var org = await TestOrg.StartAsync();
        var token = (await org.NativeApp.TokensAsync(org.Person)).RefreshToken;
        (await Statements(org, async () => token = (await org.NativeApp.RefreshAsync(token)).RefreshToken)).ShouldBeLessThan(2.5);
    }

    [Fact]
    public async Task A_code_with_a_session_is_issued_and_redeemed()
    {
        await using var org = await TestOrg.StartAsync();
        using var browser = org.Browser();
        await org.NativeApp.CodeAsync(org.Person, browser: browser);
        (await Statements(org, async () => (await org.NativeApp.RedeemAsync((await browser.OpenAsync(org.NativeApp.AuthorizeUrl())).Parameter("code")!)).Status.ShouldBe(HttpStatusCode.OK))).ShouldBeLessThan(7.5);
    }
}
