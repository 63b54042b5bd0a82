using System.Text;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.Log;

/// <summary>GET /api/v1/logs. Contract §3.6. A query without an end, in rising order, always has a next page: that is how the log is followed.</summary>
public static class LogsApi
{
    private const int OrdinaryPage = 100;
    private const int LargestPage = 1000;
    private const int MostRows = 20_000;
    private const int Batch = 1_000;

    private static readonly TimeSpan OrdinaryPast = TimeSpan.FromDays(7);

    public static RouteGroupBuilder MapLogs(this RouteGroupBuilder api)
    {
        api.MapGet("/logs", List);
        return api;
    }

    private static async Task<IResult> List(HttpContext http, Database db, SystemLog log, TimeProvider clock)
    {
        await log.Flush(http.RequestAborted);
        var query = LogQuery.Read(http, clock.Now - OrdinaryPast);
        var limit = Paging.LimitOf(http, OrdinaryPage, LargestPage, least: 0);

        var page = new List<string>();
        var (at, seen, more, over) = (query.Start, 0, false, false);
        while (!more && !over && seen < MostRows)
        {
            var rows = await db.Many<Row>(query.Sql(at, Batch, http.Org.Id, out var args), args, http.RequestAborted);
            foreach (var row in rows)
            {
                if (over = query.IsOver(row.PublishedAt)) break;
                if (page.Count == limit)
                {
                    more = true;
                    break;
                }
                var document = row.ToDocument();
                if (query.Takes(document)) page.Add(document);
                at = new(row.PublishedAt.ToUnixTimeMilliseconds(), row.Id);
            }
            seen += rows.Count;
            if (rows.Count < Batch) break;
        }
        more |= !over && seen >= MostRows;
        Pages.Link(http, more || query.Follows ? at.ToString() : null);
        return Results.Text($"[{string.Join(',', page)}]", ApiAnswers.JsonType, Encoding.UTF8);
    }

    private sealed record Row(string Id, DateTimeOffset PublishedAt, string EventType, string Kept, bool Whole)
    {
        public string ToDocument() => Whole ? Kept : LogRecord.Document(Id, PublishedAt, EventType, Kept);
    }
}
