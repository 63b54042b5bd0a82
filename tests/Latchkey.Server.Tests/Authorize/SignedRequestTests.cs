using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Authorize;

/// <summary>Apps that may make no request they have not signed. RFC 9101 §10.5, FAPI 2.0 Message Signing §5.3.1.</summary>
public sealed class SignedRequestTests(OrgFixture fixture) : OrgTest(fixture), IDisposable
{
    private readonly AppKey key = new();

    public void Dispose() => key.Dispose();

    private Task<TestApp> App(JsonObject? more = null, bool required = true)
    {
        var settings = new JsonObject { ["jwks"] = AppKey.Jwks(key), ["require_signed_request_object"] = required };
        foreach (var (name, value) in more ?? []) settings[name] = value?.DeepClone();
        return Org.CreateAppAsync("web", settings);
    }

    private long Now => Clock.GetUtcNow().ToUnixTimeSeconds();

    private JsonObject Claims(TestApp app, params (string Name, JsonNode? Value)[] changes)
    {
        var claims = new JsonObject
        {
            ["iss"] = app.ClientId, ["aud"] = Org.Issuer, ["nbf"] = Now, ["exp"] = Now + 300, ["jti"] = Secrets.New(), ["response_type"] = "code", ["scope"] = "openid",
            ["redirect_uri"] = app.RedirectUri, ["state"] = "inside", ["code_challenge"] = Pkce.Challenge(TestApp.Verifier), ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changes)
        {
            claims.Remove(name);
            if (value is not null) claims[name] = value;
        }
        return claims;
    }

    private string By(TestApp app, string jwt) => $"{Org.Issuer}/v1/authorize?client_id={app.ClientId}&redirect_uri={Uri.EscapeDataString(app.RedirectUri)}&request={jwt}";

    private string Pushed(TestApp app, string requestUri) => $"{Org.Issuer}/v1/authorize?client_id={app.ClientId}&request_uri={Uri.EscapeDataString(requestUri)}";

    private async Task<string?> Code(string url)
    {
        using var browser = Org.Browser();
        await Org.NativeApp.CodeAsync(Org.Person, browser: browser);
        return (await browser.OpenAsync(url)).Parameter("code");
    }

    private static (string, string?)[] Plain(TestApp app) =>
        [("response_type", "code"), ("scope", "openid"), ("redirect_uri", app.RedirectUri), ("state", "outside"), ("code_challenge", Pkce.Challenge(TestApp.Verifier)), ("code_challenge_method", "S256")];

    [Fact]                                                             // RFC 9101 §10.5: direct and pushed
    public async Task A_plain_request_is_refused_and_a_signed_one_answered()
    {
        var app = await App();
        var refused = await Org.Visit(app.AuthorizeUrl());
        (refused["error"], refused["state"]).ShouldBe(("invalid_request", "state-1"));
        refused.Location!.ShouldStartWith(app.RedirectUri);
        (await app.PostAsync("/par", Plain(app))).ShouldBeRefused("invalid_request");

        (await Code(By(app, key.Sign(Claims(app))))).ShouldNotBeNull();
        var pushed = await app.PostAsync("/par", ("request", key.Sign(Claims(app))));
        pushed.Status.ShouldBe(HttpStatusCode.Created, pushed.Text);
        (await Code(Pushed(app, pushed["request_uri"]!))).ShouldNotBeNull();
    }

    [Fact]                                                             // RFC 9101 §6.3: whoever sends the browser along writes nothing into what the app signed
    public async Task What_stands_beside_the_signed_request_does_not_count()
    {
        var app = await App();
        var unsigned = "&scope=openid%20email&nonce=strangers&response_mode=form_post&prompt=none&max_age=0&acr_values=unheard-of";
        using var browser = Org.Browser();
        await Org.NativeApp.CodeAsync(Org.Person, browser: browser);
        var end = await browser.OpenAsync(By(app, key.Sign(Claims(app))) + unsigned);
        var tokens = await app.RedeemAsync(end.Parameter("code")!);
        tokens["scope"].ShouldBe("openid");
        tokens.ClaimsOf("id_token")["nonce"].ShouldBeNull();

        var pushed = await app.PostAsync("/par", ("request", key.Sign(Claims(app, ("redirect_uri", null)))), ("redirect_uri", app.RedirectUri));
        pushed["error"].ShouldNotBeNull();
        (await Org.Visit(By(app, key.Sign(Claims(app, ("response_type", null)))) + "&response_type=code"))["error"].ShouldNotBeNull();
    }

    [Fact]                                                             // a request that was pushed plain before signing was demanded is too old for it
    public async Task A_plain_request_pushed_before_the_setting_is_refused_after_it()
    {
        var app = await App(required: false);
        var pushed = await app.PostAsync("/par", Plain(app));
        pushed.Status.ShouldBe(HttpStatusCode.Created, pushed.Text);
        var document = (await Org.Read($"/apps/{app.ClientId}")).ShouldSucceed().Object;
        document["settings"]!["oauthClient"]!["require_signed_request_object"] = true;
        (await Org.Put($"/apps/{app.ClientId}", document)).ShouldSucceed();
        (await Org.Visit(Pushed(app, pushed["request_uri"]!))).ShouldBeAnErrorPage(saying: "must sign");
    }

