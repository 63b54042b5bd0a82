using System.Buffers.Text;
using System.Text.Json;
using Latchkey.Server.Faces.Management.Keys;
using Latchkey.Server.Ground.Jose;

namespace Latchkey.Server.Tests.Keys;

/// <summary>Signed tokens against the specifications' own examples, and against what is almost one.</summary>
public sealed class JwsTests
{
    private const string Payload = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    private const string Hs256 = $"eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.{Payload}.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private const string Hs256Key = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";
    private const string Rs256 = $"eyJhbGciOiJSUzI1NiJ9.{Payload}.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
    private const string Rs256Key = """{"kty":"RSA","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB"}""";
    private const string Es256 = $"eyJhbGciOiJFUzI1NiJ9.{Payload}.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
    private const string Es256Key = """{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}""";
    private const string Es512 = "eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA.AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn";
    private const string Es512Key = """{"kty":"EC","crv":"P-521","x":"AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk","y":"ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2"}""";

    private static PublicKey? Key(string jwk) => PublicKey.Read(JsonDocument.Parse(jwk).RootElement);

    private static bool Verifies(string token, string jwk, string? algorithm = null) =>
        Jws.TakeApart(token) is { } parts && Key(jwk)!.Verifies(algorithm ?? parts.Algorithm, parts.Signed, parts.Signature);

    [Fact]                                                             // RFC 7515 §A.1, RFC 7519 §3.1
    public void The_example_with_hmac_verifies()
    {
        var parts = Jws.TakeApart(Hs256).ShouldNotBeNull();
        (parts.Type, parts.Algorithm, parts.KeyId).ShouldBe(("JWT", "HS256", null));
        SharedKey.Verifies("HS256", Base64Url.DecodeFromChars(Hs256Key), parts.Signed, parts.Signature).ShouldBeTrue();
        SharedKey.Verifies("HS256", Base64Url.DecodeFromChars(Hs256Key)[..31], parts.Signed, parts.Signature).ShouldBeFalse();
        var claims = parts.ReadClaims().ShouldNotBeNull();
        (Jws.StringOf(claims, "iss"), Jws.NumberOf(claims, "exp")).ShouldBe(("joe", 1300819380L));
    }

    [Fact]                                                             // RFC 7515 §A.2
    public void The_example_with_rsa_verifies() => Verifies(Rs256, Rs256Key).ShouldBeTrue();

    [Fact]                                                             // RFC 7515 §A.3
    public void The_example_with_p256_verifies() => Verifies(Es256, Es256Key).ShouldBeTrue();

    [Fact]                                                             // RFC 7515 §A.4
    public void The_example_with_p521_verifies_though_its_payload_is_no_claims()
    {
        Verifies(Es512, Es512Key).ShouldBeTrue();
        Jws.TakeApart(Es512)!.ReadClaims().ShouldBeNull();
    }

    [Fact]                                                             // RFC 7515 §A.5
    public void The_unsecured_example_is_no_token() => Jws.TakeApart($"eyJhbGciOiJub25lIn0.{Payload}.").ShouldBeNull();

    [Fact]                                                             // RFC 7638 §3.1
    public void The_example_thumbprint_is_the_examples() =>
        Key("""{"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw","e":"AQAB","alg":"RS256","kid":"2011-04-29"}""")!
            .Thumbprint.ShouldBe("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");

    [Fact]                                                             // RFC 7517 §A.1: of the two, the one for encryption is none of ours
    public void A_key_for_encryption_is_passed_over() =>
        Key("""{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","use":"enc","kid":"1"}""").ShouldBeNull();

    [Fact]                                                             // RFC 7517 §A.2: a private key is not taken for its public half
    public void A_private_key_is_refused() =>
        Key("""{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","d":"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE"}""").ShouldBeNull();

