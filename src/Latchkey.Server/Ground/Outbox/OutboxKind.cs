namespace Latchkey.Server.Ground.Outbox;

/// <summary>A kind of what leaves the server, and how patiently it is delivered. Its name stands in the database.</summary>
internal sealed record OutboxKind(string Name)
{
    /// <summary>For how long it is worth delivering.</summary>
    public required TimeSpan Kept { get; init; }

    /// <summary>How long one attempt may take before another process may think that whoever made it has died.</summary>
    public required TimeSpan Lease { get; init; }

    /// <summary>Before the second attempt; doubled each time after.</summary>
    public required TimeSpan FirstWait { get; init; }

    public TimeSpan LongestWait { get; init; } = TimeSpan.MaxValue;

    public int MostAttempts { get; init; } = int.MaxValue;

    /// <summary>How many a process delivers side by side, so that one that does not answer keeps few others waiting.</summary>
    public int AtOnce { get; init; } = 1;

    /// <summary>Each recipient gets them one by one, in the order in which they were queued.</summary>
    public bool InOrder { get; init; }

    /// <summary>What is in it is a secret: sealed under the master key while it waits.</summary>
    public bool Sealed { get; init; }

    /// <summary>How loudly the server's log tells of attempts that failed.</summary>
    public LogLevel FailuresAs { get; init; } = LogLevel.Warning;

    /// <summary>How long to wait after this attempt, counted from 1.</summary>
    public TimeSpan WaitAfter(long attempt)
    {
        var wait = FirstWait.TotalMilliseconds * Math.Pow(2, Math.Min(attempt - 1, 30));
        return wait < LongestWait.TotalMilliseconds ? TimeSpan.FromMilliseconds(wait) : LongestWait;
    }
}
