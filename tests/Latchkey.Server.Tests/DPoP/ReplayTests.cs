using Latchkey.Protocol;
using System.Security.Cryptography;
using Latchkey.Server.Core.DPoP;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.DPoP;

/// <summary>What is remembered of proofs, and for how long. RFC 9449 §8 and §11.1, decision 0010, threats §1 row 6.</summary>
public sealed class ReplayTests
{
    private const string Org = "00oorg";

    private readonly FakeClock clock = new();

    private MasterKey Master { get; } = new(RandomNumberGenerator.GetBytes(32));

    [Fact]                                                             // RFC 9449 §11.1
    public void A_proof_is_spent_once_however_long_ago()
    {
        var spent = new SpentProofs(clock, DPoPNonces.Accepted);
        var made = clock.GetUtcNow();
        spent.TrySpend("key", "1", made).ShouldBe(Spending.First);
        foreach (var hours in (int[])[0, 24, 47])
        {
            clock.Advance(TimeSpan.FromHours(hours));
            spent.TrySpend("key", "1", made).ShouldBe(Spending.Repeated);
        }
    }

    [Fact]                                                             // RFC 9449 §11.1: whoever starts anew does not know what was used before
    public void What_could_have_been_used_before_the_start_is_not_believed()
    {
        var before = clock.GetUtcNow();
        clock.Advance(TimeSpan.FromMilliseconds(1_300));
        var restarted = new SpentProofs(clock, DPoPNonces.Accepted);
        restarted.TrySpend("key", "1", before).ShouldBe(Spending.Forgotten);
        restarted.TrySpend("key", "1", clock.GetUtcNow()).ShouldBe(Spending.First);
    }

    [Fact]                                                             // threats §1 row 13: bounded, and yet nothing is accepted twice
    public void A_full_memory_forgets_the_oldest_and_says_so()
    {
        var spent = new SpentProofs(clock, DPoPNonces.Accepted);
        var start = clock.GetUtcNow();
        spent.TrySpend("key", "first", start).ShouldBe(Spending.First);
        for (var generation = 0; generation < 2; generation++)
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            for (var i = 0; i < SpentProofs.MostPerGeneration; i++) spent.TrySpend("key", $"{generation} {i}", clock.GetUtcNow()).ShouldBe(Spending.First);
        }
        spent.TrySpend("key", "first", start).ShouldBe(Spending.Forgotten);
        spent.TrySpend("key", "1 0", clock.GetUtcNow()).ShouldBe(Spending.Repeated);
        spent.TrySpend("key", "new", clock.GetUtcNow()).ShouldBe(Spending.First);
    }

    [Fact]                                                             // contract §2.3: 24 hours, the one before it until 3 days
    public void A_nonce_lasts_as_long_as_the_contract_says()
    {
        var nonces = new DPoPNonces(Master, clock);
        var nonce = nonces.Issue(Org);
        nonces.IsAgeing(nonces.Read(Org, nonce)!.Value).ShouldBeFalse();
        clock.Advance(TimeSpan.FromHours(24));
        nonces.IsAgeing(nonces.Read(Org, nonce)!.Value).ShouldBeTrue();
        clock.Advance(TimeSpan.FromHours(48) - TimeSpan.FromSeconds(1));
        nonces.Read(Org, nonce).ShouldNotBeNull();
        clock.Advance(TimeSpan.FromSeconds(1));
        nonces.Read(Org, nonce).ShouldBeNull();
    }

    [Fact]                                                             // RFC 9449 §8.1
    public void Nobody_else_can_make_a_nonce()
    {
        var nonces = new DPoPNonces(Master, clock);
        var nonce = nonces.Issue(Org);
        nonces.Read("00oother", nonce).ShouldBeNull();
        new DPoPNonces(new MasterKey(RandomNumberGenerator.GetBytes(32)), clock).Read(Org, nonce).ShouldBeNull();
        for (var i = 0; i < nonce.Length; i++) nonces.Read(Org, nonce[..i] + (nonce[i] == 'A' ? 'B' : 'A') + nonce[(i + 1)..])?.IssuedAt.ShouldBe(nonces.Read(Org, nonce)!.Value.IssuedAt, $"at {i}");
        foreach (var text in (string[])["", "x", nonce + "A", nonce[..^1], new string('é', nonce.Length), new string(' ', nonce.Length)]) nonces.Read(Org, text).ShouldBeNull();
    }

    [Fact]                                                             // decision 0010: what a replica cannot know it does not trust for long
    public void Another_process_s_nonce_counts_for_minutes_and_brings_one_of_our_own()
    {
        var (here, there) = (new DPoPNonces(Master, clock), new DPoPNonces(Master, clock));
        var nonce = there.Issue(Org);
        clock.Advance(DPoPNonces.AcceptedElsewhere - TimeSpan.FromSeconds(1));
        here.IsAgeing(here.Read(Org, nonce)!.Value).ShouldBeTrue();
        clock.Advance(TimeSpan.FromSeconds(1));
        here.Read(Org, nonce).ShouldBeNull();
        there.Read(Org, nonce).ShouldNotBeNull();
    }
}
