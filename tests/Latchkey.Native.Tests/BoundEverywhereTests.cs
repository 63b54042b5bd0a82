using System.Net;
using System.Text.Json.Nodes;
using System.Web;
using Latchkey.Protocol;

namespace Latchkey.Native.Tests;

/// <summary>Every way to get a token binds it, and mixed cases go on: apps, servers and keys that change in between. RFC 9449.</summary>
public sealed class BoundEverywhereTests : NativeTest
{
    private static readonly TimeSpan PastTheToken = TimeSpan.FromHours(2);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Provider.OffersDPoP = true;
    }

    private string[] Keys => Directory.GetFiles(Folder, "proof-*.secret", SearchOption.AllDirectories);
    private ScriptedProvider.Seen Asked(string grant) => Provider.Requests.Last(r => r.Values.GetValueOrDefault("grant_type") == grant);

    [Fact]                                                             // RFC 8628 §3.4, RFC 9449 §5
    public async Task A_device_sign_in_is_bound_and_its_key_is_kept_for_the_next_start()
    {
        var polls = 0;
        Provider.OnGrant = form => form["grant_type"] != GrantType.DeviceCode ? null
            : ++polls == 1 ? (400, ScriptedProvider.Error("authorization_pending")) : (200, Provider.NewTokens(key: Provider.KeyOfProof));
        var waiting = (await App().StartDeviceSignInAsync()).WaitAsync();
        await Polls(2);
        (await Orders(await waiting)).ShouldBe(HttpStatusCode.OK);
        Provider.Requests.Last().Authorization.ShouldNotBeNull().ShouldStartWith("DPoP ");
        Clock.Advance(PastTheToken);
        (await Orders((await App().GetSessionAsync())!)).ShouldBe(HttpStatusCode.OK);
        Provider.Proofs.Refused.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_device_sign_in_that_ends_without_tokens_leaves_no_key_behind()
    {
        Provider.OnGrant = form => form["grant_type"] == GrantType.DeviceCode ? (400, ScriptedProvider.Error("access_denied")) : null;
        var waiting = (await App().StartDeviceSignInAsync()).WaitAsync();
        await Polls(1);
        (await Refused(() => waiting)).Kind.ShouldBe(SignInErrorKind.Denied);
        Keys.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_device_sign_in_whose_app_was_killed_loses_its_key_when_its_code_has_ended()
    {
        await App().StartDeviceSignInAsync();                          // and nobody ever waits for it
        Keys.Length.ShouldBe(1);
        Clock.Advance(TimeSpan.FromMinutes(12));
        await SignedIn();
        Keys.Length.ShouldBe(1);
        Browser.Opened.Count.ShouldBe(1);
    }

    [Fact]                                                             // OpenID Native SSO §4, RFC 9449 §5
    public async Task A_siblings_sign_in_is_bound_to_a_key_of_this_app()
    {
        const string secret = "the-device-secret";
        Provider.ChangesTokenAnswer = answer => answer["device_secret"] = secret;
        Provider.ChangesIdToken = claims => claims["ds_hash"] = TokenHash.Of(secret);
        using var shared = SharedSignIn.InFolder(Path.Combine(Folder, "shared"), KeyStorage.File);
        await App(o => (o.SharedSignIn, o.DataDirectory) = (shared, Path.Combine(Folder, "first"))).SignInAsync();
        var refuses = true;
        Provider.OnGrant = form => form["grant_type"] != GrantType.TokenExchange ? null
            : refuses ? (400, ScriptedProvider.Error("access_denied")) : (200, Provider.NewTokens(key: Provider.KeyOfProof));

        var second = App(o => (o.SharedSignIn, o.DataDirectory) = (shared, Path.Combine(Folder, "second")));
        await Refused(() => second.SignInWithDeviceSecretAsync());
        Keys.ShouldAllBe(key => key.Contains("first", StringComparison.Ordinal));
        refuses = false;
        var session = (await second.SignInWithDeviceSecretAsync()).ShouldNotBeNull();
        (await Orders(session)).ShouldBe(HttpStatusCode.OK);
        Provider.Requests.Last().Authorization.ShouldNotBeNull().ShouldStartWith("DPoP ");
        Keys.Length.ShouldBe(2);
    }

    [Fact]                                                             // RFC 8693 §2.1, RFC 9449 §5
    public async Task An_exchanged_token_is_bound_and_used_with_a_proof()
    {
        var session = await SignedIn();
        Provider.OnGrant = form => form["grant_type"] == GrantType.TokenExchange ? (200, Provider.NewTokens(key: Provider.KeyOfProof)) : null;
        var token = await session.ExchangeTokenAsync(new() { Audience = "api://billing" });
        Asked(GrantType.TokenExchange).Proof.ShouldNotBeNull();
        token.TokenType.ShouldBe("DPoP");

        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Provider.Address, "orders"));
        await session.AuthorizeAsync(request, token);
        (await http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var elsewhere = new HttpRequestMessage(HttpMethod.Get, "http://api.example.com/");
        await Should.ThrowAsync<ArgumentException>(() => session.AuthorizeAsync(elsewhere, token));
    }

    [Fact]                                                             // RFC 8693 §2.2.1
    public async Task An_exchanged_bearer_token_is_used_as_one()
    {
        Provider.OffersDPoP = false;
        var session = await SignedIn();
        Provider.OnGrant = form => form["grant_type"] == GrantType.TokenExchange ? (200, Provider.NewTokens()) : null;
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Provider.Address, "orders"));
        await session.AuthorizeAsync(request, await session.ExchangeTokenAsync(new() { Audience = "api://billing" }));
        request.Headers.Authorization!.Scheme.ShouldBe("Bearer");
        request.Headers.Contains(DPoPProof.Header).ShouldBeFalse();
    }

    [Fact]                                                             // RFC 9449 §10.1
    public async Task A_pushed_request_proves_the_key_it_names()
    {
        var pushed = new List<(string? Named, string? Proven)>();
        Provider.ChangesMetadata = m => m["pushed_authorization_request_endpoint"] = Provider.Issuer + "/v1/par";
        Provider.OnPush = async http =>
        {
            var form = await http.Request.ReadFormAsync();
            pushed.Add((form["dpop_jkt"], Provider.Proofs.Read(http, Provider.Clock.GetUtcNow(), null, out _)));
            return false;
        };
        (await Orders(await SignedIn(o => o.PushAuthorizationRequests = true))).ShouldBe(HttpStatusCode.OK);
        pushed.ShouldHaveSingleItem().Named.ShouldNotBeNull().ShouldBe(pushed[0].Proven);
        Provider.Proofs.Refused.ShouldBeEmpty();
    }

    [Fact]                                                             // RFC 9470 §4, RFC 9449 §7.1
    public async Task A_stepped_up_token_is_bound_and_goes_with_a_proof_of_its_own_key()
    {
        var app = App(o => o.OnStepUp = StepUpChallenge.SignInAtOnce);
        var weak = "DPoP " + await (await app.SignInAsync()).GetAccessTokenAsync();
        Provider.OnApi = http =>
        {
            if (http.Request.Headers.Authorization != weak) return Task.FromResult(false);
            http.Response.StatusCode = 401;
            http.Response.Headers.WWWAuthenticate = "DPoP error=\"insufficient_user_authentication\", acr_values=\"urn:mfa\"";
            return Task.FromResult(true);
        };
        (await Orders((await app.GetSessionAsync())!)).ShouldBe(HttpStatusCode.OK);
        Browser.Opened.Count.ShouldBe(2);
        (await app.GetSessionsAsync()).Count.ShouldBe(1);
        Keys.Length.ShouldBe(1);
        Provider.Proofs.Refused.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_key_of_an_ephemeral_sign_in_stays_in_memory()
    {
        var app = App(o => o.DPoP = DPoP.Required);
        var session = await app.SignInAsync(new() { Ephemeral = true });
        (await Orders(session)).ShouldBe(HttpStatusCode.OK);
        Provider.Requests.Last().Authorization.ShouldNotBeNull().ShouldStartWith("DPoP ");
        Keys.ShouldBeEmpty();
        Clock.Advance(PastTheToken);
        (await Orders(session)).ShouldBe(HttpStatusCode.OK);
        (await App().GetSessionAsync()).ShouldBeNull();
        Provider.Proofs.Refused.ShouldBeEmpty();
    }

    [Fact]
    public async Task Credentials_from_before_go_on_unbound_until_the_next_sign_in()
    {
        Provider.OffersDPoP = false;
        await SignedIn();
        Provider.OffersDPoP = true;                                    // the app was updated, the server too
        Clock.Advance(PastTheToken);
        var session = (await App().GetSessionAsync())!;
        (await Orders(session)).ShouldBe(HttpStatusCode.OK);
        Provider.Requests.Last().Authorization.ShouldNotBeNull().ShouldStartWith("Bearer ");
        (await Orders(await SignedIn())).ShouldBe(HttpStatusCode.OK);
        Provider.Requests.Last().Authorization.ShouldNotBeNull().ShouldStartWith("DPoP ");
    }

    [Fact]
    public async Task A_sign_in_begun_before_the_update_is_finished_after_it()
    {
        Provider.OffersDPoP = false;
        var scheme = RedirectTarget.Scheme("com.example.app");
        using var stop = new CancellationTokenSource();
        Uri callback = null!;
        Browser.OnCallback = async address =>
        {
            callback = address;
            await stop.CancelAsync();                                  // the app is gone
        };
        var first = App(o => o.RedirectUri = scheme).SignInAsync(cancellationToken: stop.Token);
        await Should.ThrowAsync<OperationCanceledException>(() => first);

        Provider.OffersDPoP = true;
        var next = App(o => o.RedirectUri = scheme);
        (await next.ReceiveCallbackAsync(callback)).ShouldBeTrue();
        (await Orders(await next.SignInAsync())).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_server_that_stops_offering_it_is_no_sign_out()
    {
        var session = await SignedIn();
        (Provider.OffersDPoP, Provider.ChecksBinding) = (false, false);
        Clock.Advance(PastTheToken);
        var restarted = (await App().GetSessionAsync())!;
        (await Orders(restarted)).ShouldBe(HttpStatusCode.OK);
        Provider.Requests.Last().Authorization.ShouldNotBeNull().ShouldStartWith("Bearer ");
        session.Id.ShouldBe(restarted.Id);
    }

    [Theory]                                                           // RFC 9449 §11.1
    [InlineData(-1)]
    [InlineData(1)]
    public async Task A_clock_set_wrong_while_the_app_runs_is_noticed_when_an_API_refuses_the_proof(int days)
    {
        var right = new FakeClock();
        Provider.Clock = right;
        var session = await SignedIn();
        Clock.Set(Clock.GetUtcNow() + TimeSpan.FromDays(days));
        (await Orders(session)).ShouldBe(HttpStatusCode.OK);
        (await session.GetUserInfoAsync()).Subject.ShouldBe("00u1");
        Provider.Proofs.Refused.ShouldAllBe(reason => reason == "iat");
    }

    [Fact]
    public async Task A_step_up_keeps_asking_for_the_persons_presence()
    {
        var person = new Person();
        var app = App(o => (o.OnStepUp, o.UserPresence) = (StepUpChallenge.SignInAtOnce, person));
        var session = await app.SignInAsync(new() { ConfirmPresenceEvery = TimeSpan.FromMinutes(5) });
        var weak = "DPoP " + await session.GetAccessTokenAsync();
        Provider.OnApi = http =>
        {
            if (http.Request.Headers.Authorization != weak) return Task.FromResult(false);
            http.Response.StatusCode = 401;
            http.Response.Headers.WWWAuthenticate = "DPoP error=\"insufficient_user_authentication\"";
            return Task.FromResult(true);
        };
        (await Orders(session)).ShouldBe(HttpStatusCode.OK);
        Clock.Advance(TimeSpan.FromMinutes(6));
        person.Asked.ShouldBe(0);
        await session.GetAccessTokenAsync();
        person.Asked.ShouldBe(1);
    }

    [Fact]
    public async Task Exchanges_and_ways_into_web_apps_need_the_persons_presence_too()
    {
        var person = new Person { Says = PresenceAnswer.Declined };
        var session = await App(o => o.UserPresence = person).SignInAsync(new() { ConfirmPresenceEvery = TimeSpan.Zero });
        (await Refused(() => session.ExchangeTokenAsync(new() { Audience = "api://billing" }))).Kind.ShouldBe(SignInErrorKind.PresenceRequired);
        (await Refused(() => session.GetWebSignInUrlAsync("web", new Uri(Provider.Issuer + "/v1/authorize")))).Kind.ShouldBe(SignInErrorKind.PresenceRequired);
        person.Asked.ShouldBe(2);
    }

    private async Task Polls(int times)
    {
        for (var i = 0; i < times; i++)
        {
            await Clock.HasTimers(1);
            Clock.Advance(TimeSpan.FromSeconds(6));
        }
    }

    private async Task<HttpStatusCode> Orders(LatchkeySession session)
    {
        using var api = new HttpClient(new LatchkeyTokenHandler(session, Provider.Address) { InnerHandler = new SocketsHttpHandler { UseCookies = false } }) { BaseAddress = Provider.Address };
        using var answer = await api.GetAsync("orders");
        return answer.StatusCode;
    }

    private sealed class Person : IUserPresence
    {
        public int Asked { get; private set; }
        public PresenceAnswer Says { get; init; } = PresenceAnswer.Confirmed;

        public Task<PresenceAnswer> ConfirmAsync(CancellationToken cancellationToken)
        {
            Asked++;
            return Task.FromResult(Says);
        }
    }
}