    [Theory]                                                           // RFC 7517 §4, RFC 7518 §6
    [InlineData("""{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a1"}""")]
    [InlineData("""{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}""")]
    [InlineData("""{"kty":"EC","crv":"secp256k1","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}""")]
    [InlineData("""{"kty":"RSA","n":"AQAB","e":"AQAB"}""")]
    [InlineData("""{"kty":"RSA","n":"!","e":"AQAB"}""")]
    [InlineData("""{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ"}""")]
    [InlineData("""{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""")]
    [InlineData("""{"kty":7}""")]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","alg":"HS256"}""")]
    [InlineData("""{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","key_ops":["sign"]}""")]
    public void What_is_no_key_of_ours_is_none(string jwk) => Key(jwk).ShouldBeNull();

    [Fact]                                                             // RFC 7518 §3.1: the algorithm is the key's kind
    public void An_algorithm_of_another_kind_of_key_does_not_verify()
    {
        Verifies(Es256, Rs256Key).ShouldBeFalse();
        Verifies(Rs256, Es256Key).ShouldBeFalse();
        Verifies(Rs256, Rs256Key, "PS256").ShouldBeFalse();
        Verifies(Rs256, Rs256Key, "HS256").ShouldBeFalse();
        Verifies(Es256, Es256Key, "ES384").ShouldBeFalse();
        Verifies(Rs256, Rs256Key.Replace("\"e\"", "\"alg\":\"RS512\",\"e\"", StringComparison.Ordinal)).ShouldBeFalse();      // RFC 7517 §4.4: the key names its own
    }

    [Fact]                                                             // threats row 12: truncated, extended, each byte changed
    public void No_other_spelling_of_a_token_verifies()
    {
        for (var length = 0; length < Es256.Length; length++) Verifies(Es256[..length], Es256Key).ShouldBeFalse($"cut at {length}");
        foreach (var more in (string[])["A", "=", "==", ".", ".A", " ", "\n", "\0", "%3D"])
        {
            Verifies(Es256 + more, Es256Key).ShouldBeFalse(more);
            Verifies(more + Es256, Es256Key).ShouldBeFalse(more);
        }
        foreach (var token in (string[])[Es256, Es512, Rs256])
        {
            for (var at = 0; at < token.Length; at++)
            {
                foreach (var other in (char[])[(char)(token[at] ^ 1), (char)(token[at] ^ 0x20), 'A', '_', '+', '/', '=', '\u00e9'])
                {
                    if (other == token[at]) continue;
                    Verifies(string.Concat(token.AsSpan(0, at), [other], token.AsSpan(at + 1)), token == Es256 ? Es256Key : token == Es512 ? Es512Key : Rs256Key).ShouldBeFalse($"{at}: {other}");
                }
            }
        }
    }

    [Theory]                                                           // threats row 12; RFC 7515 §4, §4.1.11, §5.2
    [InlineData("""{"alg":"ES256","alg":"ES256"}""", """{"iss":"joe"}""")]
    [InlineData("""{"alg":"ES256","\u0061lg":"none"}""", """{"iss":"joe"}""")]
    [InlineData("""{"alg":"ES256","crit":["exp"],"exp":1}""", """{"iss":"joe"}""")]
    [InlineData("""{"alg":"ES256","crit":null}""", """{"iss":"joe"}""")]
    [InlineData("""{"alg":["ES256"]}""", """{"iss":"joe"}""")]
    [InlineData("""{"alg":null}""", """{"iss":"joe"}""")]
    [InlineData("""{"alg":"ES256","kid":7}""", """{"iss":"joe"}""")]
    [InlineData("""["ES256"]""", """{"iss":"joe"}""")]
    [InlineData("{\"alg\":\"ES256", """{"iss":"joe"}""")]
    [InlineData("", """{"iss":"joe"}""")]
    [InlineData("""{"alg":"ES256","x":"\ud800"}""", """{"iss":"joe"}""")]
    [InlineData("""{"alg":"ES256","\ud800":"x"}""", """{"iss":"joe"}""")]
    [InlineData("""{"alg":"ES256"} x""", """{"iss":"joe"}""")]
    [InlineData("""{"alg":"ES256"}""", """{"iss":"joe","iss":"jim"}""")]
    [InlineData("""{"alg":"ES256"}""", """{"a":{"b":1,"b":2}}""")]
    [InlineData("""{"alg":"ES256"}""", """{"iss":"joe",}""")]
    [InlineData("""{"alg":"ES256"}""", """{"iss":"\u0000"}""")]
    [InlineData("""{"alg":"ES256"}""", """{"iss":"\udc00"}""")]
    [InlineData("""{"alg":"ES256"}""", """[]""")]
    [InlineData("""{"alg":"ES256"}""", """null""")]
    [InlineData("""{"alg":"ES256"}""", "")]
    public void A_header_or_payload_two_programs_might_read_differently_is_none(string header, string payload)
    {
        using var key = new AppKey();
        var parts = Jws.TakeApart(key.Sign(header, payload));
        (parts?.ReadClaims()).ShouldBeNull();
    }

    [Fact]                                                             // threats row 12: huge nesting, huge tokens
    public void A_deep_or_huge_token_is_none()
    {
        using var key = new AppKey();
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 2000)) + "1" + new string('}', 2000);
        Jws.TakeApart(key.Sign("""{"alg":"ES256"}""", deep))?.ReadClaims().ShouldBeNull();
        Jws.TakeApart(key.Sign(deep, "{}")).ShouldBeNull();
        Jws.TakeApart(key.Sign("""{"alg":"ES256"}""", $$"""{"a":"{{new string('a', Jws.LongestToken)}}"}""")).ShouldBeNull();
        Jws.TakeApart(new string('.', 16_000)).ShouldBeNull();
    }
}
