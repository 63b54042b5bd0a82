using System.Text.Json.Nodes;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Clients;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Server.Ground.Jose;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Apps;

/// <summary>JWTs that apps sign. RFC 7515 §5.2, RFC 7517, RFC 7518 §3.</summary>
public sealed class ClientJwtsTests(OrgFixture fixture) : OrgTest(fixture)
{
    private ClientJwts Jwts => Org.Services.GetRequiredService<ClientJwts>();

    private async Task<App> AppWith(JsonObject? settings = null, JsonObject? credentials = null)
    {
        var body = new JsonObject
        {
            ["label"] = "Signs", ["credentials"] = new JsonObject { ["oauthClient"] = credentials ?? [] },
            ["settings"] = new JsonObject { ["oauthClient"] = settings ?? [] },
        };
        var client = body["settings"]!["oauthClient"]!;
        (client["application_type"], client["grant_types"], client["redirect_uris"]) = ("web", new JsonArray("authorization_code"), new JsonArray("https://app.example.com/cb"));
        return await Find((await Org.SendAsync(HttpMethod.Post, "/api/v1/apps", body))["id"]!.GetValue<string>());
    }

    private async Task<App> Find(string id)
    {
        var org = (await Org.Services.GetRequiredService<OrgDirectory>().Default(default))!;
        return (await Org.Services.GetRequiredService<Core.Clients.Apps>().Find(org.Id, id, default))!;
    }

    private async Task ShouldBeGenuine(string token, App app)
    {
        var outcome = await Jwts.Read(token, app, ClientJwt.Algorithms, default);
        outcome.ShouldBeOfType<ClientJwtOutcome.Genuine>(outcome.ToString()).Jwt.Issuer.ShouldBe("joe");
    }

    private async Task ShouldBeRefused(string token, App app, string because, IReadOnlyList<string>? algorithms = null) =>
        (await Jwts.Read(token, app, algorithms ?? ClientJwt.Algorithms, default)).ShouldBeOfType<ClientJwtOutcome.Refused>().Why.ShouldContain(because);

    private static JsonObject Claims => new() { ["iss"] = "joe" };

