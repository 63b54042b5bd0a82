using System.Net;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.DPoP;

/// <summary>Service apps whose tokens are bound to a key, at the management API. RFC 9449 §7, contract §2.15 and §3.0.</summary>
public sealed class ManagementApiProofTests(OrgFixture fixture) : OrgTest(fixture)
{
    private async Task<(string Token, DPoPKey Key)> Bound()
    {
        var app = await SigningApp.Create(Org, "private_key_jwt", new AppKey(), "service", ["okta.users.read"]);
        var key = new DPoPKey();
        var answer = await key.SendAsync(Org, () => new HttpRequestMessage(HttpMethod.Post, Org.Url + "/oauth2/v1/token")
        {
            Content = new StringContent($"grant_type=client_credentials&scope=okta.users.read&{app.Credentials(Org.Url + "/oauth2/v1/token")}", null, "application/x-www-form-urlencoded"),
        });
        answer["token_type"].ShouldBe("DPoP", answer.Text);
        key.Nonce = null;                                              // okta-sdk-nodejs sends none where a token is used
        return (answer.AccessToken, key);
    }

    private Func<HttpRequestMessage> Request(string path, string token, string scheme = "DPoP", HttpMethod? method = null) => () =>
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, Org.Url + "/api/v1" + path);
        request.Headers.TryAddWithoutValidation("Authorization", $"{scheme} {token}");
        return request;
    };

    [Theory]                                                           // RFC 9449 §7.1, contract §2.15
    [InlineData("/users?limit=1")]
    [InlineData("/users/mia%40example.com")]
    [InlineData("/users/mia@example.com")]
    [InlineData("/users?search=profile.email%20eq%20%22mia%40example.com%22")]
    public async Task A_bound_token_and_its_proof_open_the_management_api(string path)
    {
        var (token, key) = await Bound();
        var answer = await key.SendAsync(Org, Request(path, token), token);
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        key.Nonce.ShouldBeNull();
    }

    [Fact]                                                             // RFC 9449 §7.2, threats §1 row 19
    public async Task Without_its_proof_the_token_opens_nothing()
    {
        var (token, key) = await Bound();
        using var bare = Request("/users", token)();
        var missing = await TestAnswer.Of(await Org.Http.SendAsync(bare));
        missing.Status.ShouldBe(HttpStatusCode.Unauthorized);
        missing["errorCode"].ShouldBe("E0000011");
        missing.Headers["WWW-Authenticate"].ShouldStartWith("DPoP error=\"invalid_dpop_proof\"");

        using var asBearer = Request("/users", token, "Bearer")();
        var bearer = await TestAnswer.Of(await Org.Http.SendAsync(asBearer));
        bearer["errorCode"].ShouldBe("E0000011");
        bearer.Headers["WWW-Authenticate"].ShouldStartWith("DPoP error=\"invalid_token\"");

        var thief = await new DPoPKey().SendAsync(Org, Request("/users", token), token);
        thief["errorCode"].ShouldBe("E0000011");
        thief.Headers["WWW-Authenticate"].ShouldStartWith("DPoP error=\"invalid_dpop_proof\"");

        using var elsewhere = Request("/users", token)();
        elsewhere.Headers.TryAddWithoutValidation("DPoP", key.Proof(Org, HttpMethod.Get, new Uri(Org.Url + "/api/v1/groups"), token));
        (await TestAnswer.Of(await Org.Http.SendAsync(elsewhere)))["errorCode"].ShouldBe("E0000011");
    }

    [Fact]                                                             // RFC 9449 §9: a wrong clock is told a nonce, and gets in
    public async Task A_service_with_a_wrong_clock_gets_in_with_a_nonce()
    {
        var app = await SigningApp.Create(Org, "private_key_jwt", new AppKey(), "service", ["okta.users.read"]);
        var key = new DPoPKey { Skew = TimeSpan.FromHours(-3) };
        var token = (await key.SendAsync(Org, () => new HttpRequestMessage(HttpMethod.Post, Org.Url + "/oauth2/v1/token")
        {
            Content = new StringContent($"grant_type=client_credentials&scope=okta.users.read&{app.Credentials(Org.Url)}", null, "application/x-www-form-urlencoded"),
        })).AccessToken;
        key.Nonce = null;
        (await key.SendAsync(Org, Request("/users", token), token)).Status.ShouldBe(HttpStatusCode.OK);
        key.Nonce.ShouldNotBeNull();
    }

    [Fact]                                                             // RFC 9449 §7.1: a refusal speaks the caller's scheme
    public async Task A_scope_that_is_missing_is_told_in_the_scheme_of_the_request()
    {
        var (token, key) = await Bound();
        var answer = await key.SendAsync(Org, Request("/groups", token), token);
        answer["errorCode"].ShouldBe("E0000006");
        answer.Headers["WWW-Authenticate"].ShouldStartWith("DPoP error=\"insufficient_scope\"");
    }
}
