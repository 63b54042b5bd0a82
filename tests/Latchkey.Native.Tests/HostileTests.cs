using System.Net;
using Microsoft.AspNetCore.Http;

namespace Latchkey.Native.Tests;

/// <summary>Networks, clocks, providers and neighbours that do harm: the person is never signed out by them, and nobody else is let in.</summary>
public sealed class HostileTests : NativeTest
{
    private static readonly TimeSpan PastTheToken = TimeSpan.FromHours(2);

    [Theory]
    [InlineData(200)]
    [InlineData(302)]
    [InlineData(403)]
    [InlineData(511)]                                                   // RFC 6585 §6
    public async Task A_captive_portal_in_front_of_the_provider_is_not_a_sign_out(int status)
    {
        await SignedIn();
        Clock.Advance(PastTheToken);
        Provider.OnDiscovery = http => Portal(http, status);
        var session = (await App().GetSessionAsync())!;
        (await Refused(() => session.GetAccessTokenAsync())).Kind.ShouldBeOneOf(SignInErrorKind.Server, SignInErrorKind.Network, SignInErrorKind.Misconfigured);

        Provider.OnDiscovery = null;
        for (var i = 0; i < 2; i++) Provider.AnswersNextTokenRequest(status, "<html>Accept our terms</html>", http => http.Response.Headers.Location = "http://portal.example/");
        (await Refused(() => session.GetAccessTokenAsync())).Kind.ShouldNotBe(SignInErrorKind.SessionExpired);
        Clock.Advance(TimeSpan.FromMinutes(1));
        while (await Refuses(session)) Clock.Advance(TimeSpan.FromMinutes(1));
        (await session.GetAccessTokenAsync()).ShouldStartWith("AT.");
    }

    [Theory]                                                           // RFC 9110 §6.6.1
    [InlineData(-1)]
    [InlineData(1)]
    public async Task A_clock_set_wrong_by_a_day_while_the_app_runs_is_not_a_sign_out(int days)
    {
        var right = new FakeClock();
        Provider.Clock = right;
        var session = await SignedIn();
        Clock.Set(Clock.GetUtcNow() + TimeSpan.FromDays(days));
        (await session.GetAccessTokenAsync()).ShouldStartWith("AT.");
        Clock.Advance(PastTheToken);
        right.Advance(PastTheToken);
        (await session.GetAccessTokenAsync()).ShouldStartWith("AT.");
        (await App().GetSessionAsync()).ShouldNotBeNull();
    }

    [Fact]                                                             // OpenID Connect Core §10.1.1
    public async Task A_provider_that_rotates_its_keys_at_every_turn_is_followed()
    {
        var session = await SignedIn();
        for (var turn = 0; turn < 5; turn++)
        {
            Provider.RotateKey();
            Clock.Advance(PastTheToken);
            (await session.GetAccessTokenAsync()).ShouldStartWith("AT.");
        }
    }

    [Fact]                                                             // RFC 7636 §1
    public async Task A_code_taken_by_another_app_buys_nothing_there()
    {
        using var thief = new HttpClient();
        Browser.OnCallback = async callback =>
        {
            var code = System.Web.HttpUtility.ParseQueryString(callback.Query)["code"]!;
            using var answer = await thief.PostAsync(new Uri(Provider.Issuer + "/v1/token"), new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "authorization_code", ["client_id"] = ScriptedProvider.ClientId, ["code"] = code,
                ["redirect_uri"] = callback.GetLeftPart(UriPartial.Path), ["code_verifier"] = "guess-guess-guess-guess-guess-guess-guess-guess",
            }));
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            _ = Browser.Visit(callback);
        };
        (await Refused(() => App().SignInAsync())).Kind.ShouldBe(SignInErrorKind.Denied);      // the code is spent: said, and nothing half done
        (await App().GetSessionAsync()).ShouldBeNull();
    }

    [Fact]                                                             // RFC 9449 §10
    public async Task A_code_redeemed_with_another_key_is_refused()
    {
        Provider.OffersDPoP = true;
        Provider.ChangesCallback = _ => { foreach (var key in Directory.GetFiles(Folder, "proof-*.secret")) File.Delete(key); };
        (await SignedIn()).User.Name.ShouldBe("Mia Muster");           // the key of this process is in its memory
        (await Refused(async () => await (await App().GetSessionAsync())!.RefreshAsync())).Kind.ShouldBe(SignInErrorKind.StorageReset);
    }

    private static async Task<bool> Refuses(LatchkeySession session)
    {
        try
        {
            await session.GetAccessTokenAsync();
            return false;
        }
        catch (SignInException e)
        {
            e.Kind.ShouldNotBe(SignInErrorKind.SessionExpired);
            return true;
        }
    }

    private static async Task<bool> Portal(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        if (status == 302) http.Response.Headers.Location = "http://portal.example/";
        await http.Response.WriteAsync("<html>Accept our terms</html>");
        return true;
    }
}