    [Theory]                                                           // RFC 7518 §3.1
    [InlineData("RS256")]
    [InlineData("RS384")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    [InlineData("PS384")]
    [InlineData("PS512")]
    [InlineData("ES256")]
    [InlineData("ES384")]
    [InlineData("ES512")]
    public async Task Each_algorithm_verifies_with_a_registered_key(string algorithm)
    {
        using var key = new AppKey(algorithm);
        using var other = new AppKey(algorithm);
        var app = await AppWith(new() { ["jwks"] = AppKey.Jwks(key) });
        await ShouldBeGenuine(key.Sign(Claims), app);
        await ShouldBeRefused(other.Sign(Claims), app, "by none of the client's keys");
        await ShouldBeRefused(key.Sign(Claims), app, "algorithm must be one of", ["HS256"]);
    }

    [Fact]                                                             // RFC 7515 §4.1.4: a kid chooses; without one every key is tried
    public async Task A_key_is_found_by_its_kid_or_by_trying()
    {
        using var one = new AppKey("ES256", "one");
        using var two = new AppKey("ES256", "two");
        using var nameless = new AppKey("ES256", null);
        var app = await AppWith(new() { ["jwks"] = AppKey.Jwks(one, two, nameless) });
        await ShouldBeGenuine(two.Sign(Claims), app);
        await ShouldBeGenuine(two.Sign("""{"alg":"ES256"}""", Claims.ToJsonString()), app);
        await ShouldBeGenuine(nameless.Sign(Claims), app);
        await ShouldBeRefused(two.Sign(Claims, header: new() { ["kid"] = "one" }), app, "by none of the client's keys");
    }

    [Fact]                                                             // RFC 7518 §3.2: a secret at least as long as the digest
    public async Task A_secret_signs_with_the_algorithms_it_is_long_enough_for()
    {
        var (c31, c32, c48, c64) = (new string('s', 31), new string('s', 32), new string('s', 48), new string('s', 64));
        foreach (var (secret, algorithm, ok) in ((string, string, bool)[])[(c31, "HS256", false), (c32, "HS256", true), (c32, "HS384", false), (c48, "HS384", true), (c48, "HS512", false), (c64, "HS512", true)])
        {
            var app = await AppWith(null, new() { ["client_secret"] = secret });
            if (ok) await ShouldBeGenuine(AppKey.SignWithSecret(secret, Claims, algorithm), app);
            else await ShouldBeRefused(AppKey.SignWithSecret(secret, Claims, algorithm), app, $"{algorithm} needs a client secret of");
        }
        await ShouldBeRefused(AppKey.SignWithSecret("S" + c31, Claims), await AppWith(null, new() { ["client_secret"] = c32 }), "not by the client secret");
    }

    [Fact]                                                             // RFC 8725 §2.1: a public key is no secret, and none is no algorithm
    public async Task An_algorithm_cannot_be_talked_into_another()
    {
        using var key = new AppKey("RS256");
        var app = await AppWith(new() { ["jwks"] = AppKey.Jwks(key) });
        await ShouldBeRefused(AppKey.SignWithSecret(key.Jwk.ToJsonString(), Claims), app, "not by the client secret");
        await ShouldBeRefused(key.Sign("""{"alg":"none"}""", Claims.ToJsonString()), app, "algorithm must be one of");
        await ShouldBeRefused(key.Sign(Claims)[..^342], app, "not a signed JWT");
        await ShouldBeRefused(key.Sign("""{"alg":"RS256","kid":"key-1"}""", """{"iss":"joe","iss":"jim"}"""), app, "all different");
    }

    [Fact]                                                             // OpenID Connect Core §10.1.1; oidcc-registration-jwks-uri
    public async Task Published_keys_are_fetched_once_and_kept_as_long_as_they_say()
    {
        using var key = new AppKey();
        await using var site = Site.Holding(AppKey.Jwks(key).ToJsonString(), headers: "Cache-Control: max-age=300\r\n");
        var app = await AppWith(new() { ["jwks_uri"] = site.Url });
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ShouldBeGenuine(key.Sign(Claims), app)));
        site.Requests.ShouldBe(1);
        Clock.Advance(TimeSpan.FromSeconds(299));
        await ShouldBeGenuine(key.Sign(Claims), app);
        site.Requests.ShouldBe(1);
        Clock.Advance(TimeSpan.FromSeconds(2));
        await ShouldBeGenuine(key.Sign(Claims), app);
        site.Requests.ShouldBe(2);
    }

    [Fact]                                                             // oidcc-refresh-token-rp-key-rotation: a new kid is looked for at once
    public async Task An_unknown_kid_is_looked_for_where_the_app_publishes()
    {
        using var old = new AppKey("RS256", "old");
        using var fresh = new AppKey("RS256", "fresh");
        await using var site = Site.Holding(AppKey.Jwks(old).ToJsonString(), headers: "Cache-Control: max-age=86400\r\n");
        var app = await AppWith(new() { ["jwks_uri"] = site.Url });
        await ShouldBeGenuine(old.Sign(Claims), app);
        site.Answer = Site.Document(AppKey.Jwks(fresh).ToJsonString());
        Clock.Advance(AppKeys.AtMostEvery);
        await ShouldBeGenuine(fresh.Sign(Claims), app);
        await ShouldBeRefused(old.Sign(Claims), app, "no key with its 'kid'");
        site.Requests.ShouldBe(2);
    }

    [Fact]                                                             // strangers do not make this server hammer an app's
    public async Task Unknown_kids_ask_the_apps_server_at_most_every_few_seconds()
    {
        using var key = new AppKey("ES256", "known");
        using var stranger = new AppKey("ES256", "unknown");
        await using var site = Site.Holding(AppKey.Jwks(key).ToJsonString());
        var app = await AppWith(new() { ["jwks_uri"] = site.Url });
        for (var i = 0; i < 10; i++) await ShouldBeRefused(stranger.Sign(Claims), app, "no key with its 'kid'");
        site.Requests.ShouldBe(1);
        Clock.Advance(AppKeys.AtMostEvery);
        for (var i = 0; i < 10; i++) await ShouldBeRefused(stranger.Sign(Claims), app, "no key with its 'kid'");
        site.Requests.ShouldBe(2);
    }

    [Fact]
    public async Task An_app_whose_server_is_away_keeps_its_keys_for_an_hour()
    {
        using var key = new AppKey();
        await using var site = Site.Holding(AppKey.Jwks(key).ToJsonString(), headers: "Cache-Control: no-store\r\n");
        var app = await AppWith(new() { ["jwks_uri"] = site.Url });
        await ShouldBeGenuine(key.Sign(Claims), app);
        site.Answer = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        Clock.Advance(TimeSpan.FromMinutes(30));
        await ShouldBeGenuine(key.Sign(Claims), app);
        Clock.Advance(TimeSpan.FromMinutes(45));
        await ShouldBeRefused(key.Sign(Claims), app, "no usable key");
        site.Answer = Site.Document(AppKey.Jwks(key).ToJsonString());
        Clock.Advance(AppKeys.AtMostEvery);
        await ShouldBeGenuine(key.Sign(Claims), app);
    }

    [Theory]                                                           // RFC 7517 §5: what is no JWKS holds no keys; what we do not know is passed over
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("""{"keys":{}}""")]
    [InlineData("""{"keys":[],"keys":[]}""")]
    [InlineData("""{"keys":[7,null,{},{"kty":"OKP"},{"kty":"oct","k":"AA"}]}""")]
    public async Task What_is_no_jwks_holds_no_keys(string published)
    {
        using var key = new AppKey();
        await using var site = Site.Holding(published);
        await ShouldBeRefused(key.Sign(Claims), await AppWith(new() { ["jwks_uri"] = site.Url }), "no usable key");
    }

    [Fact]                                                             // contract §2.0: single use; RFC 7519 §4.1.7
    public async Task Of_64_uses_of_one_jti_one_wins()
    {
        var (app, other) = (await AppWith(), await AppWith());
        using var key = new AppKey();
        var signed = key.Sign(new JsonObject { ["iss"] = "joe", ["jti"] = "once", ["exp"] = Clock.GetUtcNow().ToUnixTimeSeconds() + 60 });
        var jwt = new ClientJwt(default, "ES256", null, null, Jws.TakeApart(signed)!.ReadClaims()!.Value);
        var won = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Jwts.TrySpend(app, "assertion", jwt, default)));
        won.Count(one => one).ShouldBe(1);
        (await Jwts.TrySpend(other, "assertion", jwt, default)).ShouldBeTrue();
        (await Jwts.TrySpend(app, "request", jwt, default)).ShouldBeTrue();
        Clock.Advance(TimeSpan.FromSeconds(75));
        (await Jwts.TrySpend(app, "assertion", jwt, default)).ShouldBeFalse();
        Clock.Advance(TimeSpan.FromMinutes(5));
        (await Jwts.DeleteExpired(default)).ShouldBeGreaterThan(0);
    }

    [Theory]                                                           // RFC 7519 §4.1.4 to §4.1.6; FAPI 2.0 Security Profile §5.3.2.1
    [InlineData("""{"exp":1060}""", null)]
    [InlineData("""{"exp":1060.5,"iat":999.9}""", null)]
    [InlineData("""{"exp":995}""", null)]
    [InlineData("""{"exp":990}""", "expired")]
    [InlineData("""{"exp":700}""", "expired")]
    [InlineData("""{"exp":4600}""", null)]
    [InlineData("""{"exp":4611}""", "more than 60 minutes")]
    [InlineData("""{"exp":1e300}""", "more than 60 minutes")]
    [InlineData("""{"exp":"1060"}""", "'exp' is not a time")]
    [InlineData("""{"exp":null}""", "'exp' is not a time")]
    [InlineData("""{}""", "no 'exp'")]
    [InlineData("""{"exp":1060,"nbf":1008,"iat":1008}""", null)]
    [InlineData("""{"exp":1160,"nbf":1061}""", "'nbf' is in the future")]
    [InlineData("""{"exp":1160,"iat":1061}""", "'iat' is in the future")]
    [InlineData("""{"exp":1160,"iat":[]}""", "'iat' is not a time")]
    public void Times_are_checked_with_little_patience(string claims, string? problem)
    {
        var jwt = new ClientJwt(default, "ES256", null, null, System.Text.Json.JsonDocument.Parse(claims).RootElement);
        var found = jwt.TimeProblem(1000, TimeSpan.FromHours(1));
        if (problem is null) found.ShouldBeNull();
        else found.ShouldNotBeNull().ShouldContain(problem);
    }
}
