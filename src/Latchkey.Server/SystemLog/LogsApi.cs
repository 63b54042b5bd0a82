using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Latchkey.Server.ManagementApi;
using Latchkey.Server.Orgs;
using Latchkey.Server.Storage;
using Latchkey.Server.Web;

namespace Latchkey.Server.SystemLog;

/// <summary>GET /api/v1/logs. Contract §3.6. A query without an end, in rising order, always has a next page: that is how the log is followed.</summary>
public static class LogsApi
{
    private const int OrdinaryPage = 100;
    private const int LargestPage = 1000;
    private const int MostRows = 20_000;
    private const int Batch = 1_000;

    private static readonly TimeSpan OrdinaryPast = TimeSpan.FromDays(7);
    private static readonly Dictionary<string, (string, Column)> Columns = new() { ["eventType"] = ("event_type", Column.Plain), ["uuid"] = ("id", Column.Plain), ["published"] = ("published_at", Column.Time) };

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
        var (at, seen, more) = (query.Start, 0, false);
        while (!more && seen < MostRows)
        {
            var rows = await db.Many<Row>(query.Sql(Columns, at, Batch, http.Org.Id, out var args), args, http.RequestAborted);
            foreach (var row in rows)
            {
                if (page.Count == limit)
                {
                    more = true;
                    break;
                }
                if (query.Takes(row.Document)) page.Add(row.Document);
                at = new(row.PublishedAt, row.Id);
            }
            seen += rows.Count;
            if (rows.Count < Batch) break;
        }
        more |= seen >= MostRows;
        Pages.Link(http, more || query.Follows ? at.ToString() : null);
        return Results.Text($"[{string.Join(',', page)}]", ApiAnswers.JsonType, Encoding.UTF8);
    }

    private sealed record Row(string Id, long PublishedAt, string Document);
}

/// <summary>Where in the log: after this moment and, within it, this event.</summary>
internal sealed record LogPosition(long Published, string Id)
{
    public override string ToString() => $"{Published.ToString(CultureInfo.InvariantCulture)}_{Id}";

    public static LogPosition Parse(string cursor) =>
        cursor.Split('_', 2) is [var published, var id] && long.TryParse(published, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && id.Length <= 30
            ? new(at, id)
            : throw ApiError.Validation("after", "after: is not a cursor of this list");
}

internal sealed record LogQuery(long Since, long? Until, LogPosition Start, Scim? Filter, IReadOnlyList<string> Keywords, bool Descending)
{
    private const int MaxKeywords = 10;
    private const int MaxKeyword = 40;

    /// <summary>Whoever asks goes on asking for what comes.</summary>
    public bool Follows => Until is null && !Descending;

    public static LogQuery Read(HttpContext http, DateTimeOffset ordinarySince)
    {
        var descending = http.Request.Query["sortOrder"].ToString().ToUpperInvariant() switch
        {
            "" or "ASCENDING" => false,
            "DESCENDING" => true,
            _ => throw ApiError.Validation("sortOrder", "sortOrder: must be ASCENDING or DESCENDING"),
        };
        var since = Date(http, "since")?.ToUnixTimeMilliseconds() ?? ordinarySince.ToUnixTimeMilliseconds();
        var start = http.Request.Query["after"].ToString() is { Length: > 0 } after ? LogPosition.Parse(after)
            : descending ? new(long.MaxValue, "") : new(since + 1, "");
        var keywords = http.Request.Query["q"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (keywords.Length > MaxKeywords || keywords.Any(word => word.Length > MaxKeyword)) throw ApiError.Validation("q", $"q: at most {MaxKeywords} words of {MaxKeyword} characters");
        return new(since, Date(http, "until")?.ToUnixTimeMilliseconds(), start, ScimParser.Read(http, "filter"), keywords, descending);
    }

    public string Sql(IReadOnlyDictionary<string, (string, Column)> columns, LogPosition at, int most, string orgId, out Dictionary<string, object> args)
    {
        args = new() { ["orgId"] = orgId, ["since"] = Since, ["until"] = Until ?? long.MaxValue, ["published"] = at.Published, ["id"] = at.Id, ["most"] = most };
        var narrowed = Filter is not null && ScimSql.Of(Filter, columns, args) is { } condition ? $" and {condition}" : "";
        var (beyond, order) = Descending ? ("<", " desc") : (">", "");
        return $"""
            select id, published_at, document from log_events
            where org_id = @orgId and published_at > @since and published_at < @until and (published_at, id) {beyond} (@published, @id){narrowed}
            order by published_at{order}, id{order} limit @most
            """;
    }

    public bool Takes(string document)
    {
        if (Filter is null && Keywords.Count == 0) return true;
        var found = (JsonObject)JsonNode.Parse(document)!;
        return Filter?.Matches(found) != false && Keywords.All(word => Says(found, word));
    }

    private static bool Says(JsonNode? node, string word) => node switch
    {
        JsonObject found => found.Any(member => Says(member.Value, word)),
        JsonArray list => list.Any(item => Says(item, word)),
        JsonValue value => value.ToString().Contains(word, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    private static DateTimeOffset? Date(HttpContext http, string name) => http.Request.Query[name].ToString() is not { Length: > 0 } text ? null
        : Scim.TryDate(text, out var at) ? at
        : throw ApiError.Validation(name, $"{name}: must be a date and time of ISO 8601");
}
