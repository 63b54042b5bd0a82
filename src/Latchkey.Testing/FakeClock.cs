namespace Latchkey.Testing;

/// <summary>
/// A clock that stands still until it is moved. Timers made from it fire when time is moved past them. <see cref="Running"/> makes
/// one that also goes on by itself, for apps in processes of their own, which no test can give a clock to.
/// </summary>
/// <example><code>
/// org.Clock.Advance(TimeSpan.FromHours(1));       // the org's access tokens have ended
/// </code></example>
public sealed class FakeClock : TimeProvider
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private readonly List<FakeTimer> timers = [];
    private DateTimeOffset now;
    private long runningSince;
    private ITimer? ticking;

    /// <summary>Starts at the given time, or at a fixed moment on a whole second.</summary>
    /// <param name="start">The time it shows until it is moved.</param>
    public FakeClock(DateTimeOffset? start = null) => now = start ?? new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A clock that shows the real time, goes on with it, and can still be moved.</summary>
    public static FakeClock Running()
    {
        var clock = new FakeClock(System.GetUtcNow()) { runningSince = System.GetTimestamp() };
        var weak = new WeakReference<FakeClock>(clock);         // the timer ends with the clock, not the other way round
        clock.ticking = System.CreateTimer(static state =>
        {
            if (((WeakReference<FakeClock>)state!).TryGetTarget(out var running)) running.Advance(TimeSpan.Zero);
        }, weak, Tick, Tick);
        return clock;
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return Now;
    }

    private DateTimeOffset Now => ticking is null ? now : now + System.GetElapsedTime(runningSince);

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        lock (gate) timers.Add(timer);
        timer.Change(dueTime, period);      // last: whoever moves the clock from here on finds it
        return timer;
    }

    /// <summary>Moves time on and fires what has come due.</summary>
    /// <param name="by">How far.</param>
    public void Advance(TimeSpan by)
    {
        FakeTimer[] due;
        lock (gate)
        {
            now += by;
            due = [.. timers.Where(timer => timer.DueAt <= Now)];
        }
        foreach (var timer in due) timer.Fire(GetUtcNow());
    }

    private sealed class FakeTimer(FakeClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan period;

        public DateTimeOffset DueAt { get; private set; } = DateTimeOffset.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
        {
            lock (clock.gate)
            {
                DueAt = dueTime == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : clock.Now + dueTime;
                period = newPeriod;
            }
            return true;
        }

        public void Fire(DateTimeOffset now)
        {
            lock (clock.gate) DueAt = period == Timeout.InfiniteTimeSpan || period == TimeSpan.Zero ? DateTimeOffset.MaxValue : now + period;
            callback(state);
        }

        public void Dispose()
        {
            lock (clock.gate) clock.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
