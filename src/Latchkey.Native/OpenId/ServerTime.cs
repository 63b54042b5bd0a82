using System.Collections.Concurrent;

namespace Latchkey.Native.OpenId;

/// <summary>The provider's clock, learnt from the Date header of its answers: people's device clocks are wrong. RFC 9110 §6.6.1.</summary>
internal sealed class ServerTime(TimeProvider clock)
{
    private static readonly TimeSpan Noise = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, TimeSpan> elsewhere = new();
    private long offset;
    private volatile bool known;

    public DateTimeOffset Now => clock.GetUtcNow() + Offset;

    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref offset));

    /// <summary>Whether a provider has told its time since the app started.</summary>
    public bool IsKnown => known;

    /// <summary>True when what was believed before was wrong by more than an answer takes.</summary>
    public bool Learn(HttpResponseMessage answer)
    {
        // An answer from a cache carries the time it was made, not the time it is.
        if (answer.Headers.Date is not { } date || answer.Headers.Age is not null) return false;
        var told = date - clock.GetUtcNow();
        var before = Interlocked.Exchange(ref offset, told.Ticks);
        known = true;
        // an API may live at the provider's own address
        if (answer.RequestMessage?.RequestUri is { } address) elsewhere.TryRemove(SecureAddress.Origin(address), out _);
        return (told - TimeSpan.FromTicks(before)).Duration() > Noise;
    }

    /// <summary>
    /// The time by which an API judges a proof: the provider's, until that API showed another. What an API says of the time is
    /// believed for proofs to itself and for nothing else: it must not decide whether an ID token has expired.
    /// </summary>
    public DateTimeOffset At(Uri address) => clock.GetUtcNow() + (elsewhere.TryGetValue(SecureAddress.Origin(address), out var told) ? told : Offset);

    /// <summary>Remembers an API's time, from the answer to a request that went to it; true when another proof may fare better.</summary>
    public bool LearnOf(HttpResponseMessage answer)
    {
        if (answer.RequestMessage?.RequestUri is not { } address || answer.Headers.Date is not { } date || answer.Headers.Age is not null) return false;
        var before = At(address) - clock.GetUtcNow();
        var told = date - clock.GetUtcNow();
        elsewhere[SecureAddress.Origin(address)] = told;
        return (told - before).Duration() > Noise;
    }

    /// <summary>What was true when the app last ran, until the provider speaks.</summary>
    public void Recall(TimeSpan stored)
    {
        if (!known) Interlocked.Exchange(ref offset, stored.Ticks);
    }
}
