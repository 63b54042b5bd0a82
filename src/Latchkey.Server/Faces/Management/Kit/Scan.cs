using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Scim;

namespace Latchkey.Server.Faces.Management.Kit;

/// <summary>
/// A list narrowed by a filter that the database cannot decide alone: rows are read on in batches and judged, until the
/// page is full. However rare a match is, one request reads no more than a bounded number of rows; the next page goes on
/// where it stopped, so a page may come back short, or empty, with a link to the next.
/// </summary>
internal static class Scan
{
    private const int MostRows = 20_000;
    private const int Batch = 1_000;

    /// <param name="http">The request.</param>
    /// <param name="paging">Where it is.</param>
    /// <param name="filter">Null takes every row.</param>
    /// <param name="fetch">Reads at most so many rows after an id.</param>
    /// <param name="idOf">The id rows are ordered by.</param>
    /// <param name="render">A row as it is answered.</param>
    public static async Task<IResult> Page<T>(HttpContext http, Paging paging, Scim? filter, Func<string, int, Task<IReadOnlyList<T>>> fetch,
        Func<T, string> idOf, Func<T, JsonObject> render)
    {
        var page = new List<JsonNode>();
        var (after, seen) = (paging.After, 0);
        while (true)
        {
            var batch = filter is null ? paging.Fetch : Math.Max(paging.Fetch, Batch);
            var rows = await fetch(after, batch);
            foreach (var row in rows)
            {
                var item = render(row);
                if (filter?.Matches(item) == false)
                {
                    after = idOf(row);
                    continue;
                }
                if (page.Count == paging.Limit)
                {
                    Pages.Link(http, after);
                    return ApiAnswers.Json(ApiJson.List(page));
                }
                page.Add(item);
                after = idOf(row);
            }
            seen += rows.Count;
            if (rows.Count < batch || seen >= MostRows)
            {
                Pages.Link(http, rows.Count < batch ? null : after);
                return ApiAnswers.Json(ApiJson.List(page));
            }
        }
    }
}
