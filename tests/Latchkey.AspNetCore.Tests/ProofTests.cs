using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Latchkey.Protocol;

namespace Latchkey.AspNetCore.Tests;

/// <summary>Tokens that are bound to a key. RFC 9449 §7.</summary>
public sealed class ProofTests : IAsyncLifetime
{
    private readonly TestClock clock = new();
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private TestIssuer issuer = null!;
    private TestApi api = null!;

    public async Task InitializeAsync()
    {
        issuer = await TestIssuer.Start(clock);
        api = await TestApi.Start(issuer.Url, clock);
    }

    public async Task DisposeAsync()
    {
        await api.DisposeAsync();
        await issuer.DisposeAsync();
        key.Dispose();
    }

    private string BoundToken(string scopes = "openid") => issuer.AccessToken(scopes, claims => claims["cnf"] = new JsonObject { ["jkt"] = JwkThumbprint.Of(key) });

    private string Proof(string token, string path = "/me", string method = "GET", TimeSpan? late = null, string? nonce = null, ECDsa? with = null, string? id = null, Uri? at = null) =>
        DPoPProof.Create(with ?? key, method, at ?? new Uri(api.Address, path), clock.GetUtcNow() - (late ?? TimeSpan.Zero), id ?? DPoPProof.NewId(), nonce, token);

    [Fact]                                                             // RFC 9449 §7.1
    public async Task A_bound_token_and_its_proof_let_the_caller_in()
    {
        var token = BoundToken();

        (await api.Send("/me", $"DPoP {token}", Proof(token))).Status.ShouldBe(HttpStatusCode.OK);
        (await api.Send("/me?page=2", $"dpop {token}", Proof(token))).Status.ShouldBe(HttpStatusCode.OK);
        (await api.Send("/token", $"DPoP {token}", Proof(token, "/token"))).Body.ShouldBe(token);
    }

    [Fact]                                                             // RFC 9449 §7.2, threats §1 row 19
    public async Task A_bound_token_is_no_bearer_token_with_or_without_a_proof()
    {
        var token = BoundToken();

        (await api.Get("/me", token)).ShouldBeInvalidToken("bound to a key");
        (await api.Send("/me", $"Bearer {token}", Proof(token))).ShouldBeInvalidToken("bound to a key");
    }

    [Fact]                                                             // RFC 9449 §7.1: the scheme is for bound tokens
    public async Task A_bearer_token_does_not_become_a_bound_one()
    {
        var token = issuer.AccessToken();

        (await api.Send("/me", $"DPoP {token}", Proof(token))).ShouldBeInvalidToken("not bound to a key");
        (await api.Get("/me", issuer.AccessToken(claims: claims => claims["cnf"] = new JsonObject { ["x5t#S256"] = "abc" }))).ShouldBeInvalidToken("bound to a key");
    }

    public static TheoryData<string> Wrongs => new("no proof", "another key", "another token", "another method", "another path", "another host", "not a JWT", "two proofs", "wrong type", "a private key", "no jti", "a broken signature", "no algorithm");

