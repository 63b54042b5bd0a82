using System.Text;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Faces.Management.Authenticators;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Tests.Factors;

public sealed class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory]                                                           // RFC 6238 appendix B
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void Codes_are_those_of_the_specification(long seconds, string code)
    {
        var time = DateTimeOffset.FromUnixTimeSeconds(seconds);
        Totp.Code(Secret, Totp.StepAt(time), digits: 8).ShouldBe(code);
        Totp.Code(Secret, Totp.StepAt(time)).ShouldBe(code[2..]);
    }

    [Theory]                                                           // RFC 4226 appendix D
    [InlineData(0, "755224"), InlineData(1, "287082"), InlineData(2, "359152"), InlineData(3, "969429"), InlineData(4, "338314")]
    [InlineData(5, "254676"), InlineData(6, "287922"), InlineData(7, "162583"), InlineData(8, "399871"), InlineData(9, "520489")]
    public void Counters_give_the_codes_of_the_specification(long counter, string code) => Totp.Code(Secret, counter).ShouldBe(code);

    [Theory]                                                           // RFC 6238 §5.2: one step of drift either way
    [InlineData(-61, false), InlineData(-60, false), InlineData(-30, true), InlineData(0, true), InlineData(30, true), InlineData(60, false)]
    public void A_clock_may_be_off_by_one_step(int seconds, bool accepted)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_010);
        var code = Totp.Code(Secret, Totp.StepAt(now.AddSeconds(seconds)));
        (Totp.Match(Secret, code, now) is not null).ShouldBe(accepted);
    }

    [Fact]
    public void What_is_no_code_matches_nothing()
    {
        foreach (var typed in (string[])["", "0", "12345", "1234567", "abcdef", "𝟙", new string('9', 5000)])
            Totp.Match(Secret, typed, DateTimeOffset.UnixEpoch.AddYears(30)).ShouldBeNull();
    }

    [Theory]                                                           // RFC 4648 §10
    [InlineData("", ""), InlineData("f", "MY"), InlineData("fo", "MZXQ"), InlineData("foo", "MZXW6"), InlineData("foob", "MZXW6YQ"), InlineData("fooba", "MZXW6YTB"), InlineData("foobar", "MZXW6YTBOI")]
    public void Base32_is_that_of_the_specification(string plain, string encoded)
    {
        Base32.Encode(Encoding.ASCII.GetBytes(plain)).ShouldBe(encoded);
        Encoding.ASCII.GetString(Base32.Decode(encoded)).ShouldBe(plain);
    }

    [Fact]
    public void Digits_are_read_as_people_type_them()
    {
        SecondFactor.Digits(" 123 456 ").ShouldBe("123456");
        SecondFactor.Digits("123-456").ShouldBe("123456");
        SecondFactor.Digits("١٢٣٤٥٦").ShouldBe("123456");
    }
}
