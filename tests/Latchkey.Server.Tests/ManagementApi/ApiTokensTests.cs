using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.ApiAccess;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Entrance.Pipeline;
using Latchkey.Server.Faces.Management.ApiAccess;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.ManagementApi;

public sealed class ApiTokensTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Fact]                                                             // contract §3.0
    public void A_token_looks_like_one()
    {
        Org.Facts.ApiToken.Length.ShouldBe(42);
        Org.Facts.ApiToken.ShouldStartWith("00");
    }

    [Theory]                                                           // contract §3.0: missing or bad → 401 E0000011
    [InlineData(null)]
    [InlineData("")]
    [InlineData("SSWS")]
    [InlineData("SSWS ")]
    [InlineData("SSWS 00nothing")]
    [InlineData("SSWS 00aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("Bearer 00aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("Basic YWRtaW46YWRtaW4=")]
    public async Task Without_a_good_token_nothing_opens(string? authorization)
    {
        using var client = Client(authorization);
        foreach (var path in (string[])["/users", "/users/me", "/apps", "/groups", "/authorizationServers", "/org", "/api-tokens", "/logs", $"/internal/apps/{Org.WebApp.ClientId}/settings/clientcreds"])
            (await Org.CallRaw(HttpMethod.Get, path, null, client: client)).ShouldBeRefused(401, "E0000011");
        (await Org.CallRaw(HttpMethod.Post, "/apps", "{}", client: client)).ShouldBeRefused(401, "E0000011");
    }

    [Fact]                                                             // threats row 12: truncate, extend, flip
    public async Task A_token_with_any_character_changed_is_none()
    {
        var token = Org.Facts.ApiToken;
        var spoilt = Enumerable.Range(0, token.Length).Select(i => token[..i] + (token[i] == 'x' ? 'y' : 'x') + token[(i + 1)..])
            .Concat([token[..^1], token + "x", token[1..] + token[..1]]);
        foreach (var one in spoilt)
        {
            using var client = Client("SSWS " + one);
            (await Org.CallRaw(HttpMethod.Get, "/org", null, client: client)).ShouldBeRefused(401, "E0000011");
        }
    }

    [Fact]                                                             // contract §3.0: sliding thirty days
    public async Task A_token_lives_thirty_days_from_its_last_use()
    {
        await using var org = await TestOrg.StartAsync();
        for (var month = 0; month < 3; month++)
        {
            org.Clock.Advance(TimeSpan.FromDays(29));
            (await org.Read("/org")).ShouldSucceed();
        }
        org.Clock.Advance(TimeSpan.FromDays(31));
        (await org.Read("/org")).ShouldBeRefused(401, "E0000011");
    }

    [Fact]                                                             // contract §3.0
    public async Task Tokens_are_listed_without_what_they_are_worth_and_revoked()
    {
        var other = await Issue("second");
        using var client = Client("SSWS " + other.Secret.Value);
        var listed = (await Org.Read("/api-tokens")).ShouldSucceed();
        listed.Each("id").ShouldContain(other.Id);
        listed.Text.ShouldNotContain(other.Secret.Value[2..]);
        var one = (await Org.Read($"/api-tokens/{other.Id}")).ShouldSucceed();
        one["name"].ShouldBe("second");
        one["tokenWindow"].ShouldBe("P30D");
        one["network.connection"].ShouldBe("ANYWHERE");

        (await Org.CallRaw(HttpMethod.Get, "/org", null, client: client)).ShouldSucceed();
        (await Org.Delete($"/api-tokens/{other.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.CallRaw(HttpMethod.Get, "/org", null, client: client)).ShouldBeRefused(401, "E0000011");
        (await Org.Read($"/api-tokens/{other.Id}")).ShouldBeRefused(404, "E0000007");

        var third = await Issue("third");
        using var itself = Client("SSWS " + third.Secret.Value);
        (await Org.CallRaw(HttpMethod.Delete, "/api-tokens/current", null, client: itself)).ShouldBe(HttpStatusCode.NoContent);
        (await Org.CallRaw(HttpMethod.Get, "/org", null, client: itself)).ShouldBeRefused(401, "E0000011");
        (await Org.Events(third.Id)).ShouldBe(["system.api_token.revoke"]);
    }

    [Fact]
    public async Task A_token_of_someone_who_is_no_admin_opens_nothing()
    {
        var person = await Org.CreatePersonAsync();
        var org = (await Org.Services.GetRequiredService<OrgDirectory>().Default(default))!;
        var user = (await Org.Services.GetRequiredService<Core.People.Users>().Find(org.Id, person.Id!, default))!;
        var (_, secret) = await Org.Services.GetRequiredService<ApiTokens>().Issue(user, "not theirs to have", default);
        using var client = Client("SSWS " + secret.Value);
        (await Org.CallRaw(HttpMethod.Get, "/users/me", null, client: client)).ShouldBeRefused(401, "E0000011");
    }

    private async Task<(string Id, Secret Secret)> Issue(string name)
    {
        var org = (await Org.Services.GetRequiredService<OrgDirectory>().Default(default))!;
        var admin = (await Org.Services.GetRequiredService<Core.People.Users>().FindByLogin(org.Id, Org.Facts.Admin.Login, default))!;
        return await Org.Services.GetRequiredService<ApiTokens>().Issue(admin, name, default);
    }

    private HttpClient Client(string? authorization)
    {
        var client = new HttpClient(TestOrg.LoopbackHandler()) { BaseAddress = new Uri(Org.Url) };
        if (authorization is not null) client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        return client;
    }

    [Fact]                                                             // contract §3.0
    public async Task A_token_is_renamed_and_stays_whose_it_is()
    {
        var token = (await Org.Read("/api-tokens")).ShouldSucceed().Each("id")[0];
        (await Org.Put($"/api-tokens/{token}", new JsonObject { ["name"] = "Renamed", ["network"] = new JsonObject { ["connection"] = "ANYWHERE" } })).ShouldSucceed()["name"].ShouldBe("Renamed");
        (await Org.Put($"/api-tokens/{token}", new JsonObject { ["name"] = "Renamed", ["userId"] = "00uother" })).ShouldBeRefused(400, "E0000001", "userId");
        (await Org.Put($"/api-tokens/{token}", new JsonObject { ["network"] = new JsonObject { ["connection"] = "ZONE" } })).ShouldBeRefused(400, "E0000001", "BLOCKLIST");
        (await Org.Put($"/api-tokens/{token}", new JsonObject { ["name"] = "" })).ShouldBeRefused(400, "E0000001", "name");
    }
}