    [Theory, MemberData(nameof(Wrongs))]                               // RFC 9449 §4.3
    public async Task A_proof_that_is_wrong_is_refused(string wrong)
    {
        var token = BoundToken();
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string[] proofs = wrong switch
        {
            "no proof" => [],
            "another key" => [Proof(token, with: other)],
            "another token" => [Proof(token + "x")],
            "another method" => [Proof(token, method: "POST")],
            "another path" => [Proof(token, "/orders")],
            "another host" => [Proof(token, at: new Uri("https://api.example/me"))],
            "not a JWT" => ["nonsense"],
            "two proofs" => [Proof(token), Proof(token)],
            "wrong type" => [Changed(token, header => header["typ"] = "JWT")],
            "a private key" => [Changed(token, header => header["jwk"]!["d"] = "AAAA")],
            "no jti" => [Changed(token, _ => { }, payload => payload.Remove("jti"))],
            "a broken signature" => [Proof(token)[..^6] + "AAAAAA"],
            _ => [Changed(token, header => header["alg"] = "none")],
        };

        var answer = await api.Send("/me", $"DPoP {token}", proofs);

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized, wrong);
        answer.Challenge.ShouldNotBeNull().ShouldStartWith("DPoP realm=\"api://default\", error=\"invalid_dpop_proof\"");
        answer.Challenge.ShouldContain("algs=\"ES256");
        answer.Json["error"]!.GetValue<string>().ShouldBe("invalid_dpop_proof");
    }

    [Fact]                                                             // RFC 9449 §11.1
    public async Task Of_64_uses_of_one_proof_one_counts()
    {
        var token = BoundToken();
        var proof = Proof(token);

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => api.Send("/me", $"DPoP {token}", proof)));

        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
    }

    [Theory]                                                           // RFC 9449 §9, §11.1
    [InlineData(-6)]
    [InlineData(60 * 24)]
    [InlineData(-60 * 24)]
    public async Task A_caller_whose_clock_is_wrong_gets_in_with_a_nonce(int minutesLate)
    {
        var token = BoundToken();
        var late = TimeSpan.FromMinutes(minutesLate);

        var asked = await api.Send("/me", $"DPoP {token}", Proof(token, late: late));
        asked.Status.ShouldBe(HttpStatusCode.Unauthorized);
        asked.Challenge.ShouldNotBeNull().ShouldContain("use_dpop_nonce");
        var nonce = asked.Nonce.ShouldNotBeNull();

        (await api.Send("/me", $"DPoP {token}", Proof(token, late: late, nonce: nonce))).Status.ShouldBe(HttpStatusCode.OK);
        clock.Advance(TimeSpan.FromMinutes(5));
        (await api.Send("/me", $"DPoP {token}", Proof(token, late: late, nonce: nonce))).Nonce.ShouldNotBeNull();
        (await api.Send("/me", $"DPoP {token}", Proof(token, nonce: "made up"))).Challenge.ShouldNotBeNull().ShouldContain("use_dpop_nonce");
    }

    [Fact]                                                             // RFC 9449 §9
    public async Task An_api_may_ask_a_nonce_of_everybody()
    {
        await using var strict = await TestApi.Start(issuer.Url, clock, options => options.RequireDPoPNonce = true);
        var token = BoundToken();
        var address = new Uri(strict.Address, "/me");

        var asked = await strict.Send("/me", $"DPoP {token}", Proof(token, at: address));

        asked.Challenge.ShouldNotBeNull().ShouldContain("use_dpop_nonce");
        (await strict.Send("/me", $"DPoP {token}", Proof(token, at: address, nonce: asked.Nonce))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_api_may_take_bound_tokens_only_or_none_at_all()
    {
        await using var only = await TestApi.Start(issuer.Url, clock, options => options.DPoP = DPoPUse.Required);
        (await only.Get("/me", issuer.AccessToken())).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await only.Get("/me")).Challenge.ShouldNotBeNull().ShouldStartWith("DPoP realm=\"api://default\", algs=\"ES256");

        await using var none = await TestApi.Start(issuer.Url, clock, options => options.DPoP = DPoPUse.Refused);
        var token = BoundToken();
        (await none.Send("/me", $"DPoP {token}", Proof(token, at: new Uri(none.Address, "/me")))).ShouldBeInvalidToken("bound to a key");
    }

    [Fact]                                                             // RFC 9449 §4.3: behind a proxy the address is the one callers know
    public async Task Behind_a_proxy_the_address_is_the_apis_own()
    {
        await using var behind = await TestApi.Start(issuer.Url, clock, options => options.Resource = new Uri("https://api.example.com"));
        var token = BoundToken();

        (await behind.Send("/me", $"DPoP {token}", Proof(token, at: new Uri("https://API.example.com:443/me?x=1")))).Status.ShouldBe(HttpStatusCode.OK);
        (await behind.Send("/me", $"DPoP {token}", Proof(token, at: new Uri(behind.Address, "/me")))).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]                                                           // RFC 9449 §4.3, step 9: the Host header is the caller's
    [InlineData("https://orders.example/me", "orders.example")]
    [InlineData("http://orders.example/me", "orders.example")]
    [InlineData("http://localhost:9/me", "localhost:9")]
    [InlineData("http://other.localhost/me", "other.localhost")]
    public async Task A_proof_made_for_another_api_does_not_pass_by_that_apis_name(string address, string host)
    {
        var token = BoundToken();

        (await api.SendNaming(host, "/me", $"DPoP {token}", Proof(token, at: new Uri(address)))).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Without_an_address_of_its_own_an_api_says_once_what_is_missing()
    {
        var token = BoundToken();
        for (var i = 0; i < 3; i++) await api.SendNaming("orders.example", "/me", $"DPoP {token}", Proof(token, at: new Uri("https://orders.example/me")));

        api.Log.Text.Split('\n').Count(line => line.Contains("Set LatchkeyOptions.Resource", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task An_api_may_have_several_hosts()
    {
        await using var several = await TestApi.Start(issuer.Url, clock, options => options.Hosts = ["api.example.com", "eu.api.example.com:8443"]);
        var token = BoundToken();

        (await several.Send("/me", $"DPoP {token}", Proof(token, at: new Uri("https://api.example.com/me")))).Status.ShouldBe(HttpStatusCode.OK);
        (await several.Send("/me", $"DPoP {token}", Proof(token, at: new Uri("https://eu.api.example.com:8443/me")))).Status.ShouldBe(HttpStatusCode.OK);
        (await several.Send("/me", $"DPoP {token}", Proof(token, at: new Uri("https://eu.api.example.com/me")))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await several.Send("/me", $"DPoP {token}", Proof(token, at: new Uri("http://api.example.com/me")))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await several.Send("/me", $"DPoP {token}", Proof(token, at: new Uri(several.Address, "/me")))).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("https://api.example.com")]
    [InlineData("api.example.com/orders")]
    [InlineData("*.example.com")]
    [InlineData("user@api.example.com")]
    [InlineData("")]
    public void What_is_no_host_is_refused_at_the_start(string host)
    {
        var options = new LatchkeyOptions { Issuer = "https://id.example.com", Audience = "api://default", Hosts = [host] };
        Should.Throw<InvalidOperationException>(options.Validate).Message.ShouldContain("is no host");
    }

    [Fact]                                                             // RFC 9449 §11.1: one memory for all instances
    public async Task A_proof_counts_once_for_all_instances_that_share_their_memory()
    {
        var shared = new SharedMemory();
        await using var one = await TestApi.Start(issuer.Url, clock, options => (options.Resource, options.SpentProofs) = (new Uri("https://api.example.com"), shared));
        await using var other = await TestApi.Start(issuer.Url, clock, options => (options.Resource, options.SpentProofs) = (new Uri("https://api.example.com"), shared));
        var token = BoundToken();
        var proof = Proof(token, at: new Uri("https://api.example.com/me"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(turn => (turn % 2 == 0 ? one : other).Send("/me", $"DPoP {token}", proof)));

        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(answer => answer.Status == HttpStatusCode.Unauthorized).ShouldBe(31);
        shared.Lifetime.ShouldBeGreaterThan(TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task While_the_shared_memory_is_away_the_answer_is_try_again_and_not_go_away()
    {
        await using var alone = await TestApi.Start(issuer.Url, clock, options => options.SpentProofs = new LostMemory());
        var token = BoundToken();

        var answer = await alone.Send("/me", $"DPoP {token}", Proof(token, at: new Uri(alone.Address, "/me")));

        answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.RetryAfter.ShouldNotBeNull();
        answer.Body.ShouldNotContain("the cable is out");
    }

    private sealed class SharedMemory : ISpentProofs
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, bool> used = new();

        public TimeSpan Lifetime { get; private set; }

        public ValueTask<bool> TrySpendAsync(string proof, TimeSpan lifetime, CancellationToken cancellationToken)
        {
            Lifetime = lifetime;
            return new(used.TryAdd(proof, true));
        }
    }

    private sealed class LostMemory : ISpentProofs
    {
        public ValueTask<bool> TrySpendAsync(string proof, TimeSpan lifetime, CancellationToken cancellationToken) => throw new IOException("the cable is out");
    }

    /// <summary>A proof whose header or claims were changed before it was signed.</summary>
    private string Changed(string token, Action<JsonObject> header, Action<JsonObject>? payload = null)
    {
        var parts = Proof(token).Split('.');
        var (head, claims) = (Read(parts[0]), Read(parts[1]));
        header(head);
        payload?.Invoke(claims);
        var signed = $"{Write(head)}.{Write(claims)}";
        return $"{signed}.{System.Buffers.Text.Base64Url.EncodeToString(key.SignData(System.Text.Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";

        static JsonObject Read(string part) => JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(part))!.AsObject();
        static string Write(JsonObject part) => System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(part.ToJsonString()));
    }
}
