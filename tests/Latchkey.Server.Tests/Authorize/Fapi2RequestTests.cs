using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Authorize;

/// <summary>fapi2-security-profile-final: the modules on authorization requests. FAPI 2.0 Security Profile §5.3.2.2.</summary>
public sealed class Fapi2RequestTests(OrgFixture fixture) : OrgTest(fixture), IDisposable
{
    private const string Callback = "https://app.example.com/callback?dummy1=lorem&dummy2=ipsum";

    private readonly AppKey key = new("PS256");

    public void Dispose() => key.Dispose();

    private Task<SigningApp> App() => SigningApp.Create(Org, "private_key_jwt", key, client: new JsonObject
    {
        ["profile"] = "fapi2", ["grant_types"] = new JsonArray("authorization_code", "refresh_token", "implicit"), ["redirect_uris"] = new JsonArray(Callback, "https://app.example.com/callback"),
    });

    private async Task<TestAnswer> Push(SigningApp app, params (string Name, string? Value)[] changes)
    {
        var parameters = new Dictionary<string, string?>
        {
            ["response_type"] = "code", ["scope"] = "openid", ["redirect_uri"] = Callback, ["state"] = "state-1", ["nonce"] = "nonce-1",
            ["code_challenge"] = Pkce.Challenge(TestApp.Verifier), ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changes) parameters[name] = value;
        var form = string.Join('&', parameters.Where(one => one.Value is not null).Select(one => $"{one.Key}={Uri.EscapeDataString(one.Value!)}"));
        using var request = new HttpRequestMessage(HttpMethod.Post, Org.Issuer + "/v1/par");
        request.Content = new StringContent($"{form}&{app.Credentials(Org.Issuer)}", null, "application/x-www-form-urlencoded");
        return await TestAnswer.Of(await Org.Http.SendAsync(request));
    }

    private string Visit(SigningApp app, TestAnswer pushed) => $"{Org.Issuer}/v1/authorize?client_id={app.Id}&request_uri={Uri.EscapeDataString(pushed["request_uri"]!)}";

    private async Task<TestPage> Answer(SigningApp app, string more = "", params (string Name, string? Value)[] changes)
    {
        using var browser = Org.Browser();
        await Org.NativeApp.CodeAsync(Org.Person, browser: browser);
        return await browser.OpenAsync(Visit(app, await Push(app, changes)) + more);
    }

    [Fact]                                                             // happy-flow
    public async Task Happy_flow()
    {
        var app = await App();
        var pushed = await Push(app);
        pushed.Json["expires_in"]!.GetValue<int>().ShouldBe(60);
        var end = await Answer(app);
        end.LeadsTo!.ShouldStartWith(Callback + "&code=");
        end.Parameter("iss").ShouldBe(Org.Issuer);                     // RFC 9207 §2
        end.Parameter("state").ShouldBe("state-1");
        // ensure-token-endpoint-fails-with-expired-auth-code: no code lives longer than a minute.
        (await Org.Services.GetRequiredService<Database>().One<long>("select max(expires_at - created_at) from authorization_codes where client_id = @Id", new { app.Id }, default)).ShouldBe(60_000);
    }

    [Fact]                                                             // ensure-authorization-request-without-state-success, state-only-outside-request-object-not-used
    public async Task Ensure_authorization_request_without_state_success()
    {
        var app = await App();
        (await Answer(app, changes: [("state", null)])).LeadsTo!.ShouldNotContain("state=");
        var end = await Answer(app, "&state=outside", ("state", null));
        end.Parameter("code").ShouldNotBeNull();
        end.Parameter("state").ShouldBeNull();
    }

    [Fact]                                                             // ensure-authorization-request-with-long-state, -long-nonce, -without-nonce-success
    public async Task Ensure_authorization_request_with_long_state_and_long_nonce()
    {
        var (app, state) = (await App(), new string('s', 1000));
        (await Answer(app, changes: [("state", state), ("nonce", new string('n', 384))])).Parameter("state").ShouldBe(state);
        (await Answer(app, changes: [("nonce", null)])).Parameter("code").ShouldNotBeNull();
    }

    [Theory]                                                           // ensure-response-type-code-idtoken-fails, par-ensure-pkce-required, par-plain-pkce-rejected, ensure-request-object-without-redirect-uri-fails, plain-fapi-tolerate-unregistered-redirect-uri
    [InlineData("response_type", "code id_token", "unauthorized_client"), InlineData("response_type", "token", "unauthorized_client"), InlineData("code_challenge", null, "invalid_request"),
     InlineData("code_challenge_method", "plain", "invalid_request"), InlineData("redirect_uri", null, "invalid_request"), InlineData("redirect_uri", "https://app.example.com/callback/x", "invalid_request")]
    public async Task What_the_profile_forbids_is_refused_where_it_is_pushed(string name, string? value, string error) => (await Push(await App(), (name, value))).ShouldBeRefused(error);

    [Fact]                                                             // ensure-unsigned-authorization-request-without-using-par-fails
    public async Task Ensure_unsigned_authorization_request_without_using_par_fails()
    {
        var app = await App();
        var plain = await Org.Visit(new TestApp(Org, app.Id, null, Callback).AuthorizeUrl());
        plain["error"].ShouldBe("invalid_request");
        plain["iss"].ShouldBe(Org.Issuer);
        var signed = key.Sign(app.Claims(Org.Issuer, ("sub", null), ("redirect_uri", Callback), ("response_type", "code"), ("scope", "openid")));
        (await Org.Visit($"{Org.Issuer}/v1/authorize?client_id={app.Id}&request={signed}"))["error"].ShouldBe("invalid_request");
    }

    [Fact]                                                             // par-attempt-to-use-expired-request_uri
    public async Task Par_attempt_to_use_expired_request_uri()
    {
        var app = await App();
        var pushed = await Push(app);
        Clock.Advance(TimeSpan.FromSeconds(59));
        (await Org.Visit(Visit(app, pushed))).Status.ShouldBe(302);
        Clock.Advance(TimeSpan.FromSeconds(1));
        (await Org.Visit(Visit(app, pushed))).ShouldBeAnErrorPage();
    }

    [Fact]                                                             // RFC 9126 §2: without its assertion nobody pushes for it
    public async Task An_app_with_keys_pushes_only_with_an_assertion()
    {
        var app = await App();
        (await Org.PostForm(Org.Issuer + "/v1/par", $"client_id={app.Id}&response_type=code&redirect_uri={Uri.EscapeDataString(Callback)}")).Status.ShouldBe(401);
    }
}
