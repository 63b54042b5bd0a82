using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.Kit;

/// <summary>A plain array, with where to go on in one Link header per relation. Contract §3.0.</summary>
internal static class Pages
{
    /// <param name="http">The request.</param>
    /// <param name="rows">As fetched by <see cref="Paging.Fetch"/>.</param>
    /// <param name="paging">Where the request is.</param>
    /// <param name="cursor">What "after" is for a row.</param>
    /// <param name="render">A row as it is answered.</param>
    public static IResult Of<T>(HttpContext http, IReadOnlyList<T> rows, Paging paging, Func<T, string> cursor, Func<T, JsonNode> render)
    {
        var page = rows.Take(paging.Limit).ToArray();
        Link(http, rows.Count > page.Length ? cursor(page[^1]) : null);
        return ApiAnswers.Json(ApiJson.List(page.Select(render)));
    }

    /// <summary>A page of what was read whole, in an order that is nobody's id: policies of a kind, servers by their age.</summary>
    /// <param name="http">The request.</param>
    /// <param name="all">All that the request asks for, in order.</param>
    /// <param name="paging">Where the request is.</param>
    /// <param name="idOf">Which one it is.</param>
    /// <param name="render">One as it is answered.</param>
    public static IResult Part<T>(HttpContext http, IReadOnlyList<T> all, Paging paging, Func<T, string> idOf, Func<T, JsonNode> render)
    {
        var rest = Rest(all, paging.After, idOf).ToArray();
        return Of(http, rest, paging, last => $"{idOf(last)}.{rest.Length - paging.Limit}", render);
    }

    /// <summary>Those of <see cref="Part"/> that are on its page, for what has to be read for each of them.</summary>
    public static IEnumerable<T> Shown<T>(IReadOnlyList<T> all, Paging paging, Func<T, string> idOf) => Rest(all, paging.After, idOf).Take(paging.Limit);

    /// <summary>
    /// What comes after a cursor, which names the last one shown and says how many were left. Where that one is gone by now, as with whoever deletes what
    /// they are shown, as many are left.
    /// </summary>
    private static IEnumerable<T> Rest<T>(IReadOnlyList<T> all, string after, Func<T, string> idOf)
    {
        if (after.Length == 0) return all;
        var (last, left) = after.Split('.') is [var id, var count] && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (id, number) : (after, 0);
        var rest = all.SkipWhile(one => idOf(one) != last).Skip(1).ToArray();
        return rest.Length > 0 || all.Any(one => idOf(one) == last) ? rest : all.TakeLast(left);
    }

    /// <summary>Everything there is, on one page.</summary>
    public static IResult Whole(HttpContext http, IEnumerable<JsonNode> items)
    {
        Link(http, next: null);
        return ApiAnswers.Json(ApiJson.List(items));
    }

    public static void Link(HttpContext http, string? next)
    {
        Append(http, null, "self");
        if (next is not null) Append(http, next, "next");
    }

    /// <summary>
    /// In small letters, which Okta's Java SDK looks for on HTTP/1.1; a header for each, the next page last, since Python's keeps the last one alone.
    /// </summary>
    private static void Append(HttpContext http, string? after, string relation)
    {
        var address = Address(http, after);
        if (address.Length > Lengths.Address)
            throw ApiError.Validation("query", "query: The address of this page would be too long to be sent back; ask for less in it");
        http.Response.Headers.Append("link", $"<{address}>; rel=\"{relation}\"");
    }

    /// <summary>This request again, from elsewhere; the host is the org's, whatever the request said.</summary>
    private static string Address(HttpContext http, string? after)
    {
        var query = new StringBuilder();
        foreach (var (name, values) in http.Request.Query)
        {
            if (after is not null && name == "after") continue;
            foreach (var value in values)
                query.Append(query.Length == 0 ? '?' : '&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value ?? ""));
        }
        if (after is not null) query.Append(query.Length == 0 ? '?' : '&').Append("after=").Append(Uri.EscapeDataString(after));
        // Commas and semicolons end an address for those who split the header by hand, and paths may have them as they are.
        var path = http.Request.Path.ToUriComponent().Replace(",", "%2C", StringComparison.Ordinal).Replace(";", "%3B", StringComparison.Ordinal);
        return $"{http.Org.Url}{path}{query}";
    }
}
