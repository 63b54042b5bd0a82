using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Latchkey.Server.Tests.Introspection;

/// <summary>Answers about tokens that are signed for the API that asks. RFC 9701.</summary>
public sealed class SignedIntrospectionTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Jwt = "application/token-introspection+jwt";

    private Task<Seen> Ask(TestApp asker, string token, string? accept, string? issuer = null) => Org.PostForm((issuer ?? Org.Issuer + "/v1") + "/introspect", "token=" + token,
        [Asking.Basic($"{asker.ClientId}:{asker.ClientSecret}"), .. accept is null ? [] : ((string, string)[])[("Accept", accept)]]);

    private async Task<JsonObject> Opened(Seen answer, TestApp asker, string algorithm = "RS256", string? issuer = null, string? endpoints = null)
    {
        answer.Status.ShouldBe(200, answer.Text);
        answer.Headers["Content-Type"].ShouldBe(Jwt);
        answer.Headers["Cache-Control"].ShouldContain("no-store");
        var keys = new JsonWebKeySet((await Org.Visit((endpoints ?? Org.Issuer + "/v1") + "/keys?client_id=" + asker.ClientId)).Text).GetSigningKeys();
        var read = await new JsonWebTokenHandler().ValidateTokenAsync(answer.Text, new()
        {
            ValidIssuer = issuer ?? Org.Issuer, ValidAudience = asker.ClientId, IssuerSigningKeys = keys, ValidAlgorithms = [algorithm], ValidTypes = ["token-introspection+jwt"], ValidateLifetime = false, RequireExpirationTime = false,
        });
        read.IsValid.ShouldBeTrue(read.Exception?.Message);
        // RFC 9701 §5: these and no more; §8.1: neither a subject nor an end of its own, which would make it look like the token.
        var claims = Rules.Part(answer.Text, 1);
        claims.Select(claim => claim.Key).ShouldBe(["iss", "aud", "iat", "token_introspection"]);
        claims["iat"]!.GetValue<long>().ShouldBe(Clock.GetUtcNow().ToUnixTimeSeconds());
        return claims["token_introspection"]!.AsObject();
    }

    [Fact]                                                             // RFC 9701 §4, §5
    public async Task It_says_what_the_plain_answer_says()
    {
        var tokens = await Org.WebApp.TokensAsync(Org.Person);
        foreach (var token in (string[])[tokens.AccessToken, tokens.RefreshToken, tokens.IdToken, "unknown"])
        {
            var plain = await Ask(Org.WebApp, token, "application/json");
            plain.MediaType.ShouldBe("application/json");
            (await Opened(await Ask(Org.WebApp, token, Jwt), Org.WebApp)).ToJsonString().ShouldBe(JsonNode.Parse(plain.Text)!.ToJsonString());
        }
        var ofOrg = await (Org.WebApp with { Issuer = Org.Url }).TokensAsync(Org.Person);
        (await Opened(await Ask(Org.WebApp, ofOrg.AccessToken, Jwt, Org.Url + "/oauth2/v1"), Org.WebApp, issuer: Org.Url, endpoints: Org.Url + "/oauth2/v1"))["active"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]                                                             // RFC 9701 §5: an ended token says no more than that
    public async Task Of_a_token_that_is_not_active_it_says_nothing_else()
    {
        var tokens = await Org.WebApp.TokensAsync(Org.Person);
        await Org.PostForm(Org.Issuer + "/v1/revoke", "token=" + tokens.AccessToken, Asking.Basic($"{Org.WebApp.ClientId}:{Org.WebApp.ClientSecret}"));
        (await Opened(await Ask(Org.WebApp, tokens.AccessToken, Jwt), Org.WebApp)).ToJsonString().ShouldBe("""{"active":false}""");
    }

    [Theory]                                                           // RFC 9110 §12.5.1: who likes JSON better gets it
    [InlineData(null, false), InlineData("*/*", false), InlineData("application/json", false), InlineData("application/jwt", false), InlineData(Jwt + ";q=0", false), InlineData(Jwt + ";q=0.5, application/json", false)]
    [InlineData(Jwt, true), InlineData("Application/Token-Introspection+JWT", true), InlineData(Jwt + ", application/json", true), InlineData("application/json;q=0.5, " + Jwt, true), InlineData("application/json, */*;q=0.1, " + Jwt, true)]
    public async Task It_is_for_who_asks_for_it(string? accept, bool signed)
    {
        var answer = await Ask(Org.WebApp, "x", accept);
        (answer.Status, answer.MediaType).ShouldBe((200, signed ? Jwt : "application/json"));
        answer.Headers["Vary"].ShouldContain("Accept");
    }

    [Theory]                                                           // RFC 9701 §6
    [InlineData(null, "RS256"), InlineData("RS256", "RS256"), InlineData("ES256", "ES256")]
    public async Task It_is_signed_as_the_asker_wants_it(string? wanted, string algorithm)
    {
        var api = await Org.CreateAppAsync("web", wanted is null ? [] : new JsonObject { ["introspection_signed_response_alg"] = wanted });
        var tokens = await Org.NativeApp.TokensAsync(Org.Person);
        (await Opened(await Ask(api, tokens.AccessToken, Jwt), api, algorithm))["client_id"]!.GetValue<string>().ShouldBe(Org.NativeApp.ClientId);
    }

    [Fact]                                                             // RFC 9701 §8.1: it is no token itself, and for nobody else
    public async Task It_is_worth_nothing_elsewhere()
    {
        var tokens = await Org.WebApp.TokensAsync(Org.Person);
        var told = (await Ask(Org.WebApp, tokens.AccessToken, Jwt)).Text;
        (await Org.WebApp.UserInfoAsync(told)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await Opened(await Ask(Org.WebApp, told, Jwt), Org.WebApp)).ToJsonString().ShouldBe("""{"active":false}""");
    }

    [Fact]                                                             // RFC 6749 §5.2: a refusal stays what it is
    public async Task A_refusal_is_json()
    {
        var answer = await Org.PostForm(Org.Issuer + "/v1/introspect", "token=x", ("Accept", Jwt));
        (answer.Status, answer.MediaType).ShouldBe((401, "application/json"));
    }
}
