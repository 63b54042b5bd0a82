namespace Latchkey.AspNetCore.Tests;

/// <summary>A clock that stands still until it is moved.</summary>
public sealed class TestClock : TimeProvider
{
    private DateTimeOffset now = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    /// <summary>For tests that share the time with another process.</summary>
    public static TestClock AtTheRealTime() => new() { now = System.GetUtcNow() };

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan by) => now += by;
}
