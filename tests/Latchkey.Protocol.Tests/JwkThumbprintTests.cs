using System.Security.Cryptography;

namespace Latchkey.Protocol.Tests;

public sealed class JwkThumbprintTests
{
    [Fact]                                                             // RFC 7638 §3.1
    public void The_thumbprint_of_the_specification_comes_out() => JwkThumbprint.OfRsa(
        "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw",
        "AQAB").ShouldBe("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");

    [Fact]                                                             // RFC 9449 §6.1: of the key of §4.1
    public void The_thumbprint_of_the_dpop_specification_comes_out() => JwkThumbprint.OfEC(
        "P-256", "l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs", "9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA").ShouldBe("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");

    [Fact]                                                             // RFC 7638 §3
    public void Every_key_has_its_own()
    {
        foreach (var curve in (ECCurve[])[ECCurve.NamedCurves.nistP256, ECCurve.NamedCurves.nistP384, ECCurve.NamedCurves.nistP521])
        {
            using var one = ECDsa.Create(curve);
            using var other = ECDsa.Create(curve);
            JwkThumbprint.IsWellFormed(JwkThumbprint.Of(one)).ShouldBeTrue();
            JwkThumbprint.Of(one).ShouldBe(JwkThumbprint.Of(one));
            JwkThumbprint.Of(one).ShouldNotBe(JwkThumbprint.Of(other));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4")]
    [InlineData("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I=")]
    [InlineData("0ZcOCORZNYy+DWpqq30jZyJGHTN0d2HglBV3uiguA4I")]
    public void What_is_no_thumbprint_is_told(string text) => JwkThumbprint.IsWellFormed(text).ShouldBeFalse();
}
