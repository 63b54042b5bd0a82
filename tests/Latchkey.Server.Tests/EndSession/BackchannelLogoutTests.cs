using System.Buffers.Text;
using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Faces.Journeys.Logout;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Latchkey.Server.Tests.EndSession;

/// <summary>Apps are told that a session ended. OpenID Connect Back-Channel Logout 1.0.</summary>
public sealed class BackchannelLogoutTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Back = "http://127.0.0.1/bye";

    private Task<TestApp> AppTold(LogoutReceiver receiver, JsonObject? more = null)
    {
        var client = new JsonObject { ["backchannel_logout_uri"] = receiver.Uri, ["backchannel_logout_session_required"] = true, ["post_logout_redirect_uris"] = new JsonArray(Back) };
        foreach (var (name, value) in more ?? []) client[name] = value?.DeepClone();
        return Org.CreateAppAsync("web", client);
    }

    private static JsonObject Part(string token, int part) => (JsonObject)JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[part]))!;

    private async Task<(TestBrowser Browser, TestAnswer Tokens, TestPerson Person)> SignedIn(TestApp app)
    {
        var person = await Org.CreatePersonAsync();
        var browser = Org.Browser();
        return (browser, await app.RedeemAsync(await app.CodeAsync(person, browser: browser)), person);
    }

    private async Task SignOut(TestApp app, TestBrowser browser, TestAnswer tokens) =>
        (await browser.OpenAsync($"{app.Issuer}/v1/logout?id_token_hint={tokens.IdToken}&post_logout_redirect_uri={Uri.EscapeDataString(Back)}&state=s")).LeadsTo.ShouldBe(Back + "?state=s");

    [Fact]                                                             // OpenID Connect Back-Channel Logout §2.4: oidcc-backchannel-rp-initiated-logout
    public async Task Oidcc_backchannel_rp_initiated_logout()
    {
        await using var receiver = await LogoutReceiver.Start();
        var app = await AppTold(receiver);
        var (browser, tokens, person) = await SignedIn(app);
        using var _ = browser;
        var sid = tokens.ClaimsOf("id_token")["sid"]!.GetValue<string>();
        (await app.RefreshAsync(tokens.RefreshToken)).ClaimsOf("id_token")["sid"]!.GetValue<string>().ShouldBe(sid);

        await SignOut(app, browser, tokens);
        var form = await receiver.Next();
        form.Keys.ShouldBe(["logout_token"]);
        var token = form["logout_token"];
        Part(token, 0)["typ"]!.GetValue<string>().ShouldBe("logout+jwt");
        Part(token, 0)["alg"]!.GetValue<string>().ShouldBe("RS256");
        var claims = Part(token, 1);
        claims.Select(claim => claim.Key).ShouldBe(["iss", "sub", "aud", "iat", "exp", "jti", "events", "sid"], ignoreOrder: true);
        claims["events"]!.ToJsonString().ShouldBe("""{"http://schemas.openid.net/event/backchannel-logout":{}}""");
        claims["sid"]!.GetValue<string>().ShouldBe(sid);
        claims["sub"]!.GetValue<string>().ShouldBe(tokens.ClaimsOf("id_token")["sub"]!.GetValue<string>());
        claims["iat"]!.GetValue<long>().ShouldBe(Clock.GetUtcNow().ToUnixTimeSeconds());
        claims["exp"]!.GetValue<long>().ShouldBe(Clock.GetUtcNow().ToUnixTimeSeconds() + 120);

        var keys = new JsonWebKeySet((await Org.Visit(Org.Issuer + "/v1/keys")).Text).GetSigningKeys();
        (await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters { ValidIssuer = Org.Issuer, ValidAudience = app.ClientId, IssuerSigningKeys = keys, ValidateLifetime = false, ValidTypes = ["logout+jwt"] })).IsValid.ShouldBeTrue();
        (await browser.OpenAsync(app.AuthorizeUrl(changes: [("prompt", "none")]))).Parameter("error").ShouldBe("login_required");

        var told = await Told(person);
        told["outcome"]!["result"]!.GetValue<string>().ShouldBe("SUCCESS");
        receiver.Waiting.ShouldBe(0);

        // A logout token is no ID token: as a hint it is refused.
        (await Org.Visit($"{Org.Issuer}/v1/logout?id_token_hint={token}", ("Accept", "text/html"))).ShouldBeAnErrorPage();
    }

    private async Task<JsonNode> Told(TestPerson person)
    {
        for (var i = 0; i < 200; i++)
        {
            await Org.Services.GetRequiredService<Core.Log.SystemLog>().Flush(default);
            var told = (await Org.SendListAsync("/api/v1/logs?limit=1000&sortOrder=DESCENDING&filter=" + Uri.EscapeDataString("eventType eq \"user.authentication.universal_logout\"")))
                .FirstOrDefault(entry => entry!["target"]!.AsArray().Any(target => target!["id"]!.GetValue<string>() == person.Id));
            if (told is not null) return told;
            await Task.Yield();
        }
        throw new TimeoutException("Nothing in the log.");
    }

    [Fact]                                                             // OpenID Connect Back-Channel Logout §2.1: oidcc-rp-initiated-logout-discovery-endpoint-verification
    public async Task Discovery_says_so_and_only_apps_that_ask_carry_a_sid()
    {
        var document = JsonNode.Parse((await Org.Visit(Org.Issuer + "/.well-known/openid-configuration")).Text)!;
        foreach (var name in (string[])["backchannel_logout_supported", "backchannel_logout_session_supported", "frontchannel_logout_supported", "frontchannel_logout_session_supported"])
            document[name]!.GetValue<bool>().ShouldBeTrue(name);
        (await Org.NativeApp.TokensAsync(Org.Person)).ClaimsOf("id_token").ContainsKey("sid").ShouldBeFalse();
    }

    public static TheoryData<string> Causes => ["sign-out page", "sessions ended", "suspended", "deactivated", "deleted", "someone else signs in"];

    [Theory, MemberData(nameof(Causes))]                               // OpenID Connect Back-Channel Logout §2.5
    public async Task Whatever_ends_a_session_the_app_is_told(string cause)
    {
        await using var receiver = await LogoutReceiver.Start();
        var app = await AppTold(receiver);
        var (browser, tokens, person) = await SignedIn(app);
        using var _ = browser;
        switch (cause)
        {
            case "sign-out page":
                await browser.SubmitAsync(await browser.OpenAsync("/"));
                break;
            case "sessions ended":
                await Org.SendAsync(HttpMethod.Delete, $"/api/v1/users/{person.Id}/sessions");
                break;
            case "suspended":
                await Org.SendAsync(HttpMethod.Post, $"/api/v1/users/{person.Id}/lifecycle/suspend");
                break;
            case "deactivated":
                await Org.SendAsync(HttpMethod.Post, $"/api/v1/users/{person.Id}/lifecycle/deactivate");
                break;
            case "deleted":
                await Org.SendAsync(HttpMethod.Delete, $"/api/v1/users/{person.Id}");
                await Org.SendAsync(HttpMethod.Delete, $"/api/v1/users/{person.Id}");
                break;
            default:
                (await Org.NativeApp.SignInAsync(await Org.CreatePersonAsync(), browser: browser, changes: ("prompt", "login"))).Parameter("code").ShouldNotBeNull();
                break;
        }
        Part((await receiver.Next())["logout_token"], 1)["sid"]!.GetValue<string>().ShouldBe(tokens.ClaimsOf("id_token")["sid"]!.GetValue<string>());
        receiver.Waiting.ShouldBe(0);
    }

    [Fact]                                                             // OpenID Connect Back-Channel Logout §2.5: all the apps of the session, each with its own issuer
    public async Task Every_app_of_the_session_hears_of_it_also_after_the_person_proved_who_they_are_again()
    {
        await using var first = await LogoutReceiver.Start();
        await using var second = await LogoutReceiver.Start();
        var (one, other) = (await AppTold(first), await AppTold(second, new JsonObject { ["id_token_signed_response_alg"] = "ES256" }) with { Issuer = Org.Url });
        var (browser, tokens, person) = await SignedIn(one);
        using var _ = browser;
        var later = await other.RedeemAsync(await other.CodeAsync(person, browser: browser, changes: ("prompt", "login")));
        var (sid, laterSid) = (tokens.ClaimsOf("id_token")["sid"]!.GetValue<string>(), later.ClaimsOf("id_token")["sid"]!.GetValue<string>());
        first.Waiting.ShouldBe(0);                                     // the same person is still there: nothing has ended

        await SignOut(one, browser, tokens);
        Part((await first.Next())["logout_token"], 1)["sid"]!.GetValue<string>().ShouldBe(sid);
        var token = (await second.Next())["logout_token"];
        Part(token, 0)["alg"]!.GetValue<string>().ShouldBe("ES256");
        Part(token, 1)["sid"]!.GetValue<string>().ShouldBe(laterSid);
        Part(token, 1)["iss"]!.GetValue<string>().ShouldBe(Org.Url);
        (await browser.OpenAsync(one.AuthorizeUrl(changes: [("prompt", "none")]))).Parameter("error").ShouldBe("login_required");
    }

    [Fact]                                                             // OpenID Connect Back-Channel Logout §2.8: an app that is not there is tried again
    public async Task What_did_not_arrive_is_sent_again_with_a_fresh_token_and_given_up_in_the_end()
    {
        await using var receiver = await LogoutReceiver.Start();
        receiver.Answer = 503;
        var app = await AppTold(receiver);
        var (browser, tokens, _) = await SignedIn(app);
        using (browser) await SignOut(app, browser, tokens);

        var first = Part((await receiver.Next())["logout_token"], 1);
        receiver.Answer = 204;
        var again = Part((await receiver.Next(() => Clock.Advance(TimeSpan.FromSeconds(15))))["logout_token"], 1);
        again["jti"]!.GetValue<string>().ShouldNotBe(first["jti"]!.GetValue<string>());
        again["sid"]!.GetValue<string>().ShouldBe(first["sid"]!.GetValue<string>());

        receiver.Answer = 503;
        var (second, secondTokens, person) = await SignedIn(app);
        using (second) await SignOut(app, second, secondTokens);
        await receiver.Next();
        for (var attempt = 2; attempt <= LogoutNotices.MostAttempts; attempt++) await receiver.Next(() => Clock.Advance(TimeSpan.FromSeconds(15 * Math.Pow(2, attempt - 2))));
        (await Told(person))["outcome"]!["result"]!.GetValue<string>().ShouldBe("FAILURE");
        Clock.Advance(TimeSpan.FromHours(3));
        (await Pending(app)).ShouldBe(0);
    }

    private Task<long> Pending(TestApp app) => Org.Services.GetRequiredService<Database>().One<long>("select count(*) from outbox where recipient = @ClientId and due_at is not null", new { app.ClientId }, default);

    [Fact]                                                             // OpenID Connect Back-Channel Logout §2.8: 400 says that trying again is of no use
    public async Task An_app_that_refuses_is_not_asked_twice()
    {
        await using var receiver = await LogoutReceiver.Start();
        receiver.Answer = 400;
        var app = await AppTold(receiver);
        var (browser, tokens, person) = await SignedIn(app);
        using (browser) await SignOut(app, browser, tokens);
        await receiver.Next();
        var told = await Told(person);
        told["outcome"]!["result"]!.GetValue<string>().ShouldBe("FAILURE");
        told["outcome"]!["reason"]!.GetValue<string>().ShouldBe("The app answered 400.");
        (await Pending(app)).ShouldBe(0);
    }

    [Fact]                                                             // OpenID Connect Back-Channel Logout §2.5: whoever dies on the way is replaced
    public async Task A_notice_whose_sender_was_killed_is_delivered_by_another()
    {
        await using var receiver = await LogoutReceiver.Start();
        var app = await AppTold(receiver);
        var now = Clock.GetUtcNow();
        await Org.Services.GetRequiredService<Database>().Change("""
            insert into outbox (id, kind, org_id, recipient, payload, attempts, due_at, created_at, expires_at)
            select '102killed ' || id || ' default', 'logout_notice', org_id, id, '{"Sid":"102killed","UserId":"00u","ServerId":"default"}', 1, @until, @now, @later
            from apps where id = @ClientId
            """, new { app.ClientId, now, until = now.AddMinutes(1), later = now.AddHours(1) }, default);
        Clock.Advance(TimeSpan.FromSeconds(30));                       // it may still be alive
        receiver.Waiting.ShouldBe(0);
        Part((await receiver.Next(() => Clock.Advance(TimeSpan.FromSeconds(15))))["logout_token"], 1)["sid"]!.GetValue<string>().ShouldBe("102killed");
        Clock.GetUtcNow().ShouldBeGreaterThanOrEqualTo(now.AddMinutes(1));
    }

    [Fact]                                                             // what an app is handed after the end would never be taken back
    public async Task Sixty_four_silent_sign_ins_and_one_sign_out_agree_on_who_is_told()
    {
        await using var receiver = await LogoutReceiver.Start();
        var app = await AppTold(receiver);
        var person = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        var tokens = await Org.NativeApp.RedeemAsync(await Org.NativeApp.CodeAsync(person, browser: browser));
        var cookie = ("Cookie", "sid=" + browser.Cookies.GetAllCookies().Single(one => one.Name == "sid").Value);

        var silent = Enumerable.Range(0, 64).Select(_ => Task.Run(() => Org.Visit(app.AuthorizeUrl(changes: [("prompt", "none")]), cookie))).ToArray();
        var end = Org.Visit($"{Org.Issuer}/v1/logout?id_token_hint={tokens.IdToken}", cookie, ("Accept", "text/html"));
        var answers = await Task.WhenAll(silent);
        (await end).Status.ShouldBe(200);

        var signedIn = answers.Count(answer => answer["code"] is not null);
        answers.Count(answer => answer["error"] == "login_required").ShouldBe(64 - signedIn);
        if (signedIn > 0) (await receiver.Next()).Keys.ShouldContain("logout_token");
        receiver.Waiting.ShouldBe(0);
    }
}
