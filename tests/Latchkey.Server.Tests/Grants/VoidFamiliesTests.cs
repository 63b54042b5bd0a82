using System.Text.Json.Nodes;
using Latchkey.Server.Entrance.Pipeline;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Grants;

/// <summary>An app or a server ends with everything that came of it, in one step however much that is.</summary>
public sealed class VoidFamiliesTests
{
    private static Task<long> Touched(TestOrg org) => org.Services.GetRequiredService<Database>().One<long>("select count(*) from refresh_families where revoked_at is not null", null, default);

    [Fact]                                                             // contract §2.4
    public async Task An_app_switched_off_and_on_again_gets_nothing_back_and_no_row_of_its_tokens_was_touched()
    {
        await using var org = await TestOrg.StartAsync();
        var person = await org.CreatePersonAsync();
        var app = await org.CreateAppAsync("native");
        var before = await app.TokensAsync(person);
        async Task Lifecycle(string step) => (await org.Post($"/apps/{app.ClientId}/lifecycle/{step}", new JsonObject())).ShouldSucceed();

        await Lifecycle("deactivate");
        (await Touched(org)).ShouldBe(0);
        (await org.Read($"/users/{person.Id}/clients/{app.ClientId}/tokens")).ShouldSucceed().List.ShouldBeEmpty();
        await Lifecycle("activate");
        (await app.RefreshAsync(before.RefreshToken)).ShouldBeRefused("invalid_grant");
        (await app.IntrospectAsync(before.RefreshToken)).Json["active"]!.GetValue<bool>().ShouldBeFalse();
        (await org.Read($"/users/{person.Id}/clients")).ShouldSucceed().List.ShouldBeEmpty();

        // In the same millisecond, and still it is another time.
        var after = await app.TokensAsync(person);
        ((int)(await app.RefreshAsync(after.RefreshToken)).Status).ShouldBe(200);
        (await org.Read($"/apps/{app.ClientId}/tokens")).ShouldSucceed().List.Count.ShouldBe(1);
    }

    [Fact]                                                             // contract §3.4
    public async Task A_deleted_authorization_server_leaves_no_token_in_force()
    {
        await using var org = await TestOrg.StartAsync();
        var person = await org.CreatePersonAsync();
        await org.NativeApp.TokensAsync(person);
        var db = org.Services.GetRequiredService<Database>();
        var id = (await org.Post("/authorizationServers", new JsonObject { ["name"] = "Short", ["description"] = "Lived", ["audiences"] = new JsonArray("api://short") })).Id;
        await db.Change("update refresh_families set server_id = @id", new { id }, default);

        (await org.Read($"/users/{person.Id}/clients/{org.NativeApp.ClientId}/tokens")).ShouldSucceed().List.Count.ShouldBe(1);
        await org.Post($"/authorizationServers/{id}/lifecycle/deactivate", new JsonObject());
        (await org.Delete($"/authorizationServers/{id}")).ShouldBe(System.Net.HttpStatusCode.NoContent);
        (await Touched(org)).ShouldBe(0);
        (await org.Read($"/users/{person.Id}/clients/{org.NativeApp.ClientId}/tokens")).ShouldSucceed().List.ShouldBeEmpty();
    }

    [Fact]                                                             // what is used lives on past the day it was to be looked at, what is not is swept
    public async Task A_family_in_use_outlives_the_sweep_and_one_that_is_not_goes()
    {
        await using var org = await TestOrg.StartAsync();
        var db = org.Services.GetRequiredService<Database>();
        var (used, idle) = ((await org.NativeApp.TokensAsync(org.Person)).RefreshToken, (await org.NativeApp.TokensAsync(org.Person)).RefreshToken);
        for (var day = 0; day < 12; day += 4)
        {
            org.Clock.Advance(TimeSpan.FromDays(4));
            used = (await org.NativeApp.RefreshAsync(used)).RefreshToken;
            foreach (var table in ExpiringTables.Of(org.Services)) await table.DeleteBatch(default);
        }
        (await db.One<long>("select count(*) from refresh_families", null, default)).ShouldBe(1);
        (await org.NativeApp.RefreshAsync(idle)).ShouldBeRefused("invalid_grant");
        ((int)(await org.NativeApp.RefreshAsync(used)).Status).ShouldBe(200);
        (await db.One<long>("select count(*) from refresh_families where sweep_at > @now", new { now = org.Clock.GetUtcNow() }, default)).ShouldBe(1);
    }
}
