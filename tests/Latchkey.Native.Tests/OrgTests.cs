using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Testing;

namespace Latchkey.Native.Tests;

/// <summary>The flows against a real Latchkey org, nothing scripted.</summary>
public sealed class OrgTests : IAsyncLifetime
{
    private readonly Kit.FakeClock clock = new();
    private readonly string folder = Directory.CreateTempSubdirectory("latchkey-native-").FullName;
    private readonly List<IDisposable> made = [];
    private TestOrg org = null!;
    private OrgBrowser browser = null!;

    public async Task InitializeAsync()
    {
        org = await TestOrg.StartAsync();
        browser = new OrgBrowser(org, org.Person);
    }

    private LatchkeyClient App(TestApp registered, Action<LatchkeyOptions>? configure = null)
    {
        var handler = TestOrg.LoopbackHandler();
        var options = new LatchkeyOptions
        {
            Issuer = new Uri(org.Issuer), ClientId = registered.ClientId, DataDirectory = Path.Combine(folder, registered.ClientId),
            KeyStorage = KeyStorage.File, Browser = browser, Clock = clock, HttpHandler = handler,
        };
        configure?.Invoke(options);
        var client = new LatchkeyClient(options);
        made.AddRange([client, handler]);
        return client;
    }

    private void Advance(TimeSpan by)
    {
        clock.Advance(by);
        org.Clock.Advance(by);
    }

    [Fact]                                                             // RFC 8628 §3.4, contract §2.9
    public async Task A_device_is_signed_in_from_a_browser()
    {
        var app = App(org.NativeApp);
        var device = await app.StartDeviceSignInAsync();
        var waiting = device.WaitAsync();
        await PollAsync();
        await AnswerAsync(device, "approve");
        await PollAsync();

        var session = await waiting;
        session.User.PreferredUserName.ShouldBe(org.Person.Login);
        (await session.GetUserInfoAsync()).Subject.ShouldBe(session.User.Subject);
        await session.RefreshAsync();
    }

    [Fact]                                                             // RFC 8628 §3.5
    public async Task A_person_who_refuses_the_device_is_heard()
    {
        var device = await App(org.NativeApp).StartDeviceSignInAsync();
        var waiting = device.WaitAsync();
        await AnswerAsync(device, "refuse");
        await PollAsync();
        (await Should.ThrowAsync<SignInException>(() => waiting)).Kind.ShouldBe(SignInErrorKind.Denied);
    }

    [Fact]                                                             // OpenID Native SSO §4, contract §2.7, §2.11
    public async Task One_sign_in_opens_both_apps_and_signing_out_everywhere_ends_both()
    {
        using var place = SharedSignIn.InFolder(Path.Combine(folder, "shared"), KeyStorage.File);
        var sibling = await org.CreateAppAsync("native", new JsonObject { ["grant_types"] = new JsonArray("authorization_code", "refresh_token", GrantType.TokenExchange) });
        var first = await App(org.NativeApp, o => o.SharedSignIn = place).SignInAsync();
        var second = (await App(sibling, o => o.SharedSignIn = place).SignInWithDeviceSecretAsync("api://default")).ShouldNotBeNull();
        second.User.Subject.ShouldBe(first.User.Subject);
        (await second.GetUserInfoAsync()).Subject.ShouldBe(first.User.Subject);
        browser.Opened.Count.ShouldBe(1);

        Advance(TimeSpan.FromHours(3));                                // the ID token of the sign-in has ended, the secret has not
        await second.SignOutAsync();
        second = (await App(sibling, o => o.SharedSignIn = place).SignInWithDeviceSecretAsync()).ShouldNotBeNull();

        await first.SignOutAsync(SignOutReach.Everywhere);
        (await Should.ThrowAsync<SignInException>(() => second.RefreshAsync())).Kind.ShouldBe(SignInErrorKind.SessionExpired);
        (await App(sibling, o => o.SharedSignIn = place).SignInWithDeviceSecretAsync()).ShouldBeNull();
    }

    [Fact]                                                             // contract §2.11
    public async Task A_secret_revoked_elsewhere_is_no_sign_in_any_more()
    {
        using var place = SharedSignIn.InFolder(Path.Combine(folder, "shared"), KeyStorage.File);
        var app = App(org.NativeApp, o => o.SharedSignIn = place);
        await app.SignInAsync();
        Advance(TimeSpan.FromDays(8));                                 // the idle window of the refresh token it came with
        (await app.SignInWithDeviceSecretAsync()).ShouldBeNull();
    }

