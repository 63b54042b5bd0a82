using System.Web;

namespace Latchkey.Native.Tests;

public sealed class SignInTests : NativeTest
{
    [Fact]                                                             // RFC 8252 §4.1
    public async Task A_person_signs_in_and_is_known_by_name()
    {
        var session = await App().SignInAsync();

        session.User.Name.ShouldBe("Mia Muster");
        session.User.Subject.ShouldBe("00u1");
        (await session.GetAccessTokenAsync()).ShouldStartWith("AT.");
    }

    [Fact]                                                             // RFC 7636 §4.3, OpenID Connect Core §3.1.2.1
    public async Task The_request_carries_pkce_state_and_nonce_and_no_secret()
    {
        await App().SignInAsync(new() { LoginHint = "mia", AcrValues = { "urn:mfa" }, MaxAge = TimeSpan.FromHours(1), Parameters = { ["idp"] = "x", ["state"] = "fixed" } });

        var query = HttpUtility.ParseQueryString(Browser.Opened.Single().Query);
        query["response_type"].ShouldBe("code");
        query["code_challenge_method"].ShouldBe("S256");
        query["code_challenge"]!.Length.ShouldBe(43);
        query["state"]!.Length.ShouldBeGreaterThanOrEqualTo(22);
        query["nonce"]!.Length.ShouldBeGreaterThanOrEqualTo(22);
        query["scope"].ShouldBe("openid profile offline_access");
        (query["login_hint"], query["acr_values"], query["max_age"], query["idp"]).ShouldBe(("mia", "urn:mfa", "3600", "x"));
        Provider.Requests.Single(r => r.Path.EndsWith("/token", StringComparison.Ordinal)).Authorization.ShouldBeNull();
    }

    [Fact]
    public async Task The_session_is_found_at_the_next_start_without_network()
    {
        await SignedIn();
        await Provider.DisposeAsync();
        Clock.Advance(TimeSpan.FromDays(30));

        var session = await App().GetSessionAsync();

        session.ShouldNotBeNull().User.Name.ShouldBe("Mia Muster");
    }

    [Fact]
    public async Task Without_a_sign_in_there_is_no_session() => (await App().GetSessionAsync()).ShouldBeNull();
}
