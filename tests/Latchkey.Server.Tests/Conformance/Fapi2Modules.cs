using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Conformance;

/// <summary>The modules of the FAPI 2.0 security profile that ask the same of plain OAuth and of OpenID Connect. oidc-checks §7.</summary>
public abstract class Fapi2Modules(OrgFixture fixture, bool openid, bool signed = false) : OrgTest(fixture), IAsyncLifetime
{
    private const string Query = Suite.Callback + "?dummy1=lorem&dummy2=ipsum";

    private readonly List<Fapi2Client> clients = [];
    private TestResource resource = null!;

    public async Task InitializeAsync() => resource = await TestResource.Start(Org);

    public async Task DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        await resource.DisposeAsync();
    }

    private protected async Task<Fapi2Client> Client(string? scope = null, string redirect = Suite.Callback, string algorithm = "ES256")
    {
        var client = await Fapi2Client.Create(Org, scope ?? (openid ? "openid" : "orders:read"), openid ? Org.Issuer + "/v1/userinfo" : resource.Url, redirect, algorithm, signed);
        clients.Add(client);
        return client;
    }

    private Task<Fapi2Client> SecondClient() => Client(redirect: Query, algorithm: "PS256");

    private static string[] Errors(string errors) => errors.Split(' ');

    private static void ShouldBeRefusedAtAuthorize(Fapi2Client client, TestPage page, string? state, params string[] errors)
    {
        if (page.Location is null) Suite.ShouldStayHere(page);
        else client.ShouldHaveRefused(page, state, errors);
    }

    [Fact]                                                             // fapi2-security-profile-final-discovery-end-point-verification
    public async Task Discovery_end_point_verification()
    {
        await using var org = await TestOrg.StartAsync(settings => settings with { BaseUrl = new Uri($"https://localhost:{settings.BaseUrl.Port}") });
        var metadata = await ConfigPlan.Discovered(org, org.Issuer, openid ? "/.well-known/openid-configuration" : "/.well-known/oauth-authorization-server");
        if (!openid) (await ConfigPlan.Get(org, $"{org.Url}/.well-known/oauth-authorization-server/oauth2/default")).Json.ToJsonString().ShouldBe(metadata.ToJsonString());
        Suite.Texts(metadata, "response_types_supported").ShouldContain("code");
        metadata["authorization_response_iss_parameter_supported"]!.GetValue<bool>().ShouldBeTrue();
        metadata["pushed_authorization_request_endpoint"].ShouldNotBeNull();
        foreach (var name in (string[])["dpop_signing_alg_values_supported", "token_endpoint_auth_signing_alg_values_supported"]) Suite.Texts(metadata, name).ShouldContain("ES256", name);
        // The plan's two clients are there before it runs, and with them the algorithm they need.
        await Client();
        if (openid) Suite.Texts(JsonNode.Parse((await Org.Visit(Org.Issuer + "/.well-known/openid-configuration")).Text)!.AsObject(), "id_token_signing_alg_values_supported").ShouldContain("ES256");
        Suite.Texts(metadata, "token_endpoint_auth_methods_supported").ShouldContain("private_key_jwt");
        Suite.Texts(metadata, "grant_types_supported").ShouldContain("authorization_code");
        if (openid) ConfigPlan.ShouldBeOpenId(metadata);
        if (!signed) return;
        Suite.Texts(metadata, "response_modes_supported").ShouldContain("jwt");
        foreach (var algorithm in (string[])["PS256", "ES256"]) Suite.Texts(metadata, "request_object_signing_alg_values_supported").ShouldContain(algorithm);
        Suite.Texts(JsonNode.Parse((await Org.Visit(Org.Issuer + "/.well-known/openid-configuration")).Text)!.AsObject(), "authorization_signing_alg_values_supported").ShouldContain("ES256");
    }

    [Fact]                                                             // fapi2-security-profile-final-happy-flow
    public async Task Happy_flow()
    {
        var (first, second) = (await Client(), await SecondClient());
        var tokens = await first.Tokens();
        await first.ShouldBeLetIn(tokens.AccessToken, ("Accept", "application/json;charset=UTF-8"), ("x-fapi-interaction-id", "c770aef3-6784-41f7-8e0e-ff5f97bddb3a"), ("x-fapi-customer-ip-address", "198.51.100.119"), ("x-fapi-auth-date", "Sun, 06 Nov 1994 08:49:37 GMT"));
        (await Org.Visit($"{first.Resource}?access_token={tokens.AccessToken}", ("DPoP", first.Proof(HttpMethod.Get, first.Resource, tokens.AccessToken)))).Status.ShouldBeOneOf(400, 401, 414);

        var request = second.Request(("state", Rules.LongState()), ("dpop_jkt", second.Thumbprint));
        var other = await second.Tokens(request.Reverse().ToDictionary(one => one.Key, one => one.Value));
        await second.ShouldBeLetIn(other.AccessToken);
        (await first.Ask(other.AccessToken)).Status.ShouldBe(401);
        // No code lives longer than a minute, and no token for ever.
        tokens.Json["expires_in"]!.GetValue<long>().ShouldBeLessThanOrEqualTo(3_600);
    }

    [Fact]                                                             // fapi2-security-profile-final-user-rejects-authentication
    public async Task User_rejects_authentication()
    {
        foreach (var client in (Fapi2Client[])[await Client(), await SecondClient()])
        {
            var request = client.Request();
            using var browser = Org.Browser();
            var page = await browser.OpenAsync(client.Address(await client.Pushed(request)));
            client.ShouldHaveRefused(await browser.OpenAsync(page.Document.QuerySelector("#cancel")!.GetAttribute("href")!), request["state"], "access_denied");
        }
    }

    [Fact]                                                             // fapi2-security-profile-final-ensure-authorization-request-without-state-success
    public async Task Ensure_authorization_request_without_state_success()
    {
        var client = await Client();
        await client.ShouldBeLetIn((await client.Tokens(client.Request(("state", null)))).AccessToken);
    }

    [Fact]                                                             // fapi2-security-profile-final-access-token-type-header-case-sensitivity
    public async Task Access_token_type_header_case_sensitivity()
    {
        var client = await Client();
        var tokens = await client.Tokens();
        foreach (var scheme in (string[])["dPOP", "dpop", "DPOP"]) (await client.Ask(tokens.AccessToken, scheme)).Status.ShouldBe(200, scheme);
    }

    [Fact]                                                             // fapi2-security-profile-final-check-dpop-proof-nbf-exp
    public async Task Check_dpop_proof_nbf_exp()
    {
        var client = await Client();
        client.Forge = proof => (proof.Claims["nbf"], proof.Claims["exp"]) = (proof.Claims["iat"]!.DeepClone(), proof.Claims["iat"]!.GetValue<long>() + 300);
        await client.ShouldBeLetIn((await client.Tokens(proven: true)).AccessToken);
    }

    [Fact]                                                             // fapi2-security-profile-final-ensure-dpopproof-with-iat-10seconds-before-succeeds
    public Task Ensure_dpopproof_with_iat_10seconds_before_succeeds() => SkewedProofs(-10);

    [Fact]                                                             // fapi2-security-profile-final-ensure-dpopproof-with-iat-10seconds-after-succeeds
    public Task Ensure_dpopproof_with_iat_10seconds_after_succeeds() => SkewedProofs(8);

    private async Task SkewedProofs(int seconds)
    {
        var client = await Client();
        client.Skew = seconds;
        await client.ShouldBeLetIn((await client.Tokens(proven: true)).AccessToken);
    }

    [Fact]                                                             // fapi2-security-profile-final-ensure-mismatched-dpop-jkt-fails
    public async Task Ensure_mismatched_dpop_jkt_fails()
    {
        var client = await Client();
        (await client.Push(client.Request(("dpop_jkt", (await SecondClient()).Thumbprint)), proven: true)).ShouldRefuse("invalid_request", "invalid_dpop_proof");
    }

    [Fact]                                                             // fapi2-security-profile-final-ensure-token-endpoint-fails-with-mismatched-dpop-proof-jkt
    public Task Ensure_token_endpoint_fails_with_mismatched_dpop_proof_jkt() => OtherKeyAtTheTokenEndpoint(byProof: true);

    [Fact]                                                             // fapi2-security-profile-final-ensure-token-endpoint-fails-with-mismatched-dpop-jkt
    public Task Ensure_token_endpoint_fails_with_mismatched_dpop_jkt() => OtherKeyAtTheTokenEndpoint(byProof: false);

    private async Task OtherKeyAtTheTokenEndpoint(bool byProof)
    {
        var (client, other) = (await Client(), await SecondClient());
        var code = await client.Code(byProof ? client.Request() : client.Request(("dpop_jkt", client.Thumbprint)), proven: byProof);
        // The other client's key, and still this client's assertion.
        var form = new Dictionary<string, string?> { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = client.Redirect, ["code_verifier"] = TestApp.Verifier };
        await other.Redeem("x");                                       // it knows the nonce now
        (await other.Post("token", form, credentials: client.Credentials())).ShouldRefuse("invalid_request", "invalid_grant", "invalid_dpop_proof");
    }

    [Fact]                                                             // fapi2-security-profile-final-ensure-dpopproof-at-par-endpoint-binding-success
    public async Task Ensure_dpopproof_at_par_endpoint_binding_success()
    {
        var client = await Client();
        await client.ShouldBeLetIn((await client.Tokens(proven: true)).AccessToken);
    }

    [Fact]                                                             // fapi2-security-profile-final-ensure-dpop-auth-code-binding-success
    public async Task Ensure_dpop_auth_code_binding_success()
    {
        var client = await Client();
        await client.ShouldBeLetIn((await client.Tokens(client.Request(("dpop_jkt", client.Thumbprint)))).AccessToken);
    }

    [Fact]                                                             // fapi2-security-profile-final-ensure-different-state-inside-and-outside-request-object
    public async Task Ensure_different_state_inside_and_outside_request_object()
    {
        var client = await Client();
        var request = client.Request();
        client.ShouldHaveCode(await client.Visit(await client.Pushed(request), "&state=outside"), request["state"]);
    }

    [Fact]                                                             // fapi2-security-profile-final-ensure-authorization-request-with-long-state
    public async Task Ensure_authorization_request_with_long_state()
    {
        var client = await Client();
        await client.Tokens(client.Request(("state", Rules.Letters(1_000))));
    }

    [Fact]                                                             // fapi2-security-profile-final-state-only-outside-request-object-not-used
    public async Task State_only_outside_request_object_not_used()
    {
        var client = await Client();
        client.ShouldHaveCode(await client.Visit(await client.Pushed(client.Request(("state", null))), "&state=outside"), null);
    }

    [Fact]                                                             // fapi2-security-profile-final-ensure-request-object-without-redirect-uri-fails
    public Task Ensure_request_object_without_redirect_uri_fails() => NotPushed("invalid_request", ("redirect_uri", null));

    [Fact]                                                             // fapi2-security-profile-final-ensure-redirect-uri-in-authorization-request
    public Task Ensure_redirect_uri_in_authorization_request() => NotPushed("invalid_request", ("redirect_uri", null));

    [Fact]                                                             // fapi2-security-profile-final-plain-fapi-tolerate-unregistered-redirect-uri
    public Task Plain_fapi_tolerate_unregistered_redirect_uri() => NotPushed("invalid_request invalid_request_object", ("redirect_uri", Suite.Callback + "/" + Rules.Letters(10)));

    [Fact]                                                             // fapi2-security-profile-final-ensure-response-type-code-idtoken-fails
    public Task Ensure_response_type_code_idtoken_fails() => NotPushed("unsupported_response_type invalid_request unauthorized_client", ("response_type", "code id_token"));

    [Fact]                                                             // fapi2-security-profile-final-ensure-response-type-token-fails
    public Task Ensure_response_type_token_fails() => NotPushed("unsupported_response_type invalid_request unauthorized_client", ("response_type", "token"));

    [Fact]                                                             // fapi2-security-profile-final-par-authorization-request-containing-request_uri-form-param
    public Task Par_authorization_request_containing_request_uri_form_param() => NotPushed("invalid_request invalid_request_object request_uri_not_supported", ("request_uri", "urn:okta:" + Rules.Letters(43)));

    [Fact]                                                             // fapi2-security-profile-final-par-ensure-pkce-required
    public Task Par_ensure_pkce_required() => NotPushed("invalid_request", ("code_challenge", null), ("code_challenge_method", null));

    [Fact]                                                             // fapi2-security-profile-final-par-plain-pkce-rejected
    public Task Par_plain_pkce_rejected() => NotPushed("invalid_request", ("code_challenge", TestApp.Verifier), ("code_challenge_method", "plain"));

    private async Task NotPushed(string errors, params (string Name, string? Value)[] changes)
    {
        var client = await Client();
        (await client.Push(client.Request(changes))).ShouldRefuse(Errors(errors));
    }

    [Fact]                                                             // fapi2-security-profile-final-ensure-unsigned-authorization-request-without-using-par-fails
    public async Task Ensure_unsigned_authorization_request_without_using_par_fails()
    {
        var client = await Client();
        var request = client.Request();
        using var browser = Org.Browser();
        ShouldBeRefusedAtAuthorize(client, await browser.OpenAsync($"{client.Endpoint("authorize")}?{Rules.Query(request)}"), request["state"], "invalid_request");
    }

    [Fact]                                                             // fapi2-security-profile-final-ensure-client-id-in-token-endpoint
    public async Task Ensure_client_id_in_token_endpoint()
    {
        var client = await Client();
        (await client.Redeem(await client.Code(), changes: ("client_id", (await SecondClient()).App.Id))).ShouldRefuse("invalid_client", "invalid_grant");
    }

    [Fact]                                                             // fapi2-security-profile-final-ensure-holder-of-key-required
    public async Task Ensure_holder_of_key_required()
    {
        var client = await Client();
        (await client.Redeem(await client.Code(), proven: false)).ShouldRefuse("invalid_request", "invalid_grant", "invalid_dpop_proof");
    }

    [Fact]                                                             // fapi2-security-profile-final-ensure-authorization-code-is-bound-to-client
    public async Task Ensure_authorization_code_is_bound_to_client()
    {
        var (client, other) = (await Client(), await SecondClient());
        (await other.Redeem(await client.Code(), changes: ("redirect_uri", client.Redirect))).ShouldRefuse("invalid_grant");
    }

    [Fact]                                                             // fapi2-security-profile-final-attempt-reuse-authorization-code-after-one-second
    public async Task Attempt_reuse_authorization_code_after_one_second()
    {
        var client = await Client();
        var code = await client.Code();
        var tokens = await client.Redeem(code);
        tokens.ShouldBeTokens("DPoP");
        Clock.Advance(TimeSpan.FromSeconds(1));
        (await client.Redeem(code)).ShouldRefuse("invalid_grant");
        (await client.Ask(tokens.AccessToken)).Status.ShouldBe(401);
    }

    [Fact]                                                             // fapi2-security-profile-final-ensure-token-endpoint-fails-with-expired-auth-code
    public async Task Ensure_token_endpoint_fails_with_expired_auth_code()
    {
        var client = await Client();
        var code = await client.Code();
        Clock.Advance(TimeSpan.FromSeconds(60));
        (await client.Redeem(code)).ShouldRefuse("invalid_grant");
    }

    [Fact]                                                             // fapi2-security-profile-final-ensure-signed-client-assertion-with-RS256-fails
    public async Task Ensure_signed_client_assertion_with_RS256_fails()
    {
        var client = await SecondClient();                             // only an RSA key can sign by RS256
        var credentials = SigningApp.Presenting(client.App.Key.Sign(client.App.Claims(Org.Issuer), "RS256"));
        (await client.Push(client.Request(), credentials: credentials)).ShouldRefuse("invalid_client");
    }

    [Fact]                                                             // fapi2-security-profile-final-ensure-client-assertion-in-token-endpoint
    public async Task Ensure_client_assertion_in_token_endpoint()
    {
        var client = await Client();
        (await client.Redeem(await client.Code(), credentials: "client_id=" + client.App.Id)).ShouldRefuse("invalid_client", "invalid_request");
    }

    [Fact]                                                             // fapi2-security-profile-final-ensure-client-assertion-with-exp-is-5-minutes-in-past-fails
    public Task Ensure_client_assertion_with_exp_is_5_minutes_in_past_fails() => NotLetIn(client => client.Credentials(("exp", client.App.Now - 300)));

    [Fact]                                                             // fapi2-security-profile-final-ensure-client-assertion-with-wrong-aud-fails
    public Task Ensure_client_assertion_with_wrong_aud_fails() => NotLetIn(client => client.Credentials(("aud", "https://other.example/")));

    [Fact]                                                             // fapi2-security-profile-final-ensure-client-assertion-with-no-sub-fails
    public Task Ensure_client_assertion_with_no_sub_fails() => NotLetIn(client => client.Credentials(("sub", null)));

    [Fact]                                                             // fapi2-security-profile-final-par-ensure-jwt-client-assertions-nbf-over-60-seconds-in-the-future-fails
    public Task Par_ensure_jwt_client_assertions_nbf_over_60_seconds_in_the_future_fails() => NotLetIn(client => client.Credentials(("nbf", client.App.Now + 65), ("exp", client.App.Now + 120)));

    [Fact]                                                             // fapi2-security-profile-final-par-test-array-as-audience-fails
    public Task Par_test_array_as_audience_fails() => NotLetIn(client => client.Credentials(("aud", new JsonArray(Org.Issuer))));

    [Fact]                                                             // fapi2-security-profile-final-par-test-par-endpoint-url-as-audience-fails
    public Task Par_test_par_endpoint_url_as_audience_fails() => NotLetIn(client => client.Credentials(("aud", client.Endpoint("par"))));

    [Fact]                                                             // fapi2-security-profile-final-par-test-token-endpoint-url-as-audience-fails
    public Task Par_test_token_endpoint_url_as_audience_fails() => NotLetIn(client => client.Credentials(("aud", client.Endpoint("token"))));

    /// <summary>Neither where requests are pushed nor where codes are redeemed.</summary>
    private async Task NotLetIn(Func<Fapi2Client, string> credentials)
    {
        var client = await Client();
        (await client.Push(client.Request(), credentials: credentials(client))).ShouldRefuse("invalid_client", "invalid_request");
        (await client.Redeem(await client.Code(), credentials: credentials(client))).ShouldRefuse("invalid_client", "invalid_request");
    }

    [Fact]                                                             // fapi2-security-profile-final-par-ensure-jwt-client-assertions-nbf-8-seconds-in-the-future-is-accepted
    public async Task Par_ensure_jwt_client_assertions_nbf_8_seconds_in_the_future_is_accepted()
    {
        var client = await Client();
        (await client.Push(client.Request(), credentials: client.Credentials(("nbf", client.App.Now + 8), ("iat", client.App.Now + 8)))).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]                                                             // fapi2-security-profile-final-dpop-negative-tests
    public async Task Dpop_negative_tests()
    {
        var client = await Client();
        var token = (await client.Tokens()).AccessToken;
        Clock.Advance(TimeSpan.FromMinutes(10));                       // long enough after the start of the server
        await client.ShouldBeLetIn(token);
        (string What, Action<ForgedProof> Change)[] wrong =
        [
            ("no typ", proof => proof.Header.Remove("typ")), ("no alg", proof => proof.Header.Remove("alg")), ("no jwk", proof => proof.Header.Remove("jwk")),
            ("no jti", proof => proof.Claims.Remove("jti")), ("no htm", proof => proof.Claims.Remove("htm")), ("no htu", proof => proof.Claims.Remove("htu")), ("no iat", proof => proof.Claims.Remove("iat")), ("no ath", proof => proof.Claims.Remove("ath")),
            ("typ", proof => proof.Header["typ"] = "JWT"), ("alg none", proof => proof.Header["alg"] = "none"), ("private key", proof => proof.Header["jwk"]!["d"] = "AAAA"),
            ("htm", proof => proof.Claims["htm"] = "POST"), ("htu", proof => proof.Claims["htu"] = "https://other.example/"), ("ath", proof => proof.Claims["ath"] = proof.Claims["jti"]!.DeepClone()),
        ];
        foreach (var (what, change) in wrong)
        {
            client.Forge = change;
            (await client.Ask(token)).Status.ShouldBeOneOf([400, 401], what);
        }
        client.Forge = null;

        async Task<int> Ask(string scheme, params string[] proofs) => (await Org.Visit(client.Resource, [("Authorization", $"{scheme} {token}"), .. proofs.Select(proof => ("DPoP", proof))])).Status;
        string Good() => client.Proof(HttpMethod.Get, client.Resource, token);
        var tampered = Good();
        (await Ask("DPoP", Good(), Good())).ShouldBeOneOf([400, 401], "two");
        (await Ask("DPoP", "not-a-jwt")).ShouldBeOneOf([400, 401], "not a JWT");
        (await Ask("DPoP", tampered[..^8] + (tampered[^8] == 'A' ? 'B' : 'A') + tampered[^7..])).ShouldBeOneOf([400, 401], "signature");
        (await Ask("DPoP")).ShouldBeOneOf([400, 401], "none");
        (await Ask("Bearer", Good())).ShouldBeOneOf([400, 401], "as a bearer");
        (await Ask("DPoP", (await SecondClient()).Proof(HttpMethod.Get, client.Resource, token))).ShouldBeOneOf([400, 401], "another key");
        var once = Good();
        (await Ask("DPoP", once)).ShouldBe(200);
        (await Ask("DPoP", once)).ShouldBeOneOf([400, 401], "again");

        // A clock an hour off: refused without a nonce of the server, accepted with one.
        foreach (var seconds in (int[])[-3_600, 3_600])
        {
            client.Skew = seconds;
            client.Forge = proof => proof.Claims.Remove("nonce");
            (await Ask("DPoP", Good())).ShouldBeOneOf([400, 401], "iat");
            client.Forge = null;
            (await client.Ask(token)).Status.ShouldBe(200, "iat with a nonce");
            client.Skew = 0;
        }

        var address = new Uri(client.Resource);
        Action<ForgedProof>[] fine =
        [
            proof => proof.Claims["htu"] = client.Resource + "?query=x#fragment", proof => proof.Header["more"] = "x", proof => proof.Claims["more"] = "x",
            proof => proof.Claims["htu"] = $"{address.Scheme.ToUpperInvariant()}://{address.Authority.ToUpperInvariant()}{address.AbsolutePath}",
        ];
        foreach (var change in fine)
        {
            client.Forge = change;
            (await client.Ask(token)).Status.ShouldBe(200);
        }
        client.Forge = null;
        (await Org.Visit(client.Resource, ("Authorization", "DPoP " + token), ("DPOP", Good()))).Status.ShouldBe(200);
    }

    [Fact]                                                             // fapi2-security-profile-final-refresh-token
    public async Task Refresh_token()
    {
        var (client, other) = (await Client((openid ? "openid" : "orders:read") + " offline_access"), await SecondClient());
        var first = await client.Tokens(client.Request(("prompt", "consent")));
        Clock.Advance(TimeSpan.FromSeconds(1));
        var nonce = openid ? first.ClaimsOf("id_token")["nonce"]?.GetValue<string>() : null;
        async Task<TestAnswer> Again(string token)
        {
            var answer = await client.Refresh(token);
            answer.ShouldBeTokens("DPoP");
            if (openid)
            {
                (answer.ClaimsOf("id_token")["nonce"]?.GetValue<string>() ?? nonce).ShouldBe(nonce);
                await client.ShouldBeTokens(answer, answer.ClaimsOf("id_token")["nonce"]?.GetValue<string>());
            }
            await client.ShouldBeLetIn(answer.AccessToken);
            return answer;
        }
        await client.ShouldBeLetIn(first.AccessToken);
        var second = await Again(first.RefreshToken);
        await Again(first.RefreshToken);                               // the answer was lost: once more with the old one
        (await client.Refresh(second.RefreshToken, credentials: "client_id=" + client.App.Id)).ShouldRefuse("invalid_client", "invalid_grant", "invalid_request");
        (await client.Refresh(second.RefreshToken, proven: false)).ShouldRefuse("invalid_request", "invalid_grant", "invalid_dpop_proof");
        (await other.Refresh(second.RefreshToken)).ShouldRefuse("invalid_grant");
        await Again(second.RefreshToken);
    }

    [Fact]                                                             // fapi2-security-profile-final-par-ensure-reused-request-uri-prior-to-auth-completion-succeeds
    public async Task Par_ensure_reused_request_uri_prior_to_auth_completion_succeeds()
    {
        var client = await Client();
        var request = client.Request();
        var pushed = await client.Pushed(request);
        using var browser = Org.Browser();
        Suite.AsksWho(await browser.OpenAsync(client.Address(pushed))).ShouldBeTrue();
        client.ShouldHaveCode(await client.Visit(pushed, given: browser), request["state"]);
    }

    [Fact]                                                             // fapi2-security-profile-final-par-attempt-reuse-request_uri
    public async Task Par_attempt_reuse_request_uri()
    {
        var client = await Client();
        var request = client.Request();
        var pushed = await client.Pushed(request);
        client.ShouldHaveCode(await client.Visit(pushed), request["state"]);
        ShouldBeRefusedAtAuthorize(client, await client.Visit(pushed), request["state"], "invalid_request_uri");
    }

    [Fact]                                                             // fapi2-security-profile-final-par-attempt-to-use-expired-request_uri
    public async Task Par_attempt_to_use_expired_request_uri()
    {
        var client = await Client();
        var request = client.Request();
        var pushed = await client.Push(request);
        Clock.Advance(TimeSpan.FromSeconds(pushed.Json["expires_in"]!.GetValue<long>()));
        ShouldBeRefusedAtAuthorize(client, await client.Visit(pushed["request_uri"]!), request["state"], "invalid_request_uri");
    }

    [Fact]                                                             // fapi2-security-profile-final-par-attempt-to-use-request_uri-for-different-client
    public async Task Par_attempt_to_use_request_uri_for_different_client()
    {
        var (client, other) = (await Client(), await SecondClient());
        var request = client.Request();
        ShouldBeRefusedAtAuthorize(other, await other.Visit(await client.Pushed(request)), request["state"], "invalid_request", "invalid_request_object", "invalid_request_uri");
    }

    [Fact]                                                             // fapi2-security-profile-final-par-attempt-invalid-http-method
    public async Task Par_attempt_invalid_http_method()
    {
        var client = await Client();
        using var form = new StringContent($"{Rules.Query(client.Request())}&{client.Credentials()}", null, "application/x-www-form-urlencoded");
        (await Org.Exchange(HttpMethod.Put, client.Endpoint("par"), form)).Status.ShouldBe(405);
    }

    [Fact]                                                             // fapi2-security-profile-final-ensure-pkce-code-verifier-required
    public async Task Ensure_pkce_code_verifier_required()
    {
        var client = await Client();
        (await client.Redeem(await client.Code(), changes: ("code_verifier", null))).ShouldRefuse("invalid_grant");
    }

    [Fact]                                                             // fapi2-security-profile-final-incorrect-pkce-code-verifier-rejected
    public async Task Incorrect_pkce_code_verifier_rejected()
    {
        var client = await Client();
        (await client.Redeem(await client.Code(), changes: ("code_verifier", Rules.Letters(43)))).ShouldRefuse("invalid_grant");
    }

    [Fact]                                                             // fapi2-security-profile-final-par-without-duplicate-parameters
    public async Task Par_without_duplicate_parameters()
    {
        var client = await Client();
        var request = client.Request();
        var pushed = await client.Pushed(request);
        client.Address(pushed).Split('?')[1].Split('&').Select(one => one.Split('=')[0]).ShouldBe(["client_id", "request_uri"]);
        client.ShouldHaveCode(await client.Visit(pushed), request["state"]);
    }
}