    [Fact]                                                             // contract §2.12
    public async Task A_web_app_that_trusts_this_one_opens_signed_in()
    {
        var web = await org.CreateAppAsync("web");
        var session = await App(org.NativeApp).SignInAsync(new() { Scopes = ["openid", "offline_access", Scope.InterclientAccess] });
        var page = new Uri(web.AuthorizeUrl("openid", ("prompt", "none")));
        (await Should.ThrowAsync<SignInException>(() => session.GetWebSignInUrlAsync(web.ClientId, page))).OAuthError.ShouldBe("invalid_target");

        await org.SendAsync(HttpMethod.Post, $"/api/v1/apps/{web.ClientId}/interclient-allowed-apps", new JsonObject { ["id"] = org.NativeApp.ClientId });
        using var fresh = org.Browser();
        (await fresh.OpenAsync((await session.GetWebSignInUrlAsync(web.ClientId, page)).AbsoluteUri)).Parameter("code").ShouldNotBeNull();
    }

    [Fact]                                                             // RFC 9470 §3, §4
    public async Task An_api_that_wants_a_fresh_sign_in_gets_one()
    {
        var app = App(org.NativeApp, o => o.OnStepUp = StepUpChallenge.SignInAtOnce);
        await app.SignInAsync();
        Advance(TimeSpan.FromMinutes(20));
        using var handler = new LatchkeyTokenHandler(app, new Uri("https://api.example.com")) { InnerHandler = new FreshnessApi(clock) };
        using var api = new HttpClient(handler);

        (await api.GetStringAsync("https://api.example.com/transfer")).ShouldBe("done");
        browser.Passwords.ShouldBe(2);
        (await api.GetStringAsync("https://api.example.com/transfer")).ShouldBe("done");
        browser.Passwords.ShouldBe(2);
        (await app.GetSessionsAsync()).ShouldHaveSingleItem();
    }

    [Fact]                                                             // OpenID Connect Core §3.1.2.6
    public async Task A_silent_probe_tells_whether_the_browser_has_a_session()
    {
        var app = App(org.NativeApp);
        (await app.TrySilentSignInAsync()).ShouldBeNull();
        await app.SignInAsync();
        (await App(await org.CreateAppAsync()).TrySilentSignInAsync()).ShouldNotBeNull();
        browser.Passwords.ShouldBe(1);
    }

    [Fact]                                                             // RFC 9126 §2
    public async Task A_pushed_request_signs_in()
    {
        var session = await App(org.NativeApp, o => o.PushAuthorizationRequests = true).SignInAsync();
        session.User.PreferredUserName.ShouldBe(org.Person.Login);
        browser.Opened.Single().Query.ShouldContain("request_uri=");
        browser.Opened.Single().Query.ShouldNotContain("code_challenge");
    }

    [Theory]                                                           // OpenID Connect RP-Initiated Logout 1.0 §2, RFC 7009 §2.1
    [InlineData(SignOutReach.AppOnly, true)]
    [InlineData(SignOutReach.AppAndBrowser, false)]
    [InlineData(SignOutReach.Everywhere, false)]
    public async Task A_sign_out_reaches_as_far_as_it_says(SignOutReach reach, bool browserStaysSignedIn)
    {
        var app = App(org.NativeApp);
        var session = await app.SignInAsync();
        var token = await session.GetAccessTokenAsync();
        await session.SignOutAsync(reach);
        (await app.GetSessionAsync()).ShouldBeNull();
        (await org.NativeApp.UserInfoAsync(token)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await app.TrySilentSignInAsync() is not null).ShouldBe(browserStaysSignedIn);
    }

    [Fact]                                                             // OpenID Connect Core §3.1.2.1
    public async Task A_guest_is_asked_though_the_browser_has_a_session_and_stays_in_memory()
    {
        var app = App(org.NativeApp);
        await app.SignInAsync();
        var guest = await app.SignInAsync(new() { Ephemeral = true });
        browser.Passwords.ShouldBe(2);
        await guest.RefreshAsync();
        (await App(org.NativeApp).GetSessionsAsync()).ShouldHaveSingleItem();
    }

    private async Task PollAsync()
    {
        await clock.HasTimers(1);
        Advance(TimeSpan.FromSeconds(6));
    }

    private async Task AnswerAsync(DeviceSignIn device, string answer)
    {
        var page = await browser.SignInAsync(await browser.Browser.SubmitAsync(await browser.Browser.OpenAsync(device.VerificationUriComplete!.AbsoluteUri)));
        (await browser.Browser.SubmitAsync(page, ("answer", answer))).Status.ShouldBe(HttpStatusCode.OK);
    }

    public async Task DisposeAsync()
    {
        foreach (var one in made) one.Dispose();
        browser.Dispose();
        await org.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>An API that answers people who proved themselves in the last five minutes.</summary>
    private sealed class FreshnessApi(TimeProvider clock) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var claims = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(request.Headers.Authorization!.Parameter!.Split('.')[1]))!;
            var isFresh = clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(claims["auth_time"]!.GetValue<long>()) < TimeSpan.FromMinutes(5);
            var answer = new HttpResponseMessage(isFresh ? HttpStatusCode.OK : HttpStatusCode.Unauthorized) { RequestMessage = request, Content = new StringContent("done") };
            if (!isFresh) answer.Headers.WwwAuthenticate.ParseAdd("Bearer error=\"insufficient_user_authentication\", max_age=\"300\"");
            return Task.FromResult(answer);
        }
    }
}