    public static TheoryData<string, int?, int?, string?> Lives => new()
    {
        { "an hour exactly", 0, 3_600, null }, { "begun 59 minutes ago", -3_540, 30, null }, { "begins in 8 seconds", 8, 3_608, null },
        { "no nbf", null, 300, "it has no 'nbf'" }, { "no exp", 0, null, "it has no 'exp'" }, { "begun 61 minutes ago", -3_660, -60, "its 'nbf' is more than 60 minutes ago" },
        { "begun 61 minutes ago and lives", -3_660, 60, "its 'nbf' is more than 60 minutes ago" }, { "61 minutes long", -1_800, 1_860, "it ends more than 60 minutes after its 'nbf'" },
        { "over", -600, -300, "it has expired" }, { "begins in two minutes", 120, 300, "its 'nbf' is in the future" },
    };

    [Theory, MemberData(nameof(Lives))]                                // FAPI 2.0 Message Signing §5.3.1
    public async Task It_says_when_it_began_and_ends_within_the_hour(string what, int? begins, int? ends, string? problem)
    {
        var app = await App();
        JsonObject Object() => Claims(app, ("nbf", begins is null ? null : Now + begins), ("exp", ends is null ? null : Now + ends));
        var (pushed, visited) = (await app.PostAsync("/par", ("request", key.Sign(Object()))), await Org.Visit(By(app, key.Sign(Object()))));
        if (problem is null)
        {
            pushed.Status.ShouldBe(HttpStatusCode.Created, what);
            visited.Location!.ShouldStartWith("/signin");
            return;
        }
        pushed.ShouldBeRefused("invalid_request_object", $"The request object is not valid: {problem}.");
        visited["error"].ShouldBe("invalid_request_object", what);
    }

    [Fact]                                                             // RFC 9101 §5.2: by reference, with no more patience
    public async Task One_that_is_fetched_is_held_to_the_same()
    {
        await using var site = Site.Holding("", "application/oauth-authz-req+jwt");
        var app = await App(new() { ["request_uris"] = new JsonArray(site.Url) });
        var url = $"{Org.Issuer}/v1/authorize?client_id={app.ClientId}&redirect_uri={Uri.EscapeDataString(app.RedirectUri)}&request_uri={Uri.EscapeDataString(site.Url)}";
        foreach (var missing in (string[])["nbf", "exp", "iss", "aud"])
        {
            site.Answer = Site.Document(key.Sign(Claims(app, (missing, null))), "application/jwt");
            (await Org.Visit(url))["error"].ShouldBe("invalid_request_object", missing);
        }
        site.Answer = Site.Document(key.Sign(Claims(app, ("jti", null))), "application/jwt");
        (await Code(url)).ShouldNotBeNull();
        (await Code(url)).ShouldBeNull();                              // once, since it ends within the hour
    }

    [Fact]                                                             // what an app that may sign or not is held to has not changed
    public async Task An_app_that_may_ask_plainly_needs_no_nbf_when_it_signs()
    {
        var app = await App(required: false);
        (await Code(By(app, key.Sign(Claims(app, ("nbf", null), ("exp", Now + 3_600)))))).ShouldNotBeNull();
    }

    [Fact]                                                             // RFC 9101 §10.5, RFC 7591 §2: said by the management API and by registration
    public async Task The_setting_is_kept_and_needs_keys()
    {
        var app = await App();
        (await Org.Read($"/apps/{app.ClientId}")).ShouldSucceed()["settings.oauthClient.require_signed_request_object"].ShouldBe("true");
        (await Org.Read($"/apps/{Org.WebApp.ClientId}")).ShouldSucceed()["settings.oauthClient.require_signed_request_object"].ShouldBe("false");
        (await Org.Post("/apps", ApiCalls.NewApp("native", new() { ["require_signed_request_object"] = true }))).ShouldBeRefused(400, "E0000001", "registers its keys");

        var body = new JsonObject { ["redirect_uris"] = new JsonArray("https://app.example.com/cb"), ["jwks"] = AppKey.Jwks(key), ["require_signed_request_object"] = true, ["authorization_signed_response_alg"] = "RS256", ["introspection_signed_response_alg"] = "RS256" };
        var registered = await Org.CallRaw(HttpMethod.Post, Org.Url + "/oauth2/v1/clients", body.ToJsonString(), client: Org.Http);
        registered.Status.ShouldBe(HttpStatusCode.Created, registered.Text);
        foreach (var (name, value) in body) registered.Object[name]!.ToJsonString().ShouldBe(value!.ToJsonString(), name);
        (await Org.Visit(new TestApp(Org, registered["client_id"]!, registered["client_secret"], "https://app.example.com/cb").AuthorizeUrl()))["error"].ShouldBe("invalid_request");

        foreach (var (name, value) in ((string, string)[])[("authorization_signed_response_alg", "none"), ("authorization_signed_response_alg", "HS256"), ("introspection_signed_response_alg", "PS256"), ("authorization_encrypted_response_alg", "RSA-OAEP"), ("introspection_encrypted_response_alg", "RSA-OAEP"), ("authorization_signed_response_alg", "ES256"), ("introspection_signed_response_alg", "ES256")])
        {
            var wish = body.DeepClone().AsObject();
            wish[name] = value;
            (await Org.CallRaw(HttpMethod.Post, Org.Url + "/oauth2/v1/clients", wish.ToJsonString(), client: Org.Http))["error"].ShouldBe("invalid_client_metadata", name);
        }
    }

    [Fact]                                                             // an app with a secret may sign with that
    public async Task A_secret_signs_requests_too()
    {
        var app = await Org.CreateAppAsync("web", new JsonObject { ["require_signed_request_object"] = true });
        (await Code(By(app, AppKey.SignWithSecret(app.ClientSecret!, Claims(app))))).ShouldNotBeNull();
        (await Org.Visit(By(app, AppKey.SignWithSecret("x" + app.ClientSecret, Claims(app)))))["error"].ShouldBe("invalid_request_object");
    }
}
