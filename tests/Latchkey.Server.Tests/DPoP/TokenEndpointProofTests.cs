using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Core.DPoP;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.DPoP;

/// <summary>Proofs at the token endpoint. RFC 9449 §4.3, §5 and §8, contract §2.15.</summary>
public sealed class TokenEndpointProofTests(OrgFixture fixture) : OrgTest(fixture), IAsyncLifetime
{
    private const string Missing = "The DPoP proof JWT header is missing.";

    private string Address => Org.Issuer + "/v1/token";

    private TestApp Service => new(Org, Org.Facts.Apps.Service.ClientId, Org.Facts.Apps.Service.ClientSecret, "");

    private string orgId = "";

    public async Task InitializeAsync() => orgId = JsonNode.Parse((await Org.Visit("/.well-known/okta-organization")).Text)!["id"]!.GetValue<string>();

    public Task DisposeAsync() => Task.CompletedTask;

    private DPoPNonces Nonces => Org.Services.GetRequiredService<DPoPNonces>();

    private string Nonce => Nonces.Issue(orgId);

    /// <summary>A service app's token request with the proofs given: nothing else in it can go wrong.</summary>
    private Task<Seen> Ask(params string[] proofs) => Org.PostForm(Address, "grant_type=client_credentials&scope=orders:read",
        [Asking.Basic($"{Service.ClientId}:{Service.ClientSecret}"), .. proofs.Select(proof => ("DPoP", proof))]);

    private ForgedProof Good(AsymmetricAlgorithm key, string algorithm = "ES256", string? nonce = null) => new(Org, HttpMethod.Post, Address, key, algorithm, nonce ?? Nonce);

    private static void ShouldBeRefused(Seen answer, string error, string? saying = null)
    {
        answer.Status.ShouldBe(400, answer.Text);
        var json = JsonNode.Parse(answer.Text)!;
        json["error"]!.GetValue<string>().ShouldBe(error, answer.Text);
        if (saying is not null) json["error_description"]!.GetValue<string>().ShouldContain(saying);
    }

    [Fact]                                                             // contract §2.15: clients that never send a proof
    public async Task Without_a_proof_the_token_is_a_bearer_s()
    {
        var tokens = await Org.NativeApp.TokensAsync(Org.Person);
        tokens["token_type"].ShouldBe("Bearer");
        tokens.ClaimsOf("access_token").ContainsKey("cnf").ShouldBeFalse();
        tokens.Headers.ContainsKey("DPoP-Nonce").ShouldBeFalse();
    }

    [Fact]                                                             // contract §2.15: clients that always send one are asked for a nonce first
    public async Task A_proof_without_a_nonce_is_answered_with_one_and_binds_nothing()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var first = await Ask(Good(key).With(proof => proof.Claims.Remove("nonce")).ToString());
        ShouldBeRefused(first, "use_dpop_nonce", "Authorization server requires nonce in DPoP proof.");
        first.Headers["Cache-Control"].ShouldContain("no-store");

