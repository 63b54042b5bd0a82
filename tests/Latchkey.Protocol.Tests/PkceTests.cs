using Latchkey.Protocol;

namespace Latchkey.Protocol.Tests;

public sealed class PkceTests
{
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    [Fact]                                                             // RFC 7636 appendix B
    public void The_challenge_of_the_specification_comes_out()
    {
        Pkce.Challenge(Verifier).ShouldBe(Challenge);
        Pkce.Proves(Verifier, Challenge).ShouldBeTrue();
    }

    [Fact]                                                             // RFC 7636 §4.1: 43 to 128 unreserved characters
    public void A_fresh_verifier_is_well_formed_and_never_the_same()
    {
        var verifiers = Enumerable.Range(0, 1000).Select(_ => Pkce.NewVerifier()).ToArray();
        verifiers.ShouldAllBe(verifier => Pkce.IsVerifier(verifier));
        verifiers.Distinct().Count().ShouldBe(1000);
        verifiers.ShouldAllBe(verifier => Pkce.IsChallenge(Pkce.Challenge(verifier)));
    }

    [Theory]                                                           // RFC 7636 §4.1
    [InlineData("")]
    [InlineData("too-short")]
    [InlineData("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjX")]
    [InlineData("dBjftJeZ4CVP mB92K27uhbUJU1p1r_wW1gFWFOEjXk")]
    [InlineData("dBjftJeZ4CVP+mB92K27uhbUJU1p1r/wW1gFWFOEjXk")]
    [InlineData("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXé")]
    public void What_is_no_verifier_proves_nothing(string verifier)
    {
        Pkce.IsVerifier(verifier).ShouldBeFalse();
        Pkce.Proves(verifier, Pkce.Challenge(verifier)).ShouldBeFalse();
    }

    [Fact]
    public void The_longest_verifier_is_128_characters()
    {
        Pkce.IsVerifier(new string('a', 128)).ShouldBeTrue();
        Pkce.IsVerifier(new string('a', 129)).ShouldBeFalse();
    }

    [Theory]                                                           // RFC 7636 §4.2: base64url without padding
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=")]
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM")]
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c")]
    [InlineData("")]
    public void Another_spelling_of_a_challenge_is_none(string challenge)
    {
        Pkce.IsChallenge(challenge).ShouldBeFalse();
        Pkce.Proves(Verifier, challenge).ShouldBeFalse();
    }
}
