using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.DPoP;

/// <summary>Codes and refresh tokens that are one key's. RFC 9449 §5 and §10, contract §2.15, threats §1 row 4.</summary>
public sealed class KeyBindingTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string RefreshRefusal = "Invalid DPoP Public Key binding in refresh token";

    private static TestApp Keyed(TestApp app) => app with { Key = new DPoPKey() };

    [Fact]                                                             // RFC 9449 §10; module ensure-dpop-auth-code-binding-success
    public async Task Ensure_dpop_auth_code_binding_success()
    {
        var app = Keyed(Org.NativeApp);
        var tokens = await app.RedeemAsync(await app.CodeAsync(Org.Person, changes: [("dpop_jkt", app.Key!.Thumbprint)]));
        tokens.Status.ShouldBe(HttpStatusCode.OK, tokens.Text);
        tokens.ClaimsOf("access_token")["cnf"]!["jkt"]!.GetValue<string>().ShouldBe(app.Key.Thumbprint);
    }

    [Fact]                                                             // RFC 9449 §10; module ensure-token-endpoint-fails-with-mismatched-dpop-jkt
    public async Task Ensure_token_endpoint_fails_with_mismatched_dpop_jkt()
    {
        var (app, thief) = (Keyed(Org.NativeApp), Keyed(Org.NativeApp));
        var code = await app.CodeAsync(Org.Person, changes: [("dpop_jkt", app.Key!.Thumbprint)]);
        (await thief.RedeemAsync(code)).ShouldBeRefused("invalid_grant", "The DPoP proof is not of the key the authorization code is bound to.");
        (await Org.NativeApp.RedeemAsync(code)).ShouldBeRefused("invalid_dpop_proof", "The DPoP proof JWT header is missing.");
        // Neither has used it up.
        (await app.RedeemAsync(code)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // RFC 9449 §10.1; modules ensure-dpopproof-at-par-endpoint-binding-success, ensure-token-endpoint-fails-with-mismatched-dpop-proof-jkt
    public async Task Ensure_dpopproof_at_par_endpoint_binding_success()
    {
        foreach (var named in (bool[])[false, true])
        {
            var app = Keyed(Org.NativeApp);
            var code = await app.CodeAsync(await app.PushAsync(named ? app.Key!.Thumbprint : null));
            (await Keyed(Org.NativeApp).RedeemAsync(code)).ShouldBeRefused("invalid_grant");
            (await Org.NativeApp.RedeemAsync(code)).ShouldBeRefused("invalid_dpop_proof");
            (await app.RedeemAsync(code))["token_type"].ShouldBe("DPoP");
        }
    }

    [Fact]                                                             // RFC 9449 §10.1: the parameter alone binds as well
    public async Task A_pushed_dpop_jkt_binds_without_a_proof()
    {
        var app = Keyed(Org.NativeApp);
        var code = await app.CodeAsync(await Org.NativeApp.PushAsync(app.Key!.Thumbprint));
        (await Org.NativeApp.RedeemAsync(code)).ShouldBeRefused("invalid_dpop_proof");
        (await app.RedeemAsync(code))["token_type"].ShouldBe("DPoP");
    }

    [Fact]                                                             // RFC 9449 §10.1; module ensure-mismatched-dpop-jkt-fails
    public async Task Ensure_mismatched_dpop_jkt_fails() =>
        (await Keyed(Org.NativeApp).PushAsync(new DPoPKey().Thumbprint)).ShouldBeRefused("invalid_request", "The 'dpop_jkt' parameter is not the thumbprint of the DPoP proof's key.");

    [Theory]                                                           // RFC 9449 §8; modules ensure-dpopproof-with-iat-10seconds-before-succeeds, -after-succeeds: at PAR, token and resource
    [InlineData(-10)]
    [InlineData(8)]
    public async Task Ensure_dpopproof_with_iat_10seconds_before_and_after_succeeds(int seconds)
    {
        var app = Org.NativeApp with { Key = new DPoPKey { Skew = TimeSpan.FromSeconds(seconds) } };
        var tokens = await app.RedeemAsync(await app.CodeAsync(await app.PushAsync()));
        tokens["token_type"].ShouldBe("DPoP", tokens.Text);
        (await app.UserInfoAsync(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // RFC 9449 §8: at the pushed request as at the token endpoint
    public async Task A_pushed_request_with_a_proof_without_a_nonce_is_answered_with_one()
    {
        var proof = new DPoPKey().Proof(Org, HttpMethod.Post, new Uri(Org.Issuer + "/v1/par"));
        var answer = await Org.PostForm(Org.Issuer + "/v1/par", $"response_type=code&client_id={Org.NativeApp.ClientId}", ("DPoP", proof));
        answer.Status.ShouldBe(400);
        answer.Text.ShouldContain("use_dpop_nonce");
        answer.Headers.ShouldContainKey("DPoP-Nonce");
    }

    [Theory]                                                           // RFC 9449 §10
    [InlineData("x")]
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM")]
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=")]
    public async Task A_dpop_jkt_that_is_no_thumbprint_is_refused(string thumbprint) =>
        (await Org.NativeApp.SignInAsync(Org.Person, changes: [("dpop_jkt", thumbprint)])).Parameter("error").ShouldBe("invalid_request");

    [Fact]                                                             // RFC 9449 §5, contract §2.15
    public async Task A_public_app_s_refresh_token_is_its_key_s_alone()
    {
        var (app, thief) = (Keyed(Org.NativeApp), Keyed(Org.NativeApp));
        var first = await app.TokensAsync(Org.Person);

        (await thief.RefreshAsync(first.RefreshToken)).ShouldBeRefused("invalid_grant", RefreshRefusal);
        (await Org.NativeApp.RefreshAsync(first.RefreshToken)).ShouldBeRefused("invalid_dpop_proof", "The DPoP proof JWT header is missing.");
        var second = await app.RefreshAsync(first.RefreshToken);
        second.Status.ShouldBe(HttpStatusCode.OK);
        second["token_type"].ShouldBe("DPoP");
        second.ClaimsOf("access_token")["cnf"]!["jkt"]!.GetValue<string>().ShouldBe(app.Key!.Thumbprint);

        // The thief's tries, also with what was used before, have ended nothing.
        (await thief.RefreshAsync(first.RefreshToken)).ShouldBeRefused("invalid_grant", RefreshRefusal);
        (await app.RefreshAsync(second.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // RFC 9449 §5: what was handed out unbound stays so
    public async Task A_bearer_s_refresh_token_may_be_refreshed_with_a_proof_and_binds_the_access_token_only()
    {
        var first = await Org.NativeApp.TokensAsync(Org.Person);
        var app = Keyed(Org.NativeApp);
        var bound = await app.RefreshAsync(first.RefreshToken);
        bound["token_type"].ShouldBe("DPoP");
        (await Org.NativeApp.RefreshAsync(bound.RefreshToken))["token_type"].ShouldBe("Bearer");
    }

    [Fact]                                                             // RFC 9449 §5: a confidential app is bound by its authentication
    public async Task A_confidential_app_may_change_its_key_and_the_new_access_token_is_the_new_key_s()
    {
        var (one, other) = (Keyed(Org.WebApp), Keyed(Org.WebApp));
        var first = await one.TokensAsync(Org.Person);
        var second = await other.RefreshAsync(first.RefreshToken);
        second.Status.ShouldBe(HttpStatusCode.OK, second.Text);
        second.ClaimsOf("access_token")["cnf"]!["jkt"]!.GetValue<string>().ShouldBe(other.Key!.Thumbprint);
        (await other.UserInfoAsync(second.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await one.UserInfoAsync(second.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]                                                           // decision 0006: the same key may repeat without a limit of time
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(30)]
    public async Task A_lost_answer_is_repeated_to_the_same_key_however_late(int? leeway)
    {
        var refresh = new JsonObject { ["rotation_type"] = "ROTATE" };
        if (leeway is { } seconds) refresh["leeway"] = seconds;
        var app = Keyed(await Org.CreateAppAsync(client: new JsonObject { ["refresh_token"] = refresh }));
        var first = await app.TokensAsync(Org.Person);
        var lost = await app.RefreshAsync(first.RefreshToken);
        Clock.Advance(TimeSpan.FromDays(2));

        (await (app with { Key = new DPoPKey() }).RefreshAsync(first.RefreshToken)).ShouldBeRefused("invalid_grant", RefreshRefusal);
        var again = await app.RefreshAsync(first.RefreshToken);
        again.Status.ShouldBe(HttpStatusCode.OK, again.Text);
        again.RefreshToken.ShouldBe(lost.RefreshToken);

        // Once the successor is used, the one before it is nobody's any more.
        (await app.RefreshAsync(again.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await app.RefreshAsync(first.RefreshToken)).ShouldBeRefused("invalid_grant", "The refresh token is invalid or expired.");
    }

    [Fact]                                                             // threats §1 row 5, with a key
    public async Task Sixty_four_parallel_refreshes_by_one_key_are_one_family_and_one_successor()
    {
        var app = Keyed(Org.NativeApp);
        var first = await app.TokensAsync(Org.Person);
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => app.RefreshAsync(first.RefreshToken)));
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        answers.Select(answer => answer.RefreshToken).Distinct().Count().ShouldBe(1);
        (await app.RefreshAsync(answers[0].RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // RFC 9449 §8: a phone whose clock is wrong stays signed in
    public async Task A_client_whose_clock_is_years_off_signs_in_and_refreshes()
    {
        var app = Org.NativeApp with { Key = new DPoPKey { Skew = TimeSpan.FromDays(-2_000) } };
        var tokens = await app.TokensAsync(Org.Person);
        tokens["token_type"].ShouldBe("DPoP", tokens.Text);
        (await app.UserInfoAsync(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await app.RefreshAsync(tokens.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
    }
}
