using System.Text;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Scim;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.Log;

/// <summary>GET /api/v1/logs. Contract §3.6. A query without an end, in rising order, always has a next page: that is how the log is followed.</summary>
internal static class LogsApi
{
    private const int OrdinaryPage = 100;
    private const int LargestPage = 1000;
    private const int MostRows = 20_000;
    private const int MaxKeywords = 10;
    private const int MaxKeyword = 40;

    private static readonly TimeSpan OrdinaryPast = TimeSpan.FromDays(7);

    public static RouteGroupBuilder MapLogs(this RouteGroupBuilder api)
    {
        api.MapGet("/logs", List);
        return api;
    }

    private static async Task<IResult> List(HttpContext http, LogSearch search, TimeProvider clock)
    {
        var query = Read(http, clock.Now - OrdinaryPast);
        var limit = Paging.LimitOf(http, OrdinaryPage, LargestPage, least: 0);
        var page = await search.Page(http.Org.Id, query, limit, MostRows, http.RequestAborted);
        Pages.Link(http, (page.More && limit > 0) || query.Follows ? page.At.ToString() : null);
        return Results.Text($"[{string.Join(',', page.Documents)}]", ApiAnswers.JsonType, Encoding.UTF8);
    }

    private static LogQuery Read(HttpContext http, DateTimeOffset ordinarySince)
    {
        var descending = http.Word("sortOrder", "ASCENDING", "DESCENDING") == "DESCENDING";
        var since = Date(http, "since")?.ToUnixTimeMilliseconds() ?? ordinarySince.ToUnixTimeMilliseconds();
        var start = http.Request.Query["after"].ToString() is { Length: > 0 } after
            ? LogPosition.TryParse(after) ?? throw ApiError.Validation("after", "after: is not a cursor of this list")
            : descending ? new(long.MaxValue, "") : new(since + 1, "");
        var keywords = http.Request.Query["q"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (keywords.Length > MaxKeywords || keywords.Any(word => word.Length > MaxKeyword))
            throw ApiError.Validation("q", $"q: at most {MaxKeywords} words of {MaxKeyword} characters");
        return new(since, Date(http, "until")?.ToUnixTimeMilliseconds(), start, ScimParser.Read(http, "filter", LogAttributes.Knows), keywords, descending);
    }

    private static DateTimeOffset? Date(HttpContext http, string name) => http.Request.Query[name].ToString() is not { Length: > 0 } text ? null
        : Scim.TryDate(text, out var at) ? at
        : throw ApiError.Validation(name, $"{name}: must be a date and time of ISO 8601");
}
