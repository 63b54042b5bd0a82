using System.Globalization;
using System.Text;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Reporting.Kit;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Reporting.Export;

/// <summary>Events as a file, written while they are read. The latest first, and a bounded number of them.</summary>
internal sealed class LogFile(LogSearch search, LogQuery query, bool csv) : IResult
{
    private const int Batch = 500;
    private const int MostEvents = 10_000;
    private const int MostBatches = 100;

    private static readonly string[] Columns =
    [
        "published", "eventType", "displayMessage", "outcome", "reason", "actorType", "actorId", "actor", "targetIds", "targets",
        "ipAddress", "userAgent", "uuid",
    ];

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (answer, ct) = (httpContext.Response, httpContext.RequestAborted);
        var day = httpContext.RequestServices.GetRequiredService<TimeProvider>().Now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        answer.ContentType = csv ? "text/csv; charset=utf-8" : "application/x-ndjson; charset=utf-8";
        answer.Headers.ContentDisposition = $"attachment; filename=\"system-log-{day}.{(csv ? "csv" : "jsonl")}\"";
        answer.Headers.XContentTypeOptions = "nosniff";
        answer.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
        answer.Headers.XFrameOptions = "DENY";
        if (HttpMethods.IsHead(httpContext.Request.Method)) return;
        if (csv) await answer.WriteAsync(Line(Columns), ct);
        var (at, written) = (query, 0);
        for (var batch = 0; batch < MostBatches && written < MostEvents; batch++)
        {
            var page = await search.Page(httpContext.Org.Id, at, Batch, LogPages.MostRows, ct);
            await answer.WriteAsync(string.Concat(page.Documents.Select(document => csv ? Line(Cells(LogLine.Of(document))) : document + "\n")), ct);
            written += page.Documents.Count;
            if (!page.More) break;
            at = at with { Start = page.At };
        }
    }

    private static string[] Cells(LogLine line) =>
    [
        line.Published.ToString("o", CultureInfo.InvariantCulture), line.EventType, line.Message, line.Outcome, line.Reason ?? "",
        line.Actor.Type, line.Actor.Id, line.Actor.Name,
        string.Join(' ', line.Targets.Select(target => target.Id)), string.Join("; ", line.Targets.Select(target => target.Name)),
        line.Ip ?? "", line.UserAgent, line.Id,
    ];

    /// <summary>RFC 4180 §2. A cell that a spreadsheet would calculate is made text: strangers choose names and user agents.</summary>
    private static string Line(IEnumerable<string> cells)
    {
        var line = new StringBuilder();
        foreach (var cell in cells)
        {
            if (line.Length > 0) line.Append(',');
            var text = cell.TrimStart() is ['=' or '+' or '-' or '@', ..] || cell is ['\t' or '\r', ..] ? "'" + cell : cell;
            line.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }
        return line.Append("\r\n").ToString();
    }
}
