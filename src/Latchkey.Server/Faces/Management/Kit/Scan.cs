using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Scim;

namespace Latchkey.Server.Faces.Management.Kit;

/// <summary>
/// A list narrowed by a filter that the database cannot decide alone: rows are read on in batches and judged, until the
/// page is full. However rare a match is, one request reads no more than a bounded number of rows; the next page goes on
/// where it stopped, so a page may come back short, or empty, with a link to the next: sealed, where it stopped at what the
/// caller may not look at.
/// </summary>
internal static class Scan
{
    private const int MostRows = 20_000;
    private const int LargestBatch = 1_000;

    /// <param name="http">The request.</param>
    /// <param name="paging">Where it is.</param>
    /// <param name="filter">Null takes every row.</param>
    /// <param name="fetch">Reads at most so many rows after an id.</param>
    /// <param name="idOf">The id rows are ordered by.</param>
    /// <param name="render">A row as it is answered.</param>
    /// <param name="fits">What a row must be beside that; null takes every row.</param>
    public static async Task<IResult> Page<T>(HttpContext http, Paging paging, Scim? filter, Func<string, int, Task<IReadOnlyList<T>>> fetch,
        Func<T, string> idOf, Func<T, JsonObject> render, Func<T, bool>? fits = null)
    {
        var page = new List<JsonNode>();
        var (after, shown, read) = (paging.After, paging.After, 0);
        var sees = ShownParts.Sight(http);
        for (var batch = paging.Fetch; ; batch = Math.Max(batch, Math.Min(batch * 4, LargestBatch)))
        {
            var rows = await fetch(after, batch);
            // What may not be looked at is not there: neither whether there is a next page nor where it begins says anything of it.
            var items = sees is null ? null : rows.Select(render).ToArray();
            var seen = sees is null ? null : await sees([.. items!.Select(Id)]);
            for (var at = 0; at < rows.Count; at++)
            {
                var (row, item) = (rows[at], items?[at] ?? render(rows[at]));
                if (fits?.Invoke(row) == false || filter?.Matches(item) == false || seen?.Contains(Id(item)) == false)
                {
                    after = idOf(row);
                    continue;
                }
                if (page.Count == paging.Limit)
                {
                    Pages.Link(http, sees is null ? after : shown);
                    return ApiAnswers.Json(ApiJson.List(page));
                }
                page.Add(item);
                after = shown = idOf(row);
            }
            read += rows.Count;
            if (rows.Count < batch || read >= MostRows)
            {
                Pages.Link(http, rows.Count < batch ? null : sees is null || after == shown ? after : Paging.Sealed(http, after));
                return ApiAnswers.Json(ApiJson.List(page));
            }
        }
    }

    private static string Id(JsonObject item) => item["id"]!.GetValue<string>();
}
