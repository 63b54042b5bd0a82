using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.DPoP;

/// <summary>The suite's plan for FAPI 2.0: an app with a key of its own, pushed requests and DPoP. FAPI 2.0 Security Profile §5.3, oidc-checks §7.</summary>
public sealed class Fapi2ProofTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Redirect = "https://app.example.com/cb";

    private static JsonObject Profile => new() { ["profile"] = "fapi2", ["redirect_uris"] = new JsonArray(Redirect), ["grant_types"] = new JsonArray("authorization_code", "refresh_token"), ["response_types"] = new JsonArray("code") };

    private Task<SigningApp> Create() => SigningApp.Create(Org, "private_key_jwt", new AppKey(), client: Profile);

    /// <summary>A form to an endpoint of the authorization server, with a fresh assertion each time, and a proof if there is a key.</summary>
    private async Task<TestAnswer> Post(SigningApp app, DPoPKey? key, string endpoint, string form, bool authenticated = true)
    {
        HttpRequestMessage Request() => new(HttpMethod.Post, Org.Issuer + "/v1" + endpoint)
        {
            Content = new StringContent(form + (authenticated ? "&" + app.Credentials(Org.Issuer) : "&client_id=" + app.Id), null, "application/x-www-form-urlencoded"),
        };
        if (key is not null) return await key.SendAsync(Org, Request);
        using var request = Request();
        return await TestAnswer.Of(await Org.Http.SendAsync(request));
    }

    private Task<TestAnswer> Push(SigningApp app, DPoPKey? key, string more = "") => Post(app, key, "/par",
        $"response_type=code&scope={Uri.EscapeDataString("openid offline_access")}&redirect_uri={Uri.EscapeDataString(Redirect)}&state=s&nonce=n&code_challenge={Pkce.Challenge(TestApp.Verifier)}&code_challenge_method=S256{more}");

    private async Task<string> Code(SigningApp app, TestAnswer pushed)
    {
        pushed.Status.ShouldBe(HttpStatusCode.Created, pushed.Text);
        return await new TestApp(Org, app.Id, null, Redirect).CodeAsync(pushed);
    }

    private Task<TestAnswer> Redeem(SigningApp app, DPoPKey? key, string code) =>
        Post(app, key, "/token", $"grant_type=authorization_code&code={code}&redirect_uri={Uri.EscapeDataString(Redirect)}&code_verifier={TestApp.Verifier}");

    private Task<TestAnswer> Refresh(SigningApp app, DPoPKey? key, string token, bool authenticated = true) => Post(app, key, "/token", $"grant_type=refresh_token&refresh_token={token}", authenticated);

    [Fact]                                                             // FAPI 2.0 Security Profile §5.3.2.1, RFC 9449 §5; module ensure-holder-of-key-required
    public async Task Ensure_holder_of_key_required()
    {
        var app = await Create();
        var code = await Code(app, await Push(app, null));
        (await Redeem(app, null, code)).ShouldBeRefused("invalid_dpop_proof", "The DPoP proof JWT header is missing.");
        (await Redeem(app, new DPoPKey(), code))["token_type"].ShouldBe("DPoP");
    }

    [Theory]                                                           // RFC 9449 §10 and §10.1; modules ensure-token-endpoint-fails-with-mismatched-dpop-proof-jkt, ensure-token-endpoint-fails-with-mismatched-dpop-jkt
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ensure_token_endpoint_fails_with_mismatched_dpop_key(bool byProof)
    {
        var (app, key) = (await Create(), new DPoPKey());
        var code = await Code(app, byProof ? await Push(app, key) : await Push(app, null, "&dpop_jkt=" + key.Thumbprint));
        (await Redeem(app, new DPoPKey(), code)).ShouldBeRefused("invalid_grant");
        (await Redeem(app, key, code))["token_type"].ShouldBe("DPoP");
    }

    [Fact]                                                             // RFC 9449 §10.1; module ensure-mismatched-dpop-jkt-fails
    public async Task Ensure_mismatched_dpop_jkt_fails() => (await Push(await Create(), new DPoPKey(), "&dpop_jkt=" + new DPoPKey().Thumbprint)).ShouldBeRefused("invalid_request");

    [Fact]                                                             // RFC 9449 §5 and §7.1; module happy-flow: two clients, two keys
    public async Task Happy_flow()
    {
        var (one, other) = (await Create(), await Create());
        var (key, otherKey) = (new DPoPKey(), new DPoPKey());
        var first = await Redeem(one, key, await Code(one, await Push(one, null)));
        var second = await Redeem(other, otherKey, await Code(other, await Push(other, null, "&dpop_jkt=" + otherKey.Thumbprint)));
        first["token_type"].ShouldBe("DPoP");

        var app = new TestApp(Org, other.Id, null, Redirect);
        (await (app with { Key = otherKey }).UserInfoAsync(second.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await (app with { Key = key }).UserInfoAsync(second.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await (app with { Key = otherKey }).UserInfoAsync(first.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]                                                             // RFC 9449 §5; module refresh-token
    public async Task Refresh_token()
    {
        var (app, key) = (await Create(), new DPoPKey());
        var first = await Redeem(app, key, await Code(app, await Push(app, null)));
        var second = await Refresh(app, key, first.RefreshToken);
        second.Status.ShouldBe(HttpStatusCode.OK, second.Text);
        second["token_type"].ShouldBe("DPoP");
        second.Headers["Cache-Control"].ShouldContain("no-store");
        (await Refresh(app, key, first.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await Refresh(app, null, second.RefreshToken)).ShouldBeRefused("invalid_dpop_proof");
        (await Refresh(app, key, second.RefreshToken, authenticated: false)).ShouldBeRefused("invalid_client", status: 401);
        (await Refresh(await Create(), key, second.RefreshToken)).ShouldBeRefused("invalid_grant");
        (await Refresh(app, key, second.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]                                                           // FAPI 2.0 Security Profile §5.4.1
    [InlineData("ES256", "invalid_grant")]
    [InlineData("PS256", "invalid_grant")]
    [InlineData("RS256", "invalid_dpop_proof")]
    public async Task A_proof_is_signed_with_the_algorithms_of_the_profile(string algorithm, string error)
    {
        var app = await Create();
        using AsymmetricAlgorithm key = algorithm == "ES256" ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : RsaPairs.Next();
        var address = Org.Issuer + "/v1/token";
        async Task<Seen> Ask(string? nonce) => await Org.PostForm(address, "grant_type=refresh_token&refresh_token=x&" + app.Credentials(Org.Issuer),
            ("DPoP", new ForgedProof(Org, HttpMethod.Post, address, key, algorithm, nonce).ToString()));
        var challenge = await Ask(null);
        JsonNode.Parse((await Ask(challenge.Headers.GetValueOrDefault("DPoP-Nonce"))).Text)!["error"]!.GetValue<string>().ShouldBe(error);
    }
}
