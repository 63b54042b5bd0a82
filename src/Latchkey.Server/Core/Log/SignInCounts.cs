using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Log;

/// <summary>How many people signed in, and how many tries failed, in stretches of time.</summary>
internal sealed class SignInCounts(Database db, SystemLog log)
{
    /// <summary>More than this are not counted: the latest are.</summary>
    public const int Most = 10_000;

    /// <summary>As <see cref="LogRecord"/> writes an outcome that is no success; inside a text its quotation marks would be escaped.</summary>
    public const string Failed = "%\"o\":\"%";

    /// <param name="orgId">Whose.</param>
    /// <param name="since">The beginning of the first stretch.</param>
    /// <param name="step">How long each is.</param>
    /// <param name="steps">How many there are.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>The stretches in their order, and whether all were counted.</returns>
    public async Task<(IReadOnlyList<SignInCount> Counts, bool All)> Over(string orgId, DateTimeOffset since, TimeSpan step, int steps, CancellationToken ct)
    {
        await log.Flush(ct);
        var rows = await db.Many<Row>("""
            select stretch, count(*) as many, sum(failed) as failed from (
              select (published_at - @since) / @ms as stretch, case when record like @Failed then 1 else 0 end as failed
              from log_records where org_id = @orgId and event_type = @SignIn and published_at >= @since
              order by published_at desc limit @Most) latest
            group by stretch
            """, new { orgId, LogEntry.SignIn, since, ms = (long)step.TotalMilliseconds, Failed, Most }, ct);
        var counts = Enumerable.Range(0, steps).Select(number => new SignInCount(since + (step * number), 0, 0)).ToArray();
        foreach (var row in rows)
            if (row.Stretch >= 0 && row.Stretch < steps)
                counts[row.Stretch] = counts[row.Stretch] with { Succeeded = row.Many - row.Failed, Failed = row.Failed };
        return (counts, rows.Sum(row => row.Many) < Most);
    }

    private sealed record Row(long Stretch, long Many, long Failed);
}
