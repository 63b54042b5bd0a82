using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Log;

/// <summary>How many people signed in, and how many tries failed, in stretches of time.</summary>
internal sealed class SignInCounts(Database db, SystemLog log)
{
    /// <summary>More than this are not counted: the latest are.</summary>
    public const int Most = 20_000;

    /// <summary>As <see cref="LogRecord"/> writes an outcome that is no success; inside a text its quotation marks would be escaped.</summary>
    private const string Failed = "\"o\":\"";

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
            select published_at, record from log_records where org_id = @orgId and event_type = @SignIn and published_at >= @since
            order by published_at desc limit @Most
            """, new { orgId, LogEntry.SignIn, since, Most }, ct);
        var counts = Enumerable.Range(0, steps).Select(number => new SignInCount(since + (step * number), 0, 0)).ToArray();
        foreach (var row in rows)
        {
            var at = (int)((row.PublishedAt - since) / step);
            if (at < 0 || at >= steps) continue;
            counts[at] = row.Record.Contains(Failed, StringComparison.Ordinal) ? counts[at] with { Failed = counts[at].Failed + 1 }
                : counts[at] with { Succeeded = counts[at].Succeeded + 1 };
        }
        return (counts, rows.Count < Most);
    }

    private sealed record Row(DateTimeOffset PublishedAt, string Record);
}
