using System.Text.Json.Nodes;
using System.Web;
using Latchkey.Protocol;

namespace Latchkey.Native.Tests;

/// <summary>RFC 8693, contract §2.12.</summary>
public sealed class TokenExchangeTests : NativeTest
{
    private const string Interclient = "urn:okta:params:oauth:token-type:interclient_token";
    private Dictionary<string, string> asked = [];

    private void Gives(JsonObject answer, int status = 200) => Provider.OnGrant = form =>
    {
        if (form["grant_type"] != GrantType.TokenExchange) return null;
        asked = form;
        return (status, answer.DeepClone().AsObject());
    };

    [Fact]                                                             // RFC 8693 §2.1, §2.2.1
    public async Task A_token_for_another_api_is_had_for_the_sessions_own()
    {
        var session = await SignedIn();
        Gives(new() { ["access_token"] = "for-billing", ["token_type"] = "Bearer", ["expires_in"] = 300, ["issued_token_type"] = "urn:ietf:params:oauth:token-type:access_token" });
        var token = await session.ExchangeTokenAsync(new() { Audience = "api://billing", Resource = new("https://billing.example.com/"), Scopes = { "bills:read" } });

        (token.Token, token.TokenType, token.ExpiresAt).ShouldBe(("for-billing", "Bearer", Clock.GetUtcNow().AddSeconds(300)));
        (asked["audience"], asked["resource"], asked["scope"]).ShouldBe(("api://billing", "https://billing.example.com/", "bills:read"));
        (asked["subject_token"], asked["subject_token_type"]).ShouldBe((await session.GetAccessTokenAsync(), "urn:ietf:params:oauth:token-type:access_token"));
        token.ToString().ShouldNotContain("for-billing");
    }

    [Theory]                                                           // RFC 8693 §2.2.2
    [InlineData("invalid_target", SignInErrorKind.Denied)]
    [InlineData("unauthorized_client", SignInErrorKind.Misconfigured)]
    public async Task A_refused_exchange_leaves_the_session_alone(string error, SignInErrorKind kind)
    {
        var session = await SignedIn();
        Gives(ScriptedProvider.Error(error), 400);
        var refusal = await Refused(() => session.ExchangeTokenAsync(new() { Audience = "api://billing" }));
        (refusal.Kind, refusal.OAuthError).ShouldBe((kind, error));
        (await session.GetAccessTokenAsync()).ShouldStartWith("AT.");
    }

    [Fact]                                                             // contract §2.12
    public async Task A_web_app_is_opened_signed_in()
    {
        var session = await SignedIn();
        Gives(new() { ["access_token"] = "one-time", ["token_type"] = "N_A", ["expires_in"] = 300, ["issued_token_type"] = Interclient });
        var address = await session.GetWebSignInUrlAsync("web-app", new Uri(Provider.Issuer + "/v1/authorize?client_id=web-app&state=s"));

        var query = HttpUtility.ParseQueryString(address.Query);
        (query["client_id"], query["state"], query["interclient_token"]).ShouldBe(("web-app", "s", "one-time"));
        (asked["audience"], asked["requested_token_type"]).ShouldBe(("urn:okta:apps:web-app", Interclient));
        (asked["actor_token"], asked["subject_token_type"]).ShouldBe((await session.GetAccessTokenAsync(), "urn:ietf:params:oauth:token-type:id_token"));
    }

    [Fact]
    public async Task The_way_in_is_shown_to_the_provider_only()
    {
        var session = await SignedIn();
        Gives(new() { ["access_token"] = "one-time", ["token_type"] = "N_A", ["issued_token_type"] = Interclient });
        (await Refused(() => session.GetWebSignInUrlAsync("web-app", new Uri("https://evil.example.com/authorize")))).Kind.ShouldBe(SignInErrorKind.Misconfigured);
        asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_kind_of_token_is_not_taken_for_a_way_in()
    {
        var session = await SignedIn();
        Gives(new() { ["access_token"] = "an-access-token", ["token_type"] = "Bearer" });
        (await Refused(() => session.GetWebSignInUrlAsync("web-app", new Uri(Provider.Issuer + "/v1/authorize")))).Kind.ShouldBe(SignInErrorKind.Server);
    }
}
