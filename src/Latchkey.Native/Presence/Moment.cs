namespace Latchkey.Native.Presence;

/// <summary>
/// A moment in this process, by two clocks. The one that nobody can set stands still while some systems sleep (Linux, Android, iOS); the one
/// that goes on can be set. The later of them counts, and a clock that was turned back counts as over.
/// </summary>
internal readonly record struct Moment(long Ticks, DateTimeOffset Time)
{
    /// <summary>What a time server may correct without anybody having done anything.</summary>
    private static readonly TimeSpan Correction = TimeSpan.FromSeconds(30);

    public static Moment Now(TimeProvider clock) => new(clock.GetTimestamp(), clock.GetUtcNow());

    /// <summary>Earlier by so much.</summary>
    public Moment Before(TimeSpan by, TimeProvider clock) =>
        by <= TimeSpan.Zero ? this : new(Ticks - (long)(by.TotalSeconds * clock.TimestampFrequency), Time - by);

    public TimeSpan Elapsed(TimeProvider clock)
    {
        var measured = clock.GetElapsedTime(Ticks);
        var told = clock.GetUtcNow() - Time;
        return told < measured - Correction ? TimeSpan.MaxValue : told > measured ? told : measured;
    }
}
