namespace Latchkey.Native.Tests.Kit;

/// <summary>A clock that moves when told; timers fire on the way.</summary>
public sealed class FakeClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock guard = new();
    private readonly List<Alarm> alarms = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> watchers = [];
    private DateTimeOffset now = start;
    private TimeSpan set;

    public FakeClock() : this(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero))
    {
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (guard) return now + set;
    }

    /// <summary>The person changes the time of the device: what measures time does not notice.</summary>
    public void Set(DateTimeOffset to)
    {
        lock (guard) set = to - now;
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (guard) return now.Ticks;
    }

    public void Advance(TimeSpan by)
    {
        List<Alarm> due;
        lock (guard)
        {
            now += by;
            due = [.. alarms.Where(a => a.Due <= now)];
            foreach (var alarm in due) alarm.Due = alarm.Period > TimeSpan.Zero ? now + alarm.Period : DateTimeOffset.MaxValue;
        }
        foreach (var alarm in due) alarm.Ring();
    }

    /// <summary>Ends when at least so many timers wait for this clock.</summary>
    public Task HasTimers(int count)
    {
        lock (guard)
        {
            if (alarms.Count(a => a.Due < DateTimeOffset.MaxValue) >= count) return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            watchers.Add((count, reached));
            return reached.Task;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    private sealed class Alarm(FakeClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; } = DateTimeOffset.MaxValue;
        public TimeSpan Period { get; private set; }

        public void Ring() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.guard)
            {
                Period = period;
                Due = dueTime < TimeSpan.Zero ? DateTimeOffset.MaxValue : clock.now + dueTime;
                if (!clock.alarms.Contains(this)) clock.alarms.Add(this);
                var live = clock.alarms.Count(a => a.Due < DateTimeOffset.MaxValue);
                foreach (var (count, reached) in clock.watchers) if (live >= count) reached.TrySetResult();
            }
            return true;
        }

        public void Dispose()
        {
            lock (clock.guard) clock.alarms.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
