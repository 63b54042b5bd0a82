using System.Net;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Grants;

/// <summary>What apps hold, seen and taken away by administrators. Contract §2.4, "Admin views"; §3.4.</summary>
public sealed class TokensApiTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Theory]                                                           // contract §2.4, §3.4
    [InlineData("/authorizationServers/default/clients/{app}/tokens"), InlineData("/apps/{app}/tokens"), InlineData("/users/{user}/clients/{app}/tokens")]
    public async Task Refresh_tokens_are_listed_and_taken_away_one_by_one_and_together(string path)
    {
        var (app, person) = (await Org.CreateAppAsync(), await Org.CreatePersonAsync());
        var tokens = path.Replace("{app}", app.ClientId, StringComparison.Ordinal).Replace("{user}", person.Id, StringComparison.Ordinal);
        (await Org.Read(tokens)).ShouldSucceed().List.ShouldBeEmpty();
        var (first, second, third) = (await app.TokensAsync(person), await app.TokensAsync(person), await app.TokensAsync(person));

        var list = (await Org.Read(tokens)).ShouldSucceed();
        list.List.Count.ShouldBe(3);
        var one = list.List[0]!;
        (one["status"]!.ToString(), one["clientId"]!.ToString(), one["userId"]!.ToString(), one["issuer"]!.ToString()).ShouldBe(("ACTIVE", app.ClientId, person.Id, Org.Issuer));
        one["scopes"]!.AsArray().Select(scope => scope!.ToString()).ShouldContain("offline_access");
        one["id"]!.ToString().ShouldStartWith("oar");
        foreach (var held in (string[])[first.RefreshToken, first.AccessToken]) list.Text.ShouldNotContain(held);
        (await Org.AllPages(tokens + "?limit=2")).Count.ShouldBe(3);

        var id = GrantOf(first);
        (await Org.Read($"{tokens}/{id}")).ShouldSucceed().Id.ShouldBe(id);
        (await Org.Delete($"{tokens}/{id}")).ShouldBe(HttpStatusCode.NoContent).Text.ShouldBeEmpty();
        (await Org.Delete($"{tokens}/{id}")).ShouldBeRefused(404, "E0000007");
        (await app.RefreshAsync(first.RefreshToken)).ShouldBeRefused("invalid_grant", "The refresh token is invalid or expired.");
        (await app.UserInfoAsync(first.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await app.RefreshAsync(second.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await Org.Events(id)).ShouldContain("app.oauth2.as.token.revoke");

        (await Org.Delete(tokens)).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read(tokens)).List.ShouldBeEmpty();
        (await app.RefreshAsync(third.RefreshToken)).ShouldBeRefused("invalid_grant");
        (await app.UserInfoAsync(third.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static string GrantOf(TestAnswer tokens) => tokens.ClaimsOf("access_token")["jti"]!.ToString().Split('.')[2];

    [Fact]                                                             // contract §2.4, §3.4
    public async Task The_clients_of_a_server_and_of_a_person_are_those_that_hold_a_token()
    {
        var (app, person, other) = (await Org.CreateAppAsync(), await Org.CreatePersonAsync(), await Org.CreatePersonAsync());
        await app.TokensAsync(person);
        (await Org.Read("/authorizationServers/default/clients")).ShouldSucceed().Each("client_id").ShouldContain(app.ClientId);
        (await Org.Read($"/users/{person.Id}/clients")).ShouldSucceed().Each("client_id").ShouldBe([app.ClientId]);
        (await Org.Read($"/users/{other.Id}/clients")).List.ShouldBeEmpty();
        (await Org.Read($"/users/{other.Id}/clients/{app.ClientId}/tokens")).List.ShouldBeEmpty();
        (await Org.Read($"/users/00uNobody/clients/{app.ClientId}/tokens")).ShouldBeRefused(404, "E0000007");
        (await Org.Read("/apps/0oaNobody/tokens")).ShouldBeRefused(404, "E0000007");

        // A token of one person is not to be had under the name of another.
        var id = (await Org.Read($"/apps/{app.ClientId}/tokens")).Each("id")[0];
        (await Org.Delete($"/users/{other.Id}/clients/{app.ClientId}/tokens/{id}")).ShouldBeRefused(404, "E0000007");
        (await Org.Read($"/apps/{app.ClientId}/tokens/{id}")).ShouldSucceed();
    }
}
