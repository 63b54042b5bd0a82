using System.Buffers.Binary;
using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Faces.Management.Clients;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Apps;

/// <summary>Whoever shows a key decides what a check with it costs: so keys have bounds, and few are tried. Threats §3.</summary>
public sealed class StrangeKeysTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Counted = "latchkey.signatures.checked";
    private const string OutOfBounds = "each key must be an RSA key of 2048 to 4096 bits with one of the exponents 3, 5, 17, 257, 65537, or an EC key on P-256, P-384 or P-521";

    private Meter Meter() => new(Org.Services.GetRequiredService<Database>());

    private static string Number(int bits, byte last = 1)
    {
        var number = RandomNumberGenerator.GetBytes((bits + 7) / 8);
        (number[0], number[^1]) = ((byte)(0x80 >> ((8 - (bits % 8)) % 8)), last);
        return Base64Url.EncodeToString(number);
    }

    private static JsonObject Rsa(int bits, string exponent = "AQAB", string? kid = null, byte last = 1) => Named(new JsonObject { ["kty"] = "RSA", ["n"] = Number(bits, last), ["e"] = exponent }, kid);

    private static JsonObject Named(JsonObject key, string? kid)
    {
        if (kid is not null) key["kid"] = kid;
        return key;
    }

    private static JsonObject Set(params IEnumerable<JsonObject> keys) => new() { ["keys"] = new JsonArray([.. keys]) };

    private static string Exponent(long number)
    {
        var bytes = BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(number));
        return Base64Url.EncodeToString(bytes.AsSpan(bytes.AsSpan().IndexOfAnyExcept((byte)0)));
    }

    public static TheoryData<string, string> Unsound => new()
    {
        { "2047 bits", Rsa(2047).ToJsonString() }, { "4097 bits", Rsa(4097).ToJsonString() }, { "8192 bits", Rsa(8192).ToJsonString() }, { "16384 bits", Rsa(16_384).ToJsonString() },
        { "an exponent of 64 bits", Rsa(2048, Exponent(0x4000_0000_0000_0001)).ToJsonString() }, { "an exponent of 32 bits", Rsa(2048, Exponent(0x8000_0001)).ToJsonString() },
        { "an exponent nobody uses", Rsa(2048, Exponent(65_539)).ToJsonString() }, { "an even exponent", Rsa(2048, Exponent(4)).ToJsonString() }, { "the exponent 1", Rsa(2048, Exponent(1)).ToJsonString() },
        { "an even modulus", Rsa(2048, last: 2).ToJsonString() },
        { "a curve nobody uses", """{"kty":"EC","crv":"secp256k1","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}""" },
        { "a point on no curve", """{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a1"}""" },
        { "coordinates that are too long", $$"""{"kty":"EC","crv":"P-256","x":"{{Number(4096)}}","y":"{{Number(4096)}}"}""" },
    };

    [Theory, MemberData(nameof(Unsound))]                              // RFC 7518 §3.3 and §6.2.1: refused where it is shown first, whichever door it comes by
    public async Task A_key_out_of_bounds_is_not_registered(string what, string jwk)
    {
        var key = JsonNode.Parse(jwk)!.AsObject();
        (await Org.Post("/apps", ApiCalls.NewApp("web", new() { ["jwks"] = Set(key.DeepClone().AsObject()) }))).ShouldBeRefused(400, "E0000001", OutOfBounds);
        var app = (await Org.Post("/apps", ApiCalls.NewApp("web"))).ShouldSucceed();
        (await Org.Post($"/apps/{app.Id}/credentials/jwks", key.DeepClone().AsObject())).ShouldBeRefused(400, "E0000001", OutOfBounds);
        using var sound = new AppKey("RS256", "sound");
        (await Org.Put($"/apps/{app.Id}", ApiCalls.NewApp("web", new() { ["jwks"] = Set(sound.Jwk, key.DeepClone().AsObject()) }))).ShouldBeRefused(400, "E0000001", OutOfBounds);

        foreach (var registrar in (HttpClient[])[Org.Http, Org.Api])
        {
            var body = new JsonObject { ["redirect_uris"] = new JsonArray("https://app.example.com/cb"), ["token_endpoint_auth_method"] = "private_key_jwt", ["jwks"] = Set(key.DeepClone().AsObject()) };
            var registration = await Org.CallRaw(HttpMethod.Post, Org.Url + "/oauth2/v1/clients", body.ToJsonString(), client: registrar);
            registration.Status.ShouldBe(HttpStatusCode.BadRequest, what);
            registration["error"].ShouldBe("invalid_client_metadata");
            registration["error_description"].ShouldNotBeNull().ShouldContain("RSA key of 2048 to 4096 bits");
        }
    }

    [Theory]
    [InlineData(2048, 3), InlineData(2048, 65_537), InlineData(3072, 17), InlineData(4096, 257), InlineData(2056, 5)]
    public async Task The_bounds_themselves_are_within(int bits, long exponent) => (await Org.Post("/apps", ApiCalls.NewApp("web", new() { ["jwks"] = Set(Rsa(bits, Exponent(exponent))) }))).ShouldSucceed();

    [Theory]                                                           // RFC 7518 §6.2.1.1; Okta's Terraform provider, resource_okta_app_oauth.go: jwks has kty, kid, x and y
    [InlineData("ES256"), InlineData("ES384"), InlineData("ES512")]
    public async Task A_key_without_its_curve_is_on_the_one_of_its_length(string algorithm)
    {
        using var key = new AppKey(algorithm, "curveless");
        var bare = new JsonObject { ["kty"] = "EC", ["kid"] = "curveless", ["x"] = key.Jwk["x"]!.DeepClone(), ["y"] = key.Jwk["y"]!.DeepClone() };
        var app = (await Org.Post("/apps", ApiCalls.NewApp("web", new() { ["jwks"] = Set(bare) }))).ShouldSucceed();
        app.Body!["settings"]!["oauthClient"]!["jwks"]!["keys"]![0]!["crv"]!.ToString().ShouldBe(key.Jwk["crv"]!.ToString());
        var another = (await Org.Post("/apps", ApiCalls.NewApp("web"))).ShouldSucceed();
        (await Org.Post($"/apps/{another.Id}/credentials/jwks", bare.DeepClone().AsObject())).ShouldBe(HttpStatusCode.Created)["crv"].ShouldBe(key.Jwk["crv"]!.ToString());
    }

    [Fact]                                                             // OpenID Connect Core §10.1: of several keys each is named
    public async Task Many_keys_of_one_kind_need_names()
    {
        var (nameless, named) = (Enumerable.Range(0, 4).Select(_ => Rsa(2048)).ToArray(), Enumerable.Range(0, 50).Select(i => Rsa(2048, kid: $"key-{i}")).ToArray());
        (await Org.Post("/apps", ApiCalls.NewApp("web", new() { ["jwks"] = Set(nameless) }))).ShouldBeRefused(400, "E0000001", "more than 3 keys of one kind without a kid");
        (await Org.Post("/apps", ApiCalls.NewApp("web", new() { ["jwks"] = Set([.. named, Rsa(2048, kid: "one-more")]) }))).ShouldBeRefused(400, "E0000001", "at most 50 keys");
        (await Org.Post("/apps", ApiCalls.NewApp("web", new() { ["jwks"] = Set(named.Select(key => key.DeepClone().AsObject())) }))).ShouldSucceed();
        var app = (await Org.Post("/apps", ApiCalls.NewApp("web", new() { ["jwks"] = Set(nameless[..3].Select(key => key.DeepClone().AsObject())) }))).ShouldSucceed();
        (await Org.Post($"/apps/{app.Id}/credentials/jwks", nameless[3].DeepClone().AsObject())).ShouldBeRefused(400, "E0000001", "more than 3 keys of one kind without a kid");
    }

    /// <summary>An app whose keys lie at an address of its own, where they may be anything.</summary>
    private async Task<string> Publishing(Site site)
    {
        var settings = new JsonObject { ["jwks_uri"] = site.Url, ["grant_types"] = new JsonArray("authorization_code", "client_credentials", "urn:ietf:params:oauth:grant-type:jwt-bearer", "urn:openid:params:grant-type:ciba") };
        return (await Org.Post("/apps", ApiCalls.NewApp("web", settings, new() { ["token_endpoint_auth_method"] = "private_key_jwt" }))).ShouldSucceed().Id;
    }

    private static string Forged(string header, JsonObject claims, int signatureBytes) => string.Join('.', Text(header), Text(claims.ToJsonString()), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(signatureBytes)));

    private static string Text(string json) => Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(json));

    private JsonObject Claims(string app) => new() { ["iss"] = app, ["sub"] = app, ["aud"] = Org.Issuer, ["exp"] = Clock.GetUtcNow().ToUnixTimeSeconds() + 60, ["jti"] = Secrets.New() };

    /// <summary>How many signatures one request made the server check, at each door where an app shows a JWT.</summary>
    private async Task<Dictionary<string, long>> Checks(string app, string header, int signatureBytes)
    {
        var counted = new Dictionary<string, long>();
        async Task Count(string door, Func<string, Task> knock)
        {
            using var meter = Meter();
            await knock(Forged(header, Claims(app), signatureBytes));
            counted[door] = meter[Counted];
        }
        foreach (var endpoint in (string[])["token", "introspect", "revoke", "par", "device/authorize", "bc/authorize"])
            await Count(endpoint, async jwt => (await Org.PostForm($"{Org.Issuer}/v1/{endpoint}", $"grant_type=client_credentials&scope=openid&token=x&{SigningApp.Presenting(jwt)}")).Status.ShouldBe(401, endpoint));
        await Count("authorize", jwt => Org.Visit($"{Org.Issuer}/v1/authorize?client_id={app}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcallback&state=s&request={jwt}"));
        return counted;
    }

    [Fact]                                                             // threats §1 row 13: nothing is done with keys that nobody may have
    public async Task Keys_out_of_bounds_at_an_address_cost_nothing()
    {
        await using var site = Site.Holding(Set(Unsound.Select(row => JsonNode.Parse((string)row[1])!.AsObject()).Where(key => key["y"]?.ToString().EndsWith("5a1", StringComparison.Ordinal) is not true)).ToJsonString());
        var app = await Publishing(site);
        foreach (var bytes in (int[])[256, 512, 1024, 2048]) (await Checks(app, """{"alg":"RS256"}""", bytes)).Values.ShouldAllBe(count => count == 0);
        (await Checks(app, """{"alg":"ES256"}""", 64)).Values.ShouldAllBe(count => count == 0);
    }

    [Fact]                                                             // RFC 7515 §4.1.4: the kid first, then few tries
    public async Task A_forged_signature_costs_few_checks_however_many_keys_there_are()
    {
        await using var site = Site.Holding(Set([.. Enumerable.Range(0, 25).Select(_ => Rsa(2048)), .. Enumerable.Range(0, 25).Select(i => Rsa(2048, kid: $"key-{i % 20}"))]).ToJsonString());
        var app = await Publishing(site);
        (await Checks(app, """{"alg":"RS256"}""", 256)).Values.ShouldAllBe(count => count <= ClientKeys.MostTries);
        (await Checks(app, """{"alg":"RS256","kid":"key-7"}""", 256)).Values.ShouldAllBe(count => count <= ClientKeys.MostTries);
        (await Checks(app, """{"alg":"RS256","kid":"nobody's"}""", 256)).Values.ShouldAllBe(count => count <= ClientKeys.MostTries);
        (await Checks(app, """{"alg":"RS256"}""", 255)).Values.ShouldAllBe(count => count == 0);       // as long as no signature of theirs
        (await Checks(app, """{"alg":"ES256"}""", 64)).Values.ShouldAllBe(count => count == 0);        // of another kind
    }

    [Fact]
    public async Task The_key_a_signature_names_is_found_among_many()
    {
        using var key = new AppKey("RS256", "mine");
        await using var site = Site.Holding(Set([.. Enumerable.Range(0, 40).Select(i => Rsa(2048, kid: $"key-{i}")), .. Enumerable.Range(0, 8).Select(_ => Rsa(2048)), key.Jwk]).ToJsonString());
        var app = await Publishing(site);
        using var meter = Meter();
        (await Org.PostForm($"{Org.Issuer}/v1/introspect", "token=x&" + SigningApp.Presenting(key.Sign(Claims(app))))).Status.ShouldBe(200);
        meter[Counted].ShouldBe(1);
        // Who does not say which of many it was is told to.
        var told = await Org.PostForm($"{Org.Issuer}/v1/introspect", "token=x&" + SigningApp.Presenting(key.Sign("""{"alg":"RS256"}""", Claims(app).ToJsonString())));
        JsonNode.Parse(told.Text)!["error_description"]!.ToString().ShouldContain("it has no 'kid', and the client has more keys than are tried");
    }

    [Theory]                                                           // RFC 9449 §4.3: of the proof's own key
    [InlineData(4104, "AQAB"), InlineData(8192, "AQAB"), InlineData(16_384, "AQAB"), InlineData(2048, "gAAAAQ"), InlineData(2048, "AQAD"), InlineData(2048, "Ag")]
    public async Task A_proof_by_a_key_out_of_bounds_costs_nothing(int bits, string exponent)
    {
        using var pair = RsaPairs.Next();
        var proof = new ForgedProof(Org, HttpMethod.Post, $"{Org.Issuer}/v1/token", pair, "RS256").With(proof => proof.Header["jwk"] = Rsa(bits, exponent));
        using var meter = Meter();
        var answer = await Org.PostForm($"{Org.Issuer}/v1/token", "grant_type=client_credentials&scope=orders:read", Asking.Basic($"{Org.Facts.Apps.Service.ClientId}:{Org.Facts.Apps.Service.ClientSecret}"), ("DPoP", proof.ToString()));
        (answer.Status, JsonNode.Parse(answer.Text)!["error"]!.ToString()).ShouldBe((400, "invalid_dpop_proof"));
        meter[Counted].ShouldBe(0);
    }
}