        var second = await Ask(Good(key, nonce: first.Headers["DPoP-Nonce"]).ToString());
        second.Status.ShouldBe(200, second.Text);
        var answer = JsonNode.Parse(second.Text)!;
        answer["token_type"]!.GetValue<string>().ShouldBe("DPoP");
    }

    [Fact]                                                             // RFC 9449 §6.1
    public async Task The_access_token_names_the_key()
    {
        var app = Org.NativeApp with { Key = new DPoPKey() };
        var tokens = await app.TokensAsync(Org.Person);
        tokens["token_type"].ShouldBe("DPoP");
        tokens.ClaimsOf("access_token")["cnf"]!["jkt"]!.GetValue<string>().ShouldBe(app.Key.Thumbprint);
        tokens.ClaimsOf("id_token").ContainsKey("cnf").ShouldBeFalse();
    }

    [Fact]                                                             // RFC 9449 §6.2
    public async Task Introspection_tells_the_key()
    {
        var app = Org.NativeApp with { Key = new DPoPKey() };
        var tokens = await app.TokensAsync(Org.Person);
        var told = (await Org.NativeApp.IntrospectAsync(tokens.AccessToken)).Json;
        told["active"]!.GetValue<bool>().ShouldBeTrue();
        told["token_type"]!.GetValue<string>().ShouldBe("DPoP");
        told["cnf"]!["jkt"]!.GetValue<string>().ShouldBe(app.Key.Thumbprint);

        var bearer = (await Org.NativeApp.IntrospectAsync((await Org.NativeApp.TokensAsync(Org.Person)).AccessToken)).Json;
        bearer["token_type"]!.GetValue<string>().ShouldBe("Bearer");
        bearer.ContainsKey("cnf").ShouldBeFalse();
    }

    [Fact]                                                             // RFC 9449 §5.2, contract §2.15
    public async Task An_app_may_be_held_to_its_key()
    {
        var app = await Org.CreateAppAsync(client: new JsonObject { ["dpop_bound_access_tokens"] = true });
        var code = await app.CodeAsync(Org.Person);
        (await app.RedeemAsync(code)).ShouldBeRefused("invalid_dpop_proof", Missing);

        var bound = app with { Key = new DPoPKey() };
        var tokens = await bound.RedeemAsync(code);
        tokens["token_type"].ShouldBe("DPoP", tokens.Text);
        (await app.RefreshAsync(tokens.RefreshToken)).ShouldBeRefused("invalid_dpop_proof", Missing);
        (await bound.RefreshAsync(tokens.RefreshToken))["token_type"].ShouldBe("DPoP");
    }

    public static TheoryData<string> Algorithms => [.. DPoPProofs.Algorithms];

    [Theory, MemberData(nameof(Algorithms))]                           // RFC 9449 §5.1: what discovery lists works
    public async Task Every_advertised_algorithm_is_understood(string algorithm)
    {
        using AsymmetricAlgorithm key = algorithm switch
        {
            "ES256" => ECDsa.Create(ECCurve.NamedCurves.nistP256),
            "ES384" => ECDsa.Create(ECCurve.NamedCurves.nistP384),
            "ES512" => ECDsa.Create(ECCurve.NamedCurves.nistP521),
            _ => RsaPairs.Next(),
        };
        foreach (var time in (string[])["imported", "remembered"])
            (await Ask(Good(key, algorithm).ToString())).Status.ShouldBe(200, $"{algorithm} {time}");
        ShouldBeRefused(await Ask(Broken(Good(key, algorithm).ToString())), "invalid_dpop_proof", "signature");
        foreach (var document in (string[])["/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"])
            JsonNode.Parse((await Org.Visit(Org.Issuer + document)).Text)!["dpop_signing_alg_values_supported"]!.AsArray().Select(item => item!.GetValue<string>()).ShouldContain(algorithm);
    }

    private static string Broken(string proof) => proof[..^8] + (proof[^8] == 'A' ? 'B' : 'A') + proof[^7..];

    public static TheoryData<string, Action<ForgedProof>> Wrong => new()
    {
        { "no typ", proof => proof.Header.Remove("typ") },
        { "typ JWT", proof => proof.Header["typ"] = "JWT" },
        { "typ number", proof => proof.Header["typ"] = 1 },
        { "no alg", proof => proof.Header.Remove("alg") },
        { "alg none", proof => proof.Header["alg"] = "none" },
        { "alg HS256", proof => proof.Header["alg"] = "HS256" },
        { "alg of another key", proof => proof.Header["alg"] = "RS256" },
        { "alg of another curve", proof => proof.Header["alg"] = "ES384" },
        { "no jwk", proof => proof.Header.Remove("jwk") },
        { "jwk text", proof => proof.Header["jwk"] = "key" },
        { "jwk array", proof => proof.Header["jwk"] = new JsonArray() },
        { "jwk empty", proof => proof.Header["jwk"] = new JsonObject() },
        { "jwk symmetric", proof => proof.Header["jwk"] = new JsonObject { ["kty"] = "oct", ["k"] = "AAAA" } },
        { "jwk private d", proof => proof.Header["jwk"]!["d"] = "AAAA" },
        { "jwk private k", proof => proof.Header["jwk"]!["k"] = "AAAA" },
        { "jwk kty", proof => proof.Header["jwk"]!["kty"] = "RSA" },
        { "jwk crv", proof => proof.Header["jwk"]!["crv"] = "P-384" },
        { "jwk unknown crv", proof => proof.Header["jwk"]!["crv"] = "secp256k1" },
        { "jwk not on the curve", proof => proof.Header["jwk"]!["x"] = proof.Header["jwk"]!["y"]!.GetValue<string>() },
        { "jwk short x", proof => proof.Header["jwk"]!["x"] = "AAAA" },
        { "jwk padded x", proof => proof.Header["jwk"]!["x"] = proof.Header["jwk"]!["x"]!.GetValue<string>() + "=" },
        { "jwk no y", proof => proof.Header["jwk"]!.AsObject().Remove("y") },
        { "crit", proof => proof.Header["crit"] = new JsonArray("exp") },
        { "no jti", proof => proof.Claims.Remove("jti") },
        { "empty jti", proof => proof.Claims["jti"] = "" },
        { "jti number", proof => proof.Claims["jti"] = 7 },
        { "endless jti", proof => proof.Claims["jti"] = new string('x', 600) },
        { "no htm", proof => proof.Claims.Remove("htm") },
        { "htm GET", proof => proof.Claims["htm"] = "GET" },
        { "no htu", proof => proof.Claims.Remove("htu") },
        { "htu path", proof => proof.Claims["htu"] = proof.Claims["htu"]!.GetValue<string>() + "/x" },
        { "htu path case", proof => proof.Claims["htu"] = proof.Claims["htu"]!.GetValue<string>().Replace("/v1/", "/V1/", StringComparison.Ordinal) },
        { "htu host", proof => proof.Claims["htu"] = "http://evil.example/oauth2/default/v1/token" },
        { "htu port", proof => proof.Claims["htu"] = "http://localhost:1/oauth2/default/v1/token" },
        { "htu scheme", proof => proof.Claims["htu"] = proof.Claims["htu"]!.GetValue<string>().Replace("http:", "https:", StringComparison.Ordinal) },
        { "htu with a user", proof => proof.Claims["htu"] = proof.Claims["htu"]!.GetValue<string>().Replace("//", "//me@", StringComparison.Ordinal) },
        { "htu relative", proof => proof.Claims["htu"] = "/oauth2/default/v1/token" },
        { "no iat", proof => proof.Claims.Remove("iat") },
        { "iat text", proof => proof.Claims["iat"] = "1700000000" },
        { "iat null", proof => proof.Claims["iat"] = null },
        { "iat of the year 10000", proof => proof.Claims["iat"] = 253_402_300_800 },
        { "nonce number", proof => proof.Claims["nonce"] = 5 },
    };

    [Theory, MemberData(nameof(Wrong))]                                // RFC 9449 §4.3; module dpop-negative-tests
    public async Task A_proof_with_one_thing_wrong_is_refused(string what, Action<ForgedProof> change)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        (await Ask(Good(key).ToString())).Status.ShouldBe(200);
        var refused = await Ask(Good(key).With(change).ToString());
        ShouldBeRefused(refused, "invalid_dpop_proof");
        refused.Headers.ShouldNotContainKey("DPoP-Nonce", what);
    }

    [Fact]                                                             // RFC 9449 §4.3; module dpop-negative-tests
    public async Task What_is_no_jwt_is_no_proof()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var good = Good(key).ToString();
        foreach (var text in (string[])["x", "a.b.c", "..", good + ".", good[..good.LastIndexOf('.')], good[..(good.LastIndexOf('.') + 1)], good + "=", "eyJ9." + good, new string('a', 9000), good + ", " + good, good[..^4]])
            ShouldBeRefused(await Ask(text), "invalid_dpop_proof");
        ShouldBeRefused(await Ask(good, Good(key).ToString()), "invalid_dpop_proof");
        (await Ask(good)).Status.ShouldBe(200);
    }

    [Fact]                                                             // RFC 9449 §4.3, step 1; module dpop-negative-tests: two lines, which a client library would join
    public async Task Two_proofs_prove_nothing()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        const string form = "grant_type=client_credentials&scope=orders:read";
        var (name, credentials) = Asking.Basic($"{Service.ClientId}:{Service.ClientSecret}");
        async Task<string> Send(params string[] proofs)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, new Uri(Org.Url).Port);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST /oauth2/default/v1/token HTTP/1.1\r\nHost: {new Uri(Org.Url).Authority}\r\nConnection: close\r\n{name}: {credentials}\r\n"
                + string.Concat(proofs.Select(proof => $"DPoP: {proof}\r\n")) + $"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {form.Length}\r\n\r\n{form}"));
            using var reader = new StreamReader(client.GetStream());
            return await reader.ReadToEndAsync();
        }

        var proof = Good(key).ToString();
        foreach (var pair in (string[][])[[proof, Good(key).ToString()], [proof, proof], [proof, ""]])
        {
            var answer = await Send(pair);
            answer.ShouldStartWith("HTTP/1.1 400");
            answer.ShouldContain("There must be one DPoP proof JWT header.");
        }
        (await Send(proof)).ShouldStartWith("HTTP/1.1 200");
        // An empty one is no proof, and not none: nobody gets a bearer's token for it.
        (await Send("")).ShouldContain("invalid_dpop_proof");
    }

    [Fact]                                                             // threats §1 row 12
    public async Task No_changed_character_of_a_proof_is_ever_accepted()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var good = Good(key).ToString();
        for (var i = 0; i < good.Length; i += 3)
        {
            var answer = await Ask(good[..i] + (good[i] == 'A' ? 'B' : 'A') + good[(i + 1)..]);
            answer.Status.ShouldBe(400, $"at {i}: {answer.Text}");
        }
        (await Ask(good)).Status.ShouldBe(200);
    }

    [Fact]                                                             // RFC 7518 §3.3, RFC 9449 §11.6
    public async Task A_short_or_a_private_rsa_key_proves_nothing()
    {
        using var small = RSA.Create(1024);
        ShouldBeRefused(await Ask(Good(small, "RS256").ToString()), "invalid_dpop_proof");
        using var key = RsaPairs.Next();
        foreach (var member in (string[])["d", "p", "q", "dp", "dq", "qi", "oth"])
            ShouldBeRefused(await Ask(Good(key, "RS256").With(proof => proof.Header["jwk"]![member] = "AQAB").ToString()), "invalid_dpop_proof");
        ShouldBeRefused(await Ask(Good(key, "RS256").With(proof => proof.Header["jwk"]!["e"] = new string('A', 400) + "AQAB").ToString()), "invalid_dpop_proof");
    }

    public static TheoryData<string, Func<string, string>> SameAddress => new()
    {
        { "query", address => address + "?a=b" },
        { "fragment", address => address + "#x" },
        { "host case", address => address.Replace("localhost", "LOCALHOST", StringComparison.Ordinal) },
        { "scheme case", address => "HTTP" + address[4..] },
        { "dot segments", address => address.Replace("/v1/", "/x/../v1/./", StringComparison.Ordinal) },
        { "needless percent-encoding", address => address.Replace("token", "%74oken", StringComparison.Ordinal) },
    };

    [Theory, MemberData(nameof(SameAddress))]                          // RFC 9449 §4.3, RFC 3986 §6.2; module dpop-negative-tests
    public async Task Another_spelling_of_the_address_is_the_same_address(string what, Func<string, string> spell)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        (await Ask(Good(key).With(proof => proof.Claims["htu"] = spell(Address)).ToString())).Status.ShouldBe(200, what);
    }

    [Theory]                                                           // RFC 9449 §4.3, RFC 3986 §6.2.3
    [InlineData("https://id.example.com:443/oauth2/v1/token", "https://id.example.com/oauth2/v1/token", true)]
    [InlineData("http://id.example.com:80/token", "http://id.example.com/token", true)]
    [InlineData("https://id.example.com:80/token", "https://id.example.com/token", false)]
    [InlineData("https://id.example.com.evil/token", "https://id.example.com/token", false)]
    public void A_default_port_need_not_be_said(string said, string address, bool same) =>
        DPoPProof.IsFor(new Uri(said), new Uri(address), new Uri(address).AbsolutePath).ShouldBe(same);

    [Fact]                                                             // RFC 9449 §4.3: the address is the configured one, whatever Host says
    public async Task The_host_header_proves_nothing()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var elsewhere = Address.Replace(new Uri(Address).Authority, "localhost:1", StringComparison.Ordinal);
        var proof = Good(key).With(forged => forged.Claims["htu"] = elsewhere).ToString();
        ShouldBeRefused(await Org.PostForm(Address, "grant_type=client_credentials&scope=orders:read", Asking.Basic($"{Service.ClientId}:{Service.ClientSecret}"), ("Host", "localhost:1"), ("DPoP", proof)), "invalid_dpop_proof", "htu");
    }

    [Theory]                                                           // RFC 9449 §8; modules ensure-dpopproof-with-iat-10seconds-before-succeeds, -after-succeeds
    [InlineData(-10)]
    [InlineData(8)]
    [InlineData(-3600)]
    [InlineData(3600)]
    [InlineData(-315_360_000)]
    public async Task Ensure_dpopproof_with_iat_before_and_after_succeeds_with_a_nonce(int seconds)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        (await Ask(Good(key).With(proof => proof.Claims["iat"] = Clock.GetUtcNow().ToUnixTimeSeconds() + seconds).ToString())).Status.ShouldBe(200);
    }

    [Fact]                                                             // RFC 7519 §2; module check-dpop-proof-nbf-exp
    public async Task Check_dpop_proof_nbf_exp()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        (await Ask(Good(key).With(proof => (proof.Claims["nbf"], proof.Claims["exp"]) = (now, now + 60)).ToString())).Status.ShouldBe(200);
        (await Ask(Good(key).With(proof => proof.Claims["htm"] = "post").ToString())).Status.ShouldBe(200);
        (await Ask(Good(key).With(proof => (proof.Claims["iat"], proof.Claims["other"], proof.Header["kid"], proof.Header["other"]) = (now + 0.25, "x", "k", 1)).ToString())).Status.ShouldBe(200);
    }

    [Fact]                                                             // RFC 9449 §11.1, threats §1 row 6
    public async Task One_proof_sent_sixty_four_times_at_once_counts_once()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var proof = Good(key).ToString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Ask(proof)));
        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        foreach (var answer in answers.Where(answer => answer.Status != 200)) ShouldBeRefused(answer, "invalid_dpop_proof", "already been used");
    }

    [Fact]                                                             // RFC 9449 §11.1: ids are unique per key, so nobody can use up another's
    public async Task Two_keys_may_use_the_same_jti()
    {
        using var one = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (var key in (ECDsa[])[one, other]) (await Ask(Good(key).With(proof => proof.Claims["jti"] = "the-same").ToString())).Status.ShouldBe(200);
        ShouldBeRefused(await Ask(Good(one).With(proof => proof.Claims["jti"] = "the-same").ToString()), "invalid_dpop_proof", "already been used");
    }

    [Fact]                                                             // contract §2.3: a nonce lives 24 hours, the one before it until 3 days
    public async Task An_old_nonce_still_counts_and_brings_a_new_one()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var nonce = Nonce;
        (await Ask(Good(key, nonce: nonce).ToString())).Headers.ShouldNotContainKey("DPoP-Nonce");
        Clock.Advance(TimeSpan.FromHours(25));
        var old = await Ask(Good(key, nonce: nonce).ToString());
        old.Status.ShouldBe(200);
        (await Ask(Good(key, nonce: old.Headers["DPoP-Nonce"]).ToString())).Headers.ShouldNotContainKey("DPoP-Nonce");
        Clock.Advance(TimeSpan.FromDays(2));
        var late = await Ask(Good(key, nonce: nonce).ToString());
        ShouldBeRefused(late, "use_dpop_nonce");
        late.Headers.ShouldContainKey("DPoP-Nonce");
    }

    [Fact]                                                             // RFC 9449 §8: only ours
    public async Task An_invented_nonce_is_answered_with_a_true_one()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var nonce = Nonce;
        foreach (var other in (string[])["x", "", nonce + "A", nonce[..^1], nonce.ToUpperInvariant(), Nonce[..12] + nonce[12..^4] + "AAAA", Nonces.Issue("00oanother")])
        {
            var answer = await Ask(Good(key, nonce: other).ToString());
            ShouldBeRefused(answer, "use_dpop_nonce");
            answer.Headers.ShouldContainKey("DPoP-Nonce");
        }
    }

    [Fact]                                                             // a proof is looked at only when the app is who it says
    public async Task A_wrong_secret_is_told_first()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var answer = await Org.PostForm(Address, "grant_type=client_credentials&scope=orders:read", Asking.Basic($"{Service.ClientId}:wrong"), ("DPoP", Good(key).ToString()));
        answer.Status.ShouldBe(401);
        answer.Text.ShouldContain("invalid_client");
    }

    [Fact]                                                             // contract §2.0: a page can read the nonce
    public async Task A_page_is_shown_the_nonce()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var answer = await Org.PostForm(Address, $"grant_type=refresh_token&refresh_token=x&client_id={Org.Facts.Apps.Spa.ClientId}", ("Origin", new Uri(Org.Facts.Apps.Spa.RedirectUris![0]).GetLeftPart(UriPartial.Authority)), ("DPoP", Good(key).With(proof => proof.Claims.Remove("nonce")).ToString()));
        ShouldBeRefused(answer, "use_dpop_nonce");
        answer.Headers["Access-Control-Expose-Headers"].ShouldContain("DPoP-Nonce");
    }
}
