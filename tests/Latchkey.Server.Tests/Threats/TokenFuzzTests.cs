using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Threats;

/// <summary>Whatever is done to a token, it is refused, and never by a fault of ours. Threats §1 row 12.</summary>
public sealed class TokenFuzzTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private const string ExchangeGrant = "urn:ietf:params:oauth:grant-type:token-exchange";

    /// <summary>Cut short at each place, each character another one, and longer than it was.</summary>
    private static IEnumerable<string> Spoilt(string token)
    {
        var step = Math.Max(1, token.Length / 60);
        for (var at = 0; at < token.Length; at++)
        {
            if (at % step != 0 && at < token.Length - 4) continue;
            if (at > 0) yield return token[..at];
            var other = Alphabet.IndexOf(token[at], StringComparison.Ordinal) is >= 0 and var index ? Alphabet[index ^ 1] : 'A';
            yield return token[..at] + other + token[(at + 1)..];
            yield return token[..at] + token[(at + 1)..];
        }
        foreach (var tail in (string[])["A", "=", ".", "..", " x", "\0", "\u00e9", "\ud83d\ude00", "%", new string('A', 9_000)]) yield return token + tail;
        yield return token.Any(char.IsAsciiLetterLower) ? token.ToUpperInvariant() : token.ToLowerInvariant();
        yield return "." + token;
        yield return token + token;
        if (token.Split('.') is not [var header, var claims, var signature]) yield break;

        yield return $"{header}.{claims}.";
        yield return $"{header}.{claims}";
        yield return $"{header}.{signature}.{claims}";
        yield return $"{header}.{claims}.{signature}.{signature}";
        yield return $"{header}=.{claims}.{signature}";
        // The bits that no byte is made of: the same bytes, spelt another way.
        foreach (var (part, put) in ((string, Func<string, string>)[])[(header, text => $"{text}.{claims}.{signature}"), (claims, text => $"{header}.{text}.{signature}"), (signature, text => $"{header}.{claims}.{text}")])
            for (var bit = 1; bit < (part.Length % 4) switch { 2 => 16, 3 => 4, _ => 0 }; bit++) yield return put(part[..^1] + Alphabet[Alphabet.IndexOf(part[^1], StringComparison.Ordinal) ^ bit]);
        foreach (var head in (string[])["""{"alg":"none"}""", """{"alg":"HS256","kid":"x"}""", """{"alg":null}""", "{}", "[]", "", "null", """{"alg":"RS256","alg":"none"}""", """{"alg":"RS256","crit":["exp"]}""", """{"alg":["RS256"],"kid":{}}""", Deep])
            foreach (var sign in (string[])[signature, "", "AAAA"]) yield return $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(head))}.{claims}.{sign}";
        foreach (var said in (string[])["{}", "[]", "null", "", "{\"sub\":\"\\ud800\"}", Deep]) yield return $"{header}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(said))}.{signature}";
    }

    private static readonly string Deep = string.Concat(Enumerable.Repeat("{\"a\":", 2_000)) + "1" + new string('}', 2_000);

    private static async Task Each(IEnumerable<string> spoilt, Func<string, Task> check)
    {
        foreach (var some in spoilt.Distinct().Chunk(16)) await Task.WhenAll(some.Select(check));
    }

    private static void ShouldBeNoFault(TestAnswer answer, string what) => ((int)answer.Status).ShouldBeLessThan(500, $"{what}\n{answer.Text}");

    private static void ShouldBeRefused(TestAnswer answer, string what, params string[] errors)
    {
        ((int)answer.Status).ShouldBeInRange(400, 499, $"{what}\n{answer.Text}");
        answer["error"].ShouldBeOneOf([.. errors, "invalid_request"], $"{what}\n{answer.Text}");
    }

    [Fact]                                                             // threats §1 row 12
    public async Task A_spoilt_access_token_opens_nothing()
    {
        var tokens = await Org.NativeApp.TokensAsync(Org.Person);
        var service = await Org.CreateAppAsync("service", new JsonObject { ["grant_types"] = new JsonArray("client_credentials", ExchangeGrant) });
        await Each(Spoilt(tokens.AccessToken), async token =>
        {
            if (token.All(c => c is > ' ' and <= '~')) ((int)(await Org.NativeApp.UserInfoAsync(token)).Status).ShouldBeOneOf([400, 401, 431], token);
            var known = await Org.NativeApp.IntrospectAsync(token);
            ShouldBeNoFault(known, token);
            if (known.Status == HttpStatusCode.OK) known.Json["active"]!.GetValue<bool>().ShouldBeFalse(token);
            ShouldBeNoFault(await Org.NativeApp.RevokeAsync(token), token);
            ShouldBeRefused(await service.TokenAsync(("grant_type", ExchangeGrant), ("subject_token", token), ("subject_token_type", "urn:ietf:params:oauth:token-type:access_token"), ("scope", "orders:read")), token);
        });
        (await Org.NativeApp.UserInfoAsync(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // threats §1 row 12
    public async Task A_spoilt_refresh_token_or_code_is_an_invalid_grant_and_ends_nothing()
    {
        var token = (await Org.NativeApp.TokensAsync(Org.Person)).RefreshToken;
        await Each(Spoilt(token), async spoilt => ShouldBeRefused(await Org.NativeApp.RefreshAsync(spoilt), spoilt, "invalid_grant"));
        (await Org.NativeApp.RefreshAsync(token)).Status.ShouldBe(HttpStatusCode.OK);
        var code = await Org.NativeApp.CodeAsync(Org.Person);
        await Each(Spoilt(code), async spoilt => ShouldBeRefused(await Org.NativeApp.RedeemAsync(spoilt), spoilt, "invalid_grant"));
        (await Org.NativeApp.RedeemAsync(code)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // threats §1 row 12; OpenID Connect Core §3.1.2.2
    public async Task A_spoilt_id_token_is_no_hint_and_no_subject()
    {
        var tokens = await Org.NativeApp.TokensAsync(Org.Person, "openid device_sso offline_access");
        await Each(Spoilt(tokens.IdToken).Where(token => token.Length < 6_000), async token =>
        {
            var asked = await Org.Visit(Org.NativeApp.AuthorizeUrl(changes: ("id_token_hint", token)));
            asked.Status.ShouldBeLessThan(500, token);
            if (asked.Location is null) asked.Status.ShouldBe(400, token);      // a NUL is no text for anybody
            else asked["error"].ShouldBe("invalid_request", token);
            (await Org.Visit($"{Org.Issuer}/v1/logout?id_token_hint={Uri.EscapeDataString(token)}", ("Accept", "text/html"))).Status.ShouldBe(400, token);
            ShouldBeRefused(await Org.NativeApp.TokenAsync(("grant_type", ExchangeGrant), ("subject_token", token), ("subject_token_type", "urn:ietf:params:oauth:token-type:id_token"),
                ("actor_token", tokens["device_secret"]), ("actor_token_type", "urn:x-oath:params:oauth:token-type:device-secret"), ("scope", "openid")), token);
        });
        await Each(Spoilt(tokens["device_secret"]!), async secret => ShouldBeRefused(await Org.NativeApp.TokenAsync(("grant_type", ExchangeGrant), ("subject_token", tokens.IdToken), ("subject_token_type", "urn:ietf:params:oauth:token-type:id_token"),
            ("actor_token", secret), ("actor_token_type", "urn:x-oath:params:oauth:token-type:device-secret"), ("scope", "openid")), secret));
    }

    [Fact]                                                             // threats §1 row 12; RFC 7523 §3, RFC 9101 §6.2
    public async Task What_an_app_signed_is_refused_once_it_is_spoilt()
    {
        using var key = new AppKey();
        var app = await SigningApp.Create(Org, "private_key_jwt", key);
        await Each(Spoilt(app.Assertion(Org.Issuer)), async assertion =>
        {
            var seen = await Org.PostForm(Org.Issuer + "/v1/introspect", "token=x&" + SigningApp.Presenting(Uri.EscapeDataString(assertion)));
            seen.Status.ShouldBeOneOf([400, 401], assertion);
        });

        var signs = await Org.CreateAppAsync("web", new JsonObject { ["jwks"] = AppKey.Jwks(key) });
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject { ["iss"] = signs.ClientId, ["aud"] = Org.Issuer, ["exp"] = now + 300, ["jti"] = Secrets.New(), ["response_type"] = "code", ["scope"] = "openid", ["redirect_uri"] = signs.RedirectUri };
        var (head, said) = ("""{"alg":"ES256","kid":"key-1"}""", claims.ToJsonString());
        string[] signedBadly =
        [
            key.Sign(head, said.Replace("\"iss\"", "\"iss\":\"x\",\"iss\"", StringComparison.Ordinal)), key.Sign("""{"alg":"ES256","alg":"ES256","kid":"key-1"}""", said), key.Sign(head, Deep), key.Sign(Deep, said),
            key.Sign(head, said.Replace("\"openid\"", "\"\\ud800\"", StringComparison.Ordinal)), key.Sign(head, said.Replace("\"scope\"", "\"\\udfff\"", StringComparison.Ordinal)), key.Sign(head, said + said), key.Sign(head, said[..^1]),
            key.Sign(head, said.Replace($"{now + 300}", "1e400", StringComparison.Ordinal)), key.Sign(head, said.Replace($"{now + 300}", "-1", StringComparison.Ordinal)), key.Sign(head, said.Replace($"\"{Org.Issuer}\"", "[[[]]]", StringComparison.Ordinal)),
        ];
        await Each(Spoilt(key.Sign(head, said)).Where(token => token.Length < 6_000).Concat(signedBadly), async jwt =>
        {
            var seen = await Org.Visit(signs.AuthorizeUrl(changes: ("request", jwt)));
            seen.Status.ShouldBeLessThan(500, jwt);
            if (seen.Location is null) seen.Status.ShouldBe(400, jwt);
            else seen["error"].ShouldBeOneOf(["invalid_request_object", "invalid_request"], jwt);         // what opens but says nonsense is refused as a request
        });
    }

    [Fact]                                                             // threats §1 row 12; RFC 9449 §4.3
    public async Task A_spoilt_proof_proves_nothing()
    {
        var key = new DPoPKey();
        var app = Org.NativeApp with { Key = key };
        var token = (await app.TokensAsync(Org.Person)).AccessToken;
        key.Nonce = null;
        var proof = key.Proof(Org, HttpMethod.Get, new Uri(Org.Issuer + "/v1/userinfo"), token);
        await Each(Spoilt(proof).Where(one => one.Length < 6_000 && one.All(c => c is > ' ' and <= '~')), async spoilt =>
        {
            var seen = await Org.Visit(Org.Issuer + "/v1/userinfo", ("Authorization", "DPoP " + token), ("DPoP", spoilt));
            seen.Status.ShouldBe(401, spoilt);
            seen.Headers["WWW-Authenticate"].ShouldContain("invalid_dpop_proof", Case.Sensitive, spoilt);
        });
        (await Org.Visit(Org.Issuer + "/v1/userinfo", ("Authorization", "DPoP " + token), ("DPoP", proof))).Status.ShouldBe(200);
    }

    [Fact]                                                             // threats §1 row 12; RFC 9126 §4, RFC 8628 §3.4
    public async Task A_spoilt_request_uri_device_code_or_user_code_is_nobodys()
    {
        var pushed = (await Org.NativeApp.PushAsync())["request_uri"]!;
        await Each(Spoilt(pushed).Where(uri => uri.Length < 6_000), async uri =>
        {
            var seen = await Org.Visit($"{Org.Issuer}/v1/authorize?client_id={Org.NativeApp.ClientId}&request_uri={Uri.EscapeDataString(uri)}");
            seen.Status.ShouldBe(400, uri);
        });
        (await Org.Visit($"{Org.Issuer}/v1/authorize?client_id={Org.NativeApp.ClientId}&request_uri={Uri.EscapeDataString(pushed)}")).Status.ShouldBe(302);

        var device = await Org.NativeApp.PostAsync("/device/authorize", ("scope", "openid"));
        await Each(Spoilt(device["device_code"]!), async code => ShouldBeRefused(await Org.NativeApp.TokenAsync(("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("device_code", code)), code, "invalid_grant"));
        // Spaces, small letters and hyphens are how people type; other letters are another code.
        var typed = device["user_code"]!;
        var others = Enumerable.Range(0, typed.Length).SelectMany(at => (string[])[typed[..at], typed[..at] + typed[(at + 1)..], typed[..at] + (typed[at] == 'B' ? 'C' : 'B') + typed[(at + 1)..]])
            .Concat([typed + "B", typed + typed, "A" + typed, new string('B', 5_000), "\0" + typed[1..], "\u00c4" + typed[1..], "' or '1'='1"]);
        await Each(others, async code => (await Org.PostForm(Org.Url + "/activate", "user_code=" + Uri.EscapeDataString(code))).Status.ShouldBe(400, code));
        (await Org.PostForm(Org.Url + "/activate", "user_code=" + typed.ToLowerInvariant().Insert(4, "-"))).Status.ShouldBe(303);
    }
}
