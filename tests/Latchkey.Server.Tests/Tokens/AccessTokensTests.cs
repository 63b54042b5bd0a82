using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Keys;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Keys;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Server.Ground.Jose;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Tokens;

/// <summary>Tokens an attacker wrote. Threats §1 row 12; RFC 8725 §2 and §3.</summary>
public sealed class AccessTokensTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static string Encoded(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private async Task ShouldBeNothing(string token, TestApp? app = null)
    {
        var answer = await (app ?? Org.NativeApp).UserInfoAsync(token);
        answer.Status.ShouldBe(HttpStatusCode.Unauthorized, token);
        answer.Headers["WWW-Authenticate"].ShouldStartWith("Bearer");
    }

    private async Task ShouldBeInactive(string token, TestApp? app = null)
    {
        var answer = await (app ?? Org.WebApp).IntrospectAsync(token);
        answer.Status.ShouldBe(HttpStatusCode.OK, token);
        answer.Json.ToJsonString().ShouldBe("""{"active":false}""");
        (await (app ?? Org.WebApp).RevokeAsync(token)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task No_changed_byte_of_an_access_token_is_ever_accepted()
    {
        var token = (await Org.NativeApp.TokensAsync(Org.Person)).AccessToken;
        for (var i = 0; i < token.Length; i++)
        {
            foreach (var other in (char[])[token[i] == 'A' ? 'B' : 'A', token[i] == '.' ? '_' : '.'])
                (await Org.NativeApp.UserInfoAsync(token[..i] + other + token[(i + 1)..])).Status.ShouldBe(HttpStatusCode.Unauthorized, $"byte {i}");
        }
        (await Org.NativeApp.UserInfoAsync(token)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task No_shorter_longer_or_otherwise_spelled_token_is_accepted()
    {
        var token = (await Org.NativeApp.TokensAsync(Org.Person)).AccessToken;
        var parts = token.Split('.');
        for (var length = 0; length < token.Length; length += 7) await ShouldBeInactive(length == 0 ? "." : token[..length]);
        string[] spellings =
        [
            token + "A", token + "=", token + "==", token + ".", token + "." + parts[2], "." + token, token[1..], parts[0] + "." + parts[1] + ".", parts[0] + "." + parts[1], "..", "...", "a.b.c",
            parts[0] + "=." + parts[1] + "." + parts[2], $"{parts[0]}.{parts[1]}=.{parts[2]}", token.Replace('-', '+').Replace('_', '/') + "!", NotCanonical(parts), $"{parts[0]} .{parts[1]}.{parts[2]}", $"{parts[0]}\n.{parts[1]}.{parts[2]}",
            $"{parts[1]}.{parts[0]}.{parts[2]}", new string('A', 16_000), new string('.', 5_000), "ÿ.ÿ.ÿ",
        ];
        foreach (var spelling in spellings) await ShouldBeInactive(spelling);
    }

    /// <summary>The last character of a base64url text whose length leaves unused bits, with one of those bits set.</summary>
    private static string NotCanonical(string[] parts)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var signature = parts[2];
        (signature.Length % 4).ShouldNotBe(0);
        return $"{parts[0]}.{parts[1]}.{signature[..^1]}{alphabet[alphabet.IndexOf(signature[^1], StringComparison.Ordinal) ^ 1]}";
    }

    [Fact]                                                             // RFC 8725 §2.1
    public async Task Another_algorithm_or_key_than_ours_is_not_accepted()
    {
        var token = (await Org.NativeApp.TokensAsync(Org.Person)).AccessToken;
        var parts = token.Split('.');
        var kid = JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!["kid"]!.GetValue<string>();
        var jwk = JsonNode.Parse((await Org.Visit(Org.Issuer + "/v1/keys")).Text)!["keys"]![0]!;
        using var theirs = RsaPairs.Next();
        using var published = RSA.Create(new RSAParameters { Modulus = Base64Url.DecodeFromChars(jwk["n"]!.GetValue<string>()), Exponent = Base64Url.DecodeFromChars(jwk["e"]!.GetValue<string>()) });

        foreach (var none in (string[])["none", "None", "NONE", "", "RS256 "])
        {
            var header = Encoded($$"""{"kid":"{{kid}}","alg":"{{none}}"}""");
            await ShouldBeInactive($"{header}.{parts[1]}.");
            await ShouldBeInactive($"{header}.{parts[1]}.{parts[2]}");
        }
        foreach (var secret in (byte[][])[published.ExportSubjectPublicKeyInfo(), published.ExportRSAPublicKey(), Encoding.ASCII.GetBytes(published.ExportSubjectPublicKeyInfoPem()), Encoding.ASCII.GetBytes(jwk.ToJsonString()), Base64Url.DecodeFromChars(jwk["n"]!.GetValue<string>())])
        {
            var signed = $"{Encoded($$"""{"kid":"{{kid}}","alg":"HS256"}""")}.{parts[1]}";
            await ShouldBeInactive($"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed)))}");
        }
        foreach (var header in (string[])[$$"""{"kid":"{{kid}}","alg":"RS256"}""", """{"alg":"RS256"}""", $$"""{"alg":"RS256","kid":"{{kid}}","jwk":{{Public(theirs)}}}""", """{"alg":"RS256","kid":"mine","jku":"https://evil.example/keys"}""", $$"""{"alg":"PS256","kid":"{{kid}}"}"""])
        {
            var signed = $"{Encoded(header)}.{parts[1]}";
            await ShouldBeInactive($"{signed}.{Base64Url.EncodeToString(theirs.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}");
        }
    }

    private static string Public(RSA key)
    {
        var numbers = key.ExportParameters(false);
        return $$"""{"kty":"RSA","n":"{{Base64Url.EncodeToString(numbers.Modulus)}}","e":"{{Base64Url.EncodeToString(numbers.Exponent)}}"}""";
    }

    [Theory]                                                           // a header is read before anything is verified
    [InlineData("null"), InlineData("[]"), InlineData("\"x\""), InlineData("1"), InlineData("{}"), InlineData("{"), InlineData(""), InlineData("{\"kid\":1,\"alg\":\"RS256\"}"), InlineData("{\"kid\":null}")]
    [InlineData("{\"kid\":\"\\ud800\",\"alg\":\"RS256\"}"), InlineData("{\"kid\":\"x\",\"alg\":\"\\udfff\"}"), InlineData("{\"\\ud800\":1,\"kid\":\"x\"}"), InlineData("{\"kid\":\"\\u0000\",\"alg\":\"RS256\"}"), InlineData("{\"kid\":\"x\",\"kid\":\"y\"}")]
    [InlineData("{\"kid\":\"x\",\"alg\":\"RS256\",\"crit\":[\"b64\"]}"), InlineData("{\"kid\":\"../../etc/passwd\",\"alg\":\"RS256\"}"), InlineData("{\"kid\":\"' or 1=1 --\",\"alg\":\"RS256\"}"), InlineData("{\"iss\":\"\\ud800\"}")]
    public async Task No_header_breaks_the_reader(string header)
    {
        var payload = Encoded($$"""{"iss":"{{Org.Issuer}}","exp":99999999999}""");
        var token = $"{Encoded(header)}.{payload}.AAAA";
        await ShouldBeNothing(token);
        await ShouldBeInactive(token);
        var hostilePayload = $"{Encoded("{\"kid\":\"x\",\"alg\":\"RS256\"}")}.{Encoded(header)}.AAAA";
        (await Org.Visit($"{Org.Issuer}/v1/logout?id_token_hint={token}")).ShouldBeAnErrorPage();
        (await Org.Visit($"{Org.Issuer}/v1/logout?id_token_hint={hostilePayload}")).ShouldBeAnErrorPage();
        (await Org.Visit(Org.NativeApp.AuthorizeUrl(changes: [("id_token_hint", hostilePayload)])))["error"].ShouldBe("invalid_request");
    }

    [Fact]
    public async Task Deep_and_invalid_json_does_not_break_the_reader()
    {
        foreach (var header in (byte[][])[Encoding.ASCII.GetBytes(new string('[', 3_000)), Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 500))), [0xff, 0xfe, 0x00], [.. "{\"kid\":\""u8, 0xff, .. "\"}"u8]])
        {
            var token = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(header)}.AAAA";
            await ShouldBeNothing(token);
            await ShouldBeInactive(token);
        }
    }

    [Fact]                                                             // our signature under claims we never write
    public async Task A_signature_of_ours_does_not_make_everything_a_token()
    {
        var org = (await Org.Services.GetRequiredService<OrgDirectory>().Default(default))!;
        var key = await Org.Services.GetRequiredService<KeyRing>().Active(org.Id, "default", "RS256", default);
        var good = (await Org.NativeApp.TokensAsync(Org.Person)).ClaimsOf("access_token");
        string Signed(string payload) => Jws.Sign(key, Encoding.UTF8.GetBytes(payload));
        string Without(string name, JsonNode? instead = null)
        {
            var claims = good.DeepClone().AsObject();
            claims.Remove(name);
            if (instead is not null) claims[name] = instead;
            return Signed(claims.ToJsonString());
        }

        (await Org.NativeApp.UserInfoAsync(Signed(good.ToJsonString()))).Status.ShouldBe(HttpStatusCode.OK);
        await ShouldBeNothing(Signed("{\"iss\":\"evil\"," + good.ToJsonString()[1..]));       // a name twice
        foreach (var claim in (string[])["jti", "iss", "exp", "cid", "uid"])
        {
            await ShouldBeNothing(Without(claim));
            await ShouldBeNothing(Without(claim, 1));
            await ShouldBeNothing(Without(claim, new JsonArray("x")));
        }
        await ShouldBeNothing(Without("exp", "9999999999"));
        await ShouldBeNothing(Without("exp", 99999999999999999999m));
        await ShouldBeNothing(Without("jti", "ID.x"));
        await ShouldBeNothing(Without("iss", Org.Url));
        foreach (var payload in (string[])["null", "[]", "\"x\"", "1", "", "{", "{\"jti\":\"\\ud800\"}"]) await ShouldBeNothing(Signed(payload));
    }

    [Fact]                                                             // contract §1.2: audience, keys and issuer differ
    public async Task A_token_of_one_authorization_server_is_nothing_at_another()
    {
        var atOrg = Org.NativeApp with { Issuer = Org.Url };
        var (custom, org) = (await Org.NativeApp.TokensAsync(Org.Person), await atOrg.TokensAsync(Org.Person));
        (await Org.NativeApp.UserInfoAsync(custom.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await atOrg.UserInfoAsync(org.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);

        await ShouldBeNothing(org.AccessToken);
        await ShouldBeNothing(custom.AccessToken, atOrg);
        await ShouldBeInactive(org.AccessToken);
        await ShouldBeInactive(custom.AccessToken, Org.WebApp with { Issuer = Org.Url });
        await ShouldBeInactive(org.RefreshToken, Org.NativeApp);
        (await atOrg.IntrospectAsync(org.AccessToken)).Json["active"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task An_id_token_a_refresh_token_and_a_code_are_no_access_tokens()
    {
        var tokens = await Org.NativeApp.TokensAsync(Org.Person);
        await ShouldBeNothing(tokens.IdToken);
        await ShouldBeNothing(tokens.RefreshToken);
        await ShouldBeNothing(await Org.NativeApp.CodeAsync(Org.Person));
    }

    [Fact]                                                             // contract §2.3: the minute a token ends
    public async Task An_access_token_ends_with_its_hour()
    {
        var token = (await Org.NativeApp.TokensAsync(Org.Person)).AccessToken;
        Clock.Advance(TimeSpan.FromSeconds(3599));
        (await Org.NativeApp.UserInfoAsync(token)).Status.ShouldBe(HttpStatusCode.OK);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await ShouldBeNothing(token);
        await ShouldBeInactive(token);
    }
}
