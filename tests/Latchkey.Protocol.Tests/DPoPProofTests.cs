using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Latchkey.Protocol.Tests;

public sealed class DPoPProofTests
{
    // RFC 9449 §4.1, figure 1.
    private const string Example =
        "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19"
        + ".eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ"
        + ".2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg";

    private static JsonObject Part(string proof, int part) => JsonNode.Parse(Base64Url.DecodeFromChars(proof.Split('.')[part]))!.AsObject();

    private static bool Verifies(string proof)
    {
        var jwk = Part(proof, 0)["jwk"]!;
        byte[] Number(string name) => Base64Url.DecodeFromChars(jwk[name]!.GetValue<string>());
        var curve = EllipticCurve.Find(jwk["crv"]!.GetValue<string>())!;
        var named = curve.Name switch { "P-256" => ECCurve.NamedCurves.nistP256, "P-384" => ECCurve.NamedCurves.nistP384, _ => ECCurve.NamedCurves.nistP521 };
        using var key = ECDsa.Create(new ECParameters { Curve = named, Q = new ECPoint { X = Number("x"), Y = Number("y") } });
        return key.VerifyData(Encoding.ASCII.GetBytes(proof[..proof.LastIndexOf('.')]), Base64Url.DecodeFromChars(proof.Split('.')[2]), curve.Hash);
    }

    [Fact]                                                             // RFC 9449 §4.1
    public void The_proof_of_the_specification_verifies_and_says_what_ours_say()
    {
        Verifies(Example).ShouldBeTrue();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var ours = DPoPProof.Create(key, "POST", new Uri("https://server.example.com/token?a=b#c"), DateTimeOffset.FromUnixTimeSeconds(1562262616), "-BwC3ESc6acc2lTc");
        JsonNode.DeepEquals(Part(ours, 1), Part(Example, 1)).ShouldBeTrue(Part(ours, 1).ToJsonString());
        Part(ours, 0).Select(member => member.Key).ShouldBe(Part(Example, 0).Select(member => member.Key));
        Part(ours, 0)["jwk"]!.AsObject().Select(member => member.Key).ShouldBe(["kty", "crv", "x", "y"]);
    }

    [Fact]                                                             // RFC 9449 §7.1, figure 12
    public void The_hash_of_the_specification_s_access_token_comes_out() =>
        DPoPProof.AccessTokenHash("Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU").ShouldBe("fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo");

    [Theory]                                                           // RFC 9449 §4.2
    [InlineData("P-256", "ES256")]
    [InlineData("P-384", "ES384")]
    [InlineData("P-521", "ES512")]
    public void A_proof_is_signed_by_the_key_it_shows(string curve, string algorithm)
    {
        using var key = ECDsa.Create(curve switch { "P-256" => ECCurve.NamedCurves.nistP256, "P-384" => ECCurve.NamedCurves.nistP384, _ => ECCurve.NamedCurves.nistP521 });
        var proof = DPoPProof.Create(key, "GET", new Uri("HTTPS://API.example.com:443/orders/7?x=1"), DateTimeOffset.UnixEpoch, DPoPProof.NewId(), "nonce-1", "token-1");
        Verifies(proof).ShouldBeTrue();
        var (header, claims) = (Part(proof, 0), Part(proof, 1));
        header["typ"]!.GetValue<string>().ShouldBe("dpop+jwt");
        header["alg"]!.GetValue<string>().ShouldBe(algorithm);
        JwkThumbprint.OfEC(curve, header["jwk"]!["x"]!.GetValue<string>(), header["jwk"]!["y"]!.GetValue<string>()).ShouldBe(JwkThumbprint.Of(key));
        claims["htu"]!.GetValue<string>().ShouldBe("https://api.example.com/orders/7");
        claims["nonce"]!.GetValue<string>().ShouldBe("nonce-1");
        claims["ath"]!.GetValue<string>().ShouldBe(DPoPProof.AccessTokenHash("token-1"));
    }

    [Fact]                                                             // RFC 9449 §4.2: jti
    public void No_two_ids_are_the_same() => Enumerable.Range(0, 1000).Select(_ => DPoPProof.NewId()).Distinct().Count().ShouldBe(1000);
}
