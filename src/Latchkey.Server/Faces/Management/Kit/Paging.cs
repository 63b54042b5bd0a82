using System.Globalization;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Sealing;

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

    /// <summary>All of it on one page, unless less is asked for.</summary>
    public static Paging OfWhole(HttpContext http, int count) => Of(http, Math.Max(count, 1), Math.Max(count, 1));

    public static int LimitOf(HttpContext http, int ordinary, int most, int least = 1)
    {
        if (http.Request.Query["limit"] is not [{ Length: > 0 } text, ..]) return ordinary;
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var limit) || limit < -1)
            throw ApiError.Validation("limit", "limit: must be a number");
        return limit == -1 ? most : Math.Clamp(limit, least, most);
    }

    private const string Purpose = "list-cursor";
    private const char Closed = '~';
    private const char Filling = '\n';
    private const int Step = 64;

    /// <summary>Where to go on, which says nothing of what is there: neither its name nor how long that is.</summary>
    public static string Sealed(HttpContext http, string after) => Closed
        + Sealing(http).Close(Purpose, after.PadRight((after.Length / Step + 1) * Step, Filling), BoundTo(http));

    private static string? AfterOf(HttpContext http)
    {
        if (http.Request.Query["after"] is not [{ Length: > 0 and <= 4000 } text, ..]) return null;
        if (text[0] != Closed) return text.Length <= 1000 ? text : null;
        return Sealing(http).TryOpen(Purpose, text[1..], BoundTo(http))?.TrimEnd(Filling)
            ?? throw ApiError.Validation("after", "after: is not of this list: take it from the link to the next page");
    }

    private static Seal Sealing(HttpContext http) => http.RequestServices.GetRequiredService<Seal>();

    private static string BoundTo(HttpContext http) => $"{http.Org.Id} {http.Request.Path}";
}
