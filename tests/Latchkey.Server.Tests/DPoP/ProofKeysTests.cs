using System.Security.Cryptography;
using Latchkey.Server.Core.DPoP;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.DPoP;

/// <summary>Imported keys are kept by their thumbprint, and only so many. Threats §3.</summary>
public sealed class ProofKeysTests(OrgFixture fixture) : OrgTest(fixture)
{
    private PresentedProof Proof(ECDsa key) => PresentedProof.Read(new ForgedProof(Org, HttpMethod.Post, Org.Url + "/", key).ToString());

    private static ProofKeys Remembering(int most) => new(new ServerSettings { BaseUrl = new Uri("http://localhost"), DataFolder = "", DPoPKeysRemembered = most });

    [Fact]                                                             // threats §1 row 13: bounded
    public void Only_so_many_are_kept_and_the_one_used_longest_ago_goes_first()
    {
        var keys = Remembering(2);
        var pairs = Enumerable.Range(0, 3).Select(_ => ECDsa.Create(ECCurve.NamedCurves.nistP256)).ToList();
        foreach (var pair in pairs)
        {
            keys.Verifies(Proof(pair)).ShouldBeTrue();
            keys.Verifies(Proof(pairs[0])).ShouldBeTrue();
            keys.Count.ShouldBeLessThanOrEqualTo(2);
        }
        foreach (var pair in pairs) keys.Verifies(Proof(pair)).ShouldBeTrue();
        keys.Count.ShouldBe(2);
    }

    [Fact]                                                             // a key that proves nothing pushes nobody out
    public void A_key_is_kept_once_it_has_proven_itself()
    {
        var keys = Remembering(2);
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var proof = Proof(pair);
        keys.Verifies(proof with { Signature = new byte[64] }).ShouldBeFalse();
        keys.Verifies(proof with { Signature = [1] }).ShouldBeFalse();
        keys.Count.ShouldBe(0);
        keys.Verifies(proof).ShouldBeTrue();
        keys.Count.ShouldBe(1);
        keys.Verifies(proof with { Signature = new byte[64] }).ShouldBeFalse();
        keys.Verifies(proof with { Signed = [.. proof.Signed, 0] }).ShouldBeFalse();
    }

    [Fact]                                                             // RFC 7638: one key, one name, whichever curve
    public void Nothing_is_kept_where_nothing_shall_be()
    {
        var keys = Remembering(0);
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        keys.Verifies(PresentedProof.Read(new ForgedProof(Org, HttpMethod.Post, Org.Url + "/", pair, "ES384").ToString())).ShouldBeTrue();
        keys.Count.ShouldBe(0);
    }

    [Fact]                                                             // the same verifier in many hands
    public async Task One_key_verifies_in_parallel()
    {
        var keys = Remembering(4);
        var pairs = Enumerable.Range(0, 8).Select(_ => ECDsa.Create(ECCurve.NamedCurves.nistP256)).ToList();
        var proofs = pairs.Select(Proof).ToList();
        var results = await Task.WhenAll(Enumerable.Range(0, 512).Select(i => Task.Run(() => keys.Verifies(proofs[i % 8]) && !keys.Verifies(proofs[i % 8] with { Signature = proofs[(i + 1) % 8].Signature }))));
        results.ShouldAllBe(result => result);
        keys.Count.ShouldBe(4);
    }
}
