namespace Latchkey.Native.OpenId;

/// <summary>The provider's clock, learnt from the Date header of its answers: people's device clocks are wrong. RFC 9110 §6.6.1.</summary>
internal sealed class ServerTime(TimeProvider clock)
{
    private static readonly TimeSpan Noise = TimeSpan.FromSeconds(5);
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
        return (told - TimeSpan.FromTicks(before)).Duration() > Noise;
    }

    /// <summary>What was true when the app last ran, until the provider speaks.</summary>
    public void Recall(TimeSpan stored)
    {
        if (!known) Interlocked.Exchange(ref offset, stored.Ticks);
    }
}
