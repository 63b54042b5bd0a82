using System.Net;
using System.Text.Json.Nodes;

namespace Latchkey.Server.Tests.AuthorizationServers;

/// <summary>What the console's Token Preview asks for. Contract §8.6.</summary>
public sealed class TokenPreviewTests(OrgFixture fixture) : OrgTest(fixture)
{
    private async Task<ApiAnswer> Preview(string server, string? user, string grant = "authorization_code", string? client = null, params string[] scopes) => await Org.Post($"/authorizationServers/{server}/tokenPreview", new JsonObject
    {
        ["clientId"] = client ?? Org.NativeApp.ClientId, ["grantType"] = grant, ["userId"] = user, ["scopes"] = new JsonArray([.. scopes.Select(scope => JsonValue.Create(scope))]),
    });

    [Fact]                                                             // contract §8.6, Token Preview
    public async Task A_preview_says_what_tokens_would_say_and_which_rule_decides_and_issues_nothing()
    {
        var server = await CustomServers.Open(Org, "Preview");
        var mia = (await Org.Read($"/users/{Org.Person.Login}")).Id;
        (await Org.Post($"/authorizationServers/{server}/claims", CustomServers.Claim("department", "'D' + user.firstName"))).ShouldBe(HttpStatusCode.Created);
        var preview = (await Preview(server, mia, scopes: ["openid", "profile"])).ShouldSucceed();
        (preview["allowed"], preview["policy.name"], preview["rule.name"]).ShouldBe(("true", "All", "All"));
        preview["rule.id"].ShouldStartWith("0pr");

        // The same as a token in earnest, but for what no two tokens share.
        var tokens = await (Org.NativeApp with { Issuer = $"{Org.Url}/oauth2/{server}" }).TokensAsync(Org.Person, "openid profile");
        foreach (var (shown, real, changing) in ((string, string, string[])[])[("accessToken", "access_token", ["jti", "iat", "exp", "auth_time"]), ("idToken", "id_token", ["jti", "iat", "exp", "auth_time", "at_hash", "nonce"])])
        {
            var (previewed, issued) = (preview.Object[shown]!.AsObject(), tokens.ClaimsOf(real));
            previewed.Select(claim => claim.Key).Except(changing).ShouldBe(issued.Select(claim => claim.Key).Except(changing), ignoreOrder: true);
            foreach (var (claim, value) in previewed)
                if (!changing.Contains(claim)) value!.ToJsonString().ShouldBe(issued[claim]!.ToJsonString(), claim);
        }
        (await Org.Read($"/authorizationServers/{server}/clients")).List.ShouldBeEmpty();
    }

    [Fact]                                                             // contract §3.4; pain 19
    public async Task A_preview_names_what_refuses()
    {
        var server = await CustomServers.Open(Org, "Refusing");
        var mia = (await Org.Read($"/users/{Org.Person.Login}")).Id;
        var grant = (await Preview(server, mia, "password", scopes: ["openid"])).ShouldSucceed();
        (grant["allowed"], grant["reason"], grant["detail"]).ShouldBe(("false", "no_matching_policy", "The rule 'All' of the access policy 'All' does not allow the grant type password."));
        var app = await Org.CreateAppAsync(assigned: false);
        var unassigned = (await Preview(server, mia, client: app.ClientId, scopes: ["openid"])).ShouldSucceed();
        (unassigned["allowed"], unassigned["reason"]).ShouldBe(("false", "user_not_assigned"));

        (await Org.Post($"/authorizationServers/{server}/claims", CustomServers.Claim("broken", "Convert.toInt('x')"))).ShouldBe(HttpStatusCode.Created);
        var broken = (await Preview(server, null, "client_credentials", Org.Facts.Apps.Service.ClientId)).ShouldSucceed();
        (broken["error"], broken["errorDescription"]).ShouldBe(("server_error", "The 'broken' claim could not be evaluated."));
        (await Preview(server, mia, scopes: ["no:scope"])).ShouldBeRefused(400, "E0000001", "no:scope");
        (await Preview(server, null)).ShouldBeRefused(400, "E0000001", "userId");
        (await Preview(server, mia, client: "0oaNobody")).ShouldBeRefused(400, "E0000001", "clientId");
        (await Preview("ausNone", mia)).ShouldBeRefused(404, "E0000007");
    }
}
