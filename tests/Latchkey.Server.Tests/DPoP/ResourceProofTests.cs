using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.DPoP;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.DPoP;

/// <summary>Tokens that need a proof, where they are used. RFC 9449 §7 and §9, contract §2.5 and §2.15.</summary>
public sealed class ResourceProofTests(OrgFixture fixture) : OrgTest(fixture)
{
    private string Address => Org.Issuer + "/v1/userinfo";

    private async Task<(string Token, ECDsa Key)> Bound(string scope = "openid profile")
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var code = await Org.NativeApp.CodeAsync(Org.Person, scope);
        var token = Org.Issuer + "/v1/token";
        var form = $"grant_type=authorization_code&code={code}&redirect_uri={Uri.EscapeDataString(Org.NativeApp.RedirectUri)}&code_verifier={TestApp.Verifier}&client_id={Org.NativeApp.ClientId}";
        var challenge = await Org.PostForm(token, form, ("DPoP", new ForgedProof(Org, HttpMethod.Post, token, key).ToString()));
        var answer = await Org.PostForm(token, form, ("DPoP", new ForgedProof(Org, HttpMethod.Post, token, key, nonce: challenge.Headers["DPoP-Nonce"]).ToString()));
        answer.Status.ShouldBe(200, answer.Text);
        return (JsonNode.Parse(answer.Text)!["access_token"]!.GetValue<string>(), key);
    }

    private ForgedProof Good(ECDsa key, string token, string? nonce = null) => new(Org, HttpMethod.Get, Address, key, nonce: nonce, accessToken: token);

    private Task<Seen> Ask(string token, string? proof, string scheme = "DPoP") =>
        Org.Visit(Address, proof is null ? [("Authorization", $"{scheme} {token}")] : [("Authorization", $"{scheme} {token}"), ("DPoP", proof)]);

    private static void ShouldBeChallenged(Seen answer, string error, string? what = null)
    {
        answer.Status.ShouldBe(401, what);
        answer.Headers["WWW-Authenticate"].ShouldStartWith($"DPoP error=\"{error}\"", Case.Sensitive, what);
        answer.Headers["WWW-Authenticate"].ShouldContain($"algs=\"{string.Join(' ', DPoPProofs.Algorithms)}\"");
        answer.Text.ShouldBeEmpty();
    }

    [Theory]                                                           // RFC 9110 §11.1; module access-token-type-header-case-sensitivity
    [InlineData("DPoP")]
    [InlineData("dPOP")]
    [InlineData("dpop")]
    [InlineData("DPOP")]
    public async Task Access_token_type_header_case_sensitivity(string scheme)
    {
        var (token, key) = await Bound();
        var answer = await Ask(token, Good(key, token).ToString(), scheme);
        answer.Status.ShouldBe(200);
        answer.Headers.ShouldContainKey("Date");
        JsonNode.Parse(answer.Text)!["name"].ShouldNotBeNull();
    }

    [Fact]                                                             // RFC 9449 §7.2, threats §1 row 19
    public async Task A_bound_token_is_no_bearer_token()
    {
        var (token, key) = await Bound();
        ShouldBeChallenged(await Ask(token, null, "Bearer"), "invalid_token");
        ShouldBeChallenged(await Ask(token, Good(key, token).ToString(), "Bearer"), "invalid_token");
        ShouldBeChallenged(await Org.PostForm(Address, "access_token=" + token), "invalid_token");
        ShouldBeChallenged(await Ask(token, null), "invalid_dpop_proof");
        (await Org.Visit(Address + "?access_token=" + token, ("DPoP", Good(key, token).ToString()))).Status.ShouldBe(401);
    }

    [Fact]                                                             // RFC 9449 §7.1
    public async Task A_bearer_token_is_not_made_better_by_a_proof()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var token = (await Org.NativeApp.TokensAsync(Org.Person)).AccessToken;
        ShouldBeChallenged(await Ask(token, Good(key, token).ToString()), "invalid_token");
        ShouldBeChallenged(await Ask("x", Good(key, "x").ToString()), "invalid_token");
        (await Ask(token, null, "Bearer")).Status.ShouldBe(200);
    }

    public static TheoryData<string, Action<ForgedProof>> Wrong => new()
    {
        { "no typ", proof => proof.Header.Remove("typ") },
        { "typ", proof => proof.Header["typ"] = "jwt" },
        { "no alg", proof => proof.Header.Remove("alg") },
        { "alg none", proof => proof.Header["alg"] = "none" },
        { "no jwk", proof => proof.Header.Remove("jwk") },
        { "jwk private", proof => proof.Header["jwk"]!["d"] = "AAAA" },
        { "no jti", proof => proof.Claims.Remove("jti") },
        { "no htm", proof => proof.Claims.Remove("htm") },
        { "htm", proof => proof.Claims["htm"] = "POST" },
        { "no htu", proof => proof.Claims.Remove("htu") },
        { "htu", proof => proof.Claims["htu"] = "https://api.example.com/" },
        { "no iat", proof => proof.Claims.Remove("iat") },
        { "no ath", proof => proof.Claims.Remove("ath") },
        { "ath", proof => proof.Claims["ath"] = Protocol.DPoPProof.AccessTokenHash("another") },
        { "ath number", proof => proof.Claims["ath"] = 3 },
    };

    [Theory, MemberData(nameof(Wrong))]                                // RFC 9449 §7.1; module dpop-negative-tests
    public async Task Dpop_negative_tests(string what, Action<ForgedProof> change)
    {
        var (token, key) = await Bound();
        ShouldBeChallenged(await Ask(token, Good(key, token).With(change).ToString()), "invalid_dpop_proof", what);
        (await Ask(token, Good(key, token).ToString())).Status.ShouldBe(200, what);
    }

    [Fact]                                                             // RFC 9449 §7.1; modules dpop-negative-tests, happy-flow
    public async Task Dpop_negative_tests_of_the_whole_proof()
    {
        var (token, key) = await Bound();
        var (other, otherKey) = await Bound();
        var good = Good(key, token).ToString();
        ShouldBeChallenged(await Ask(token, "not-a-jwt"), "invalid_dpop_proof");
        ShouldBeChallenged(await Ask(token, good[..^8] + (good[^8] == 'A' ? 'B' : 'A') + good[^7..]), "invalid_dpop_proof");
        ShouldBeChallenged(await Ask(token, Good(otherKey, token).ToString()), "invalid_dpop_proof", "another key");
        ShouldBeChallenged(await Ask(other, Good(key, other).ToString()), "invalid_dpop_proof", "another token");
        ShouldBeChallenged(await Org.Visit(Address, ("Authorization", "DPoP " + token), ("DPoP", good), ("DPoP", Good(key, token).ToString())), "invalid_dpop_proof", "two proofs");
        (await Org.Visit(Address, ("Authorization", "DPoP " + token), ("DPOP", good))).Status.ShouldBe(200);
        ShouldBeChallenged(await Ask(token, good), "invalid_dpop_proof", "again");
        (await Ask(token, Good(key, token).With(proof => (proof.Header["more"], proof.Claims["more"]) = ("x", "y")).ToString())).Status.ShouldBe(200);
        (await Ask(token, Good(key, token).With(proof => proof.Claims["htu"] = Address + "?a#b").ToString())).Status.ShouldBe(200);
        (await Ask(token, Good(key, token).With(proof => proof.Claims["htu"] = Address.Replace("localhost", "LocalHost", StringComparison.Ordinal)).ToString())).Status.ShouldBe(200);
    }

    [Theory]                                                           // RFC 9449 §4.3 and §11.1; modules ensure-dpopproof-with-iat-10seconds-before-succeeds, -after-succeeds
    [InlineData(-299, true)]
    [InlineData(-10, true)]
    [InlineData(8, true)]
    [InlineData(-3600, false)]
    [InlineData(3600, false)]
    [InlineData(-301, false)]
    [InlineData(11, false)]
    public async Task Without_a_nonce_a_proof_is_recent_and_with_one_any_clock_will_do(int seconds, bool recent)
    {
        var (token, key) = await Bound();
        Clock.Advance(TimeSpan.FromMinutes(10));                       // long enough after the start of the server
        ForgedProof Skewed(string? nonce = null) => Good(key, token, nonce).With(proof => proof.Claims["iat"] = Clock.GetUtcNow().ToUnixTimeSeconds() + seconds);
        var answer = await Ask(token, Skewed().ToString());
        if (recent) answer.Status.ShouldBe(200);
        else
        {
            ShouldBeChallenged(answer, "use_dpop_nonce");              // RFC 9449 §9
            (await Ask(token, Skewed(answer.Headers["DPoP-Nonce"]).ToString())).Status.ShouldBe(200);
        }
    }

    [Fact]                                                             // RFC 9449 §9
    public async Task An_unknown_nonce_is_answered_with_a_true_one()
    {
        var (token, key) = await Bound();
        var answer = await Ask(token, Good(key, token, "unknown").ToString());
        ShouldBeChallenged(answer, "use_dpop_nonce");
        (await Ask(token, Good(key, token, answer.Headers["DPoP-Nonce"]).ToString())).Status.ShouldBe(200);
    }

    [Fact]                                                             // RFC 9449 §11.1
    public async Task One_proof_sent_sixty_four_times_at_once_is_answered_once()
    {
        var (token, key) = await Bound();
        var proof = Good(key, token).ToString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Ask(token, proof)));
        answers.Count(answer => answer.Status == 200).ShouldBe(1);
    }

    [Fact]                                                             // RFC 9449 §7.1: a refusal speaks the caller's scheme
    public async Task A_scope_that_is_missing_is_told_in_the_scheme_of_the_request()
    {
        var (token, key) = await Bound("profile orders:read");
        var answer = await Ask(token, Good(key, token).ToString());
        answer.Status.ShouldBe(403);
        answer.Headers["WWW-Authenticate"].ShouldStartWith("DPoP error=\"insufficient_scope\"");
    }
}
