namespace Latchkey.Protocol.Tests;

/// <summary>Keys of others cost what is decided here. Threats §3.</summary>
public sealed class RsaBoundsTests
{
    private static byte[] Modulus(int bits, byte last = 1)
    {
        var modulus = new byte[(bits + 7) / 8];
        (modulus[0], modulus[^1]) = ((byte)(1 << ((bits - 1) % 8)), last);
        return modulus;
    }

    [Theory]                                                           // RFC 7518 §3.3: at least 2048 bits
    [InlineData(1024, false), InlineData(2047, false), InlineData(2048, true), InlineData(2049, true), InlineData(3072, true), InlineData(4096, true), InlineData(4097, false), InlineData(16_384, false)]
    public void A_modulus_has_2048_to_4096_bits(int bits, bool within) => RsaBounds.Hold(Modulus(bits), [1, 0, 1]).ShouldBe(within);

    [Theory]
    [InlineData("03", true), InlineData("05", true), InlineData("11", true), InlineData("0101", true), InlineData("010001", true), InlineData("00010001", true)]
    [InlineData("", false), InlineData("00", false), InlineData("01", false), InlineData("02", false), InlineData("07", false), InlineData("010003", false), InlineData("80000001", false), InlineData("8000000000000001", false)]
    public void An_exponent_is_one_that_keys_are_made_with(string exponent, bool within) => RsaBounds.Hold(Modulus(2048), Convert.FromHexString(exponent)).ShouldBe(within);

    [Fact]                                                             // RFC 7518 §6.3.1.1: some libraries write a zero before it
    public void A_zero_before_the_modulus_does_not_count() => RsaBounds.Hold([0, .. Modulus(4096)], [1, 0, 1]).ShouldBeTrue();

    [Fact]
    public void An_even_modulus_is_none() => RsaBounds.Hold(Modulus(2048, last: 2), [1, 0, 1]).ShouldBeFalse();

    [Fact]
    public void Nothing_is_no_modulus() => RsaBounds.Hold([], [1, 0, 1]).ShouldBeFalse();
}
