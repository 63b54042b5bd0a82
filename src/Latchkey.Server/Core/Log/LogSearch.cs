using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Log;

/// <summary>
/// Reads the log of an org page by page. However rare what is asked for is, one page looks at a bounded number of events; the next goes on where it stopped,
/// so a page may come back short, or empty, with more to come.
/// </summary>
internal sealed class LogSearch(Database db, SystemLog log)
{
    private const int Batch = 1_000;

    /// <param name="orgId">Whose.</param>
    /// <param name="query">Which.</param>
    /// <param name="limit">So many at most.</param>
    /// <param name="mostRows">At so many events at most is looked.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<LogPage> Page(string orgId, LogQuery query, int limit, int mostRows, CancellationToken ct)
    {
        await log.Flush(ct);
        var page = new List<string>();
        var glance = new LogGlance(query.Filter, query.Keywords);
        var (at, seen, more, over) = (query.Start, 0, false, false);
        while (!more && !over && seen < mostRows)
        {
            var rows = await db.Many<Row>(query.Sql(at, Batch, orgId, out var args), args, ct);
            foreach (var row in rows)
            {
                if (over = query.IsOver(row.PublishedAt)) break;
                if (page.Count == limit)
                {
                    more = true;
                    break;
                }
                if ((query.Mentions is null || row.Kept.Contains(query.Mentions, StringComparison.Ordinal)) && glance.Passes(row.Id, row.EventType, row.Kept))
                {
                    var document = row.ToDocument();
                    if (query.Takes(document)) page.Add(document);
                }
                at = new(row.PublishedAt.ToUnixTimeMilliseconds(), row.Id);
            }
            seen += rows.Count;
            if (rows.Count < Batch) break;
        }
        return new(page, at, more || (!over && seen >= mostRows));
    }

    private sealed record Row(string Id, DateTimeOffset PublishedAt, string EventType, string Kept, bool Whole)
    {
        public string ToDocument() => Whole ? Kept : LogRecord.Document(Id, PublishedAt, EventType, Kept);
    }
}
