using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Latchkey.Protocol;

namespace Latchkey.Native.Tests;

/// <summary>Tokens bound to a key of this device. RFC 9449.</summary>
public sealed class DPoPTests : NativeTest
{
    private static readonly TimeSpan PastTheToken = TimeSpan.FromHours(2);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Provider.OffersDPoP = true;
    }

    [Fact]                                                             // RFC 9449 §5
    public async Task A_provider_that_offers_it_is_taken_at_its_word_through_the_whole_life_of_a_session()
    {
        var session = await SignedIn();
        Browser.Opened.Single().Query.ShouldContain("dpop_jkt=");      // RFC 9449 §10
        (await session.GetUserInfoAsync()).Email.ShouldBe("mia@example.com");
        Clock.Advance(PastTheToken);
        var restarted = (await App().GetSessionAsync())!;
        (await Orders(restarted)).ShouldBe(HttpStatusCode.OK);
        Provider.Requests.Last().Authorization.ShouldNotBeNull().ShouldStartWith("DPoP AT.");
        Provider.Proofs.Refused.ShouldBeEmpty();
    }

    [Fact]                                                             // RFC 9449 §5.1
    public async Task A_provider_that_does_not_offer_it_sees_no_proof()
    {
        Provider.OffersDPoP = false;
        (await Orders(await SignedIn())).ShouldBe(HttpStatusCode.OK);
        Provider.Requests.ShouldAllBe(r => r.Proof == null);
        Directory.GetFiles(Folder, "proof-*").ShouldBeEmpty();
    }

    [Fact]                                                             // RFC 9449 §5.1
    public async Task Without_ES256_among_the_algorithms_it_is_not_offered()
    {
        Provider.ChangesMetadata = m => m["dpop_signing_alg_values_supported"] = new System.Text.Json.Nodes.JsonArray("RS256");
        await SignedIn();
        Provider.Requests.ShouldAllBe(r => r.Proof == null);
    }

    [Fact]                                                             // RFC 9449 §5
    public async Task A_provider_that_answers_bearer_all_the_same_is_accepted()
    {
        Provider.BindsTokens = false;
        var session = await SignedIn();
        (await Orders(session)).ShouldBe(HttpStatusCode.OK);
        Provider.Requests.Last().Authorization.ShouldNotBeNull().ShouldStartWith("Bearer ");
        Clock.Advance(PastTheToken);
        (await session.GetAccessTokenAsync()).ShouldStartWith("AT.");  // its refresh token may be bound: proven still
    }

    [Fact]
    public async Task A_bearer_token_is_refused_where_a_bound_one_is_required()
    {
        Provider.BindsTokens = false;
        (await Refused(() => App(o => o.DPoP = DPoP.Required).SignInAsync())).Kind.ShouldBe(SignInErrorKind.Misconfigured);
        Provider.OffersDPoP = false;
        (await Refused(() => App(o => o.DPoP = DPoP.Required).SignInAsync())).Kind.ShouldBe(SignInErrorKind.Misconfigured);
        (await App().GetSessionAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Switched_off_it_is_not_used_for_new_sign_ins_and_kept_for_old_ones()
    {
        await SignedIn();
        Clock.Advance(PastTheToken);
        (await Orders((await App(o => o.DPoP = DPoP.Off).GetSessionAsync())!)).ShouldBe(HttpStatusCode.OK);
        Provider.Requests.Last().Proof.ShouldNotBeNull();

        var fresh = await App(o => o.DPoP = DPoP.Off).SignInAsync();
        (await Orders(fresh)).ShouldBe(HttpStatusCode.OK);
        Provider.Requests.Last().Proof.ShouldBeNull();
    }

    [Fact]                                                             // RFC 9449 §8
    public async Task A_nonce_is_asked_for_once_and_then_known()
    {
        Provider.Proofs.Nonce = "first";
        var session = await SignedIn();
        Provider.Requests.Count(r => r.Path.EndsWith("/token", StringComparison.Ordinal)).ShouldBe(2);
        Clock.Advance(PastTheToken);
        await session.GetAccessTokenAsync();
        Provider.Refreshes.ShouldBe(1);

        Provider.Proofs.Nonce = "second";                              // RFC 9449 §8.2
        Clock.Advance(PastTheToken);
        await session.GetAccessTokenAsync();
        Provider.Refreshes.ShouldBe(3);
        (await Orders(session)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // RFC 9449 §9
    public async Task An_API_that_asks_for_a_nonce_is_answered_silently_even_with_content()
    {
        var session = await SignedIn();
        Provider.Proofs.Nonce = "of the API";
        using var api = new HttpClient(Handler(session)) { BaseAddress = Provider.Address };
        using var answer = await api.PostAsync("orders", new StringContent("order"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        Provider.Requests.Count(r => r.Path == "/orders").ShouldBe(2);
    }

    [Fact]                                                             // RFC 9449 §8
    public async Task A_server_that_never_likes_the_nonce_is_asked_twice_and_not_for_ever()
    {
        var session = await SignedIn();
        var asked = 0;
        Provider.OnApi = http =>
        {
            asked++;
            http.Response.StatusCode = 401;
            http.Response.Headers.WWWAuthenticate = "DPoP error=\"use_dpop_nonce\"";
            http.Response.Headers[DPoPProof.NonceHeader] = $"nonce-{asked}";
            return Task.FromResult(true);
        };
        (await Orders(session)).ShouldBe(HttpStatusCode.Unauthorized);
        asked.ShouldBe(2);
    }

    [Theory]                                                           // RFC 9449 §4.3
    [InlineData(-1)]
    [InlineData(1)]
    public async Task A_clock_that_is_wrong_by_a_day_makes_proofs_on_the_providers_time(int days)
    {
        var right = new FakeClock();
        Provider.Clock = right;
        Clock.Advance(TimeSpan.FromDays(days));
        var session = await SignedIn();
        (await Orders(session)).ShouldBe(HttpStatusCode.OK);
        Clock.Advance(PastTheToken);
        right.Advance(PastTheToken);
        (await Orders((await App().GetSessionAsync())!)).ShouldBe(HttpStatusCode.OK);
        Provider.Proofs.Refused.ShouldBeEmpty();
    }

    [Fact]                                                             // RFC 9449 §4.3: the time of an API is for proofs to that API
    public async Task What_an_api_says_of_the_time_counts_for_proofs_to_it_and_for_nothing_else()
    {
        await using var orders = await ScriptedProvider.Start();
        (orders.Clock, orders.LiesAboutTimeBy) = (Clock, () => TimeSpan.FromDays(5));
        orders.OnApi = http =>
        {
            http.Response.StatusCode = 401;
            http.Response.Headers.WWWAuthenticate = "DPoP error=\"invalid_dpop_proof\"";
            return Task.FromResult(true);
        };
        var session = await SignedIn();
        var token = await session.GetAccessTokenAsync();

        using var api = new HttpClient(new LatchkeyTokenHandler(session, orders.Address) { InnerHandler = new SocketsHttpHandler { UseCookies = false } }) { BaseAddress = orders.Address };
        using var answer = await api.GetAsync("orders");

        var times = orders.Requests.Select(request => (long)JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(request.Proof!.Split('.')[1]))!["iat"]!).ToList();
        times.Count.ShouldBe(2);
        (times[1] - times[0]).ShouldBeInRange(5 * 86_400 - 60, 5 * 86_400 + 60);
        (await session.GetAccessTokenAsync()).ShouldBe(token);
        Provider.Refreshes.ShouldBe(0);
    }

    [Fact]                                                             // RFC 9449 §11.1
    public async Task A_lost_answer_is_asked_for_again_with_a_new_proof()
    {
        var session = await SignedIn();
        Clock.Advance(PastTheToken);
        Provider.LosesNextAnswer();
        (await session.GetAccessTokenAsync()).ShouldStartWith("AT.");
        Provider.Requests.Where(r => r.Proof is not null).Select(r => r.Proof).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task A_lost_key_is_a_reset_with_a_name_that_comes_once()
    {
        await SignedIn();
        Clock.Advance(PastTheToken);
        foreach (var key in Directory.GetFiles(Folder, "proof-*.secret")) File.Delete(key);
        var session = (await App().GetSessionAsync())!;
        var refusal = await Refused(() => session.GetAccessTokenAsync());
        refusal.Kind.ShouldBe(SignInErrorKind.StorageReset);
        Provider.Refreshes.ShouldBe(0);                                // no request that could end the session at the provider
        (await App().GetSessionAsync()).ShouldBeNull();
        (await Orders(await SignedIn())).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_chip_that_was_reset_is_the_same_reset_and_signing_in_makes_a_new_key()
    {
        var chip = new Chip();
        await App(o => o.ProofKeys = chip).SignInAsync();
        chip.Reset();                                                  // or the credentials came to another machine
        var session = (await App(o => o.ProofKeys = chip).GetSessionAsync())!;
        (await Refused(() => Orders(session))).Kind.ShouldBe(SignInErrorKind.StorageReset);
        Provider.Refreshes.ShouldBe(0);
        (await App(o => o.ProofKeys = chip).GetSessionAsync()).ShouldBeNull();
        (await Orders(await App(o => o.ProofKeys = chip).SignInAsync())).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_store_that_hands_out_its_own_memory_keeps_its_keys()
    {
        var store = new MemoryStore();
        await App(o => o.Store = store).SignInAsync();
        for (var start = 0; start < 3; start++)
        {
            Clock.Advance(PastTheToken);
            (await Orders((await App(o => o.Store = store).GetSessionAsync())!)).ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Keys_that_nobody_needs_are_forgotten()
    {
        var app = App();
        await app.SignInAsync();
        var session = await app.SignInAsync();                         // again: the first key goes with the first tokens
        Directory.GetFiles(Folder, "proof-*.secret").Length.ShouldBe(1);
        await session.SignOutAsync();
        Directory.GetFiles(Folder, "proof-*.secret").ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_credential_has_a_key_of_its_own()
    {
        var app = App();
        await app.SignInAsync();
        await app.SignInAsync(new() { Tags = { ["kind"] = "work" } });
        Browser.Opened.Select(a => System.Web.HttpUtility.ParseQueryString(a.Query)["dpop_jkt"]).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_place_for_keys_can_be_put_in()
    {
        var chip = new Chip();
        var app = App(o => o.ProofKeys = chip);
        var session = await app.SignInAsync();
        (await Orders(session)).ShouldBe(HttpStatusCode.OK);
        Directory.GetFiles(Folder, "proof-*").ShouldBeEmpty();
        chip.Fails = new IOException("the chip is asleep");
        Clock.Advance(PastTheToken);
        (await Refused(async () => await (await App(o => o.ProofKeys = chip).GetSessionAsync())!.GetAccessTokenAsync())).Kind.ShouldBe(SignInErrorKind.StorageUnavailable);
        chip.Fails = null;
        (await (await App(o => o.ProofKeys = chip).GetSessionAsync())!.GetAccessTokenAsync()).ShouldStartWith("AT.");
    }

    [Fact]                                                             // RFC 9449 §7.1
    public async Task A_request_made_by_hand_can_be_authorized()
    {
        var session = await SignedIn();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Provider.Address, "orders?page=1"));
        await session.AuthorizeAsync(request);
        using var answer = await http.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);

        using var elsewhere = new HttpRequestMessage(HttpMethod.Get, "http://api.example.com/");
        await Should.ThrowAsync<ArgumentException>(() => session.AuthorizeAsync(elsewhere));
    }

    private LatchkeyTokenHandler Handler(LatchkeySession session) => new(session, Provider.Address) { InnerHandler = new SocketsHttpHandler { UseCookies = false } };

    private async Task<HttpStatusCode> Orders(LatchkeySession session)
    {
        using var api = new HttpClient(Handler(session)) { BaseAddress = Provider.Address };
        using var answer = await api.GetAsync("orders");
        return answer.StatusCode;
    }

    /// <summary>A security chip: its keys sign and never leave.</summary>
    private sealed class Chip : IProofKeyStore
    {
        private readonly Dictionary<string, byte[]> keys = [];

        public Exception? Fails { get; set; }
        public string Description => "a chip";

        public void Reset() => keys.Clear();

        public Task<ECDsa> CreateAsync(string name, CancellationToken cancellationToken)
        {
            var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            keys[name] = key.ExportPkcs8PrivateKey();
            return Task.FromResult(key);
        }

        public Task<ECDsa?> FindAsync(string name, CancellationToken cancellationToken)
        {
            if (Fails is { } failure) return Task.FromException<ECDsa?>(failure);
            if (!keys.TryGetValue(name, out var secret)) return Task.FromResult<ECDsa?>(null);
            var key = ECDsa.Create();
            key.ImportPkcs8PrivateKey(secret, out _);
            return Task.FromResult<ECDsa?>(key);
        }

        public Task DeleteAsync(string name, CancellationToken cancellationToken)
        {
            keys.Remove(name);
            return Task.CompletedTask;
        }
    }
}
