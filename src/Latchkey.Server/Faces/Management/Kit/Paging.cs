using System.Globalization;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Kit;

/// <summary>
/// Where in a list a request is: how many it wants, after which one. Lists go on from the last id, never by counting
/// rows, so that a page costs the same at the end of a million as at the start. Contract §3.0, Pagination.
/// </summary>
internal sealed record Paging(string After, int Limit)
{
    /// <summary>Rows to ask for: one more than wanted tells whether there is a next page.</summary>
    public int Fetch => Limit + 1;

    public static Paging Of(HttpContext http, int ordinary, int most) => new(AfterOf(http) ?? "", LimitOf(http, ordinary, most));

    public static int LimitOf(HttpContext http, int ordinary, int most, int least = 1)
    {
        if (http.Request.Query["limit"] is not [{ Length: > 0 } text, ..]) return ordinary;
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var limit) || limit < -1)
            throw ApiError.Validation("limit", "limit: must be a number");
        return limit == -1 ? most : Math.Clamp(limit, least, most);
    }

    private static string? AfterOf(HttpContext http) => http.Request.Query["after"] is [{ Length: > 0 and <= 1000 } text, ..] ? text : null;
}
