using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Ground.Scim;

/// <summary>
/// <c>sortBy</c> and <c>sortOrder</c> of a list: an attribute with an index, then the id, so that a page begins where the last one ended whatever stands in
/// between. The cursor says both. An attribute without an index is refused: nobody may have a million rows sorted for one page.
/// </summary>
/// <param name="Attribute">As it is answered.</param>
/// <param name="ColumnName">Where it is kept.</param>
/// <param name="IsTime">Kept in milliseconds.</param>
/// <param name="Descending">The greatest first.</param>
internal sealed record Sorting(string Attribute, string ColumnName, bool IsTime, bool Descending)
{
    /// <summary>Null where the request asks for no order.</summary>
    public static Sorting? Of(HttpContext http, IReadOnlyDictionary<string, (string Name, Column Kind)> indexed)
    {
        var descending = http.Word("sortOrder", "asc", "desc", "ascending", "descending") is "desc" or "descending";
        var by = http.Request.Query["sortBy"].ToString();
        if (by.Length == 0) return descending ? throw ApiError.Validation("sortOrder", "sortOrder: needs sortBy beside it") : null;
        return indexed.TryGetValue(by, out var column) ? new(by, column.Name, column.Kind == Column.Time, descending)
            : throw ApiError.Validation("sortBy", $"sortBy: must be one of {string.Join(", ", indexed.Keys)}");
    }

    /// <summary>Rows behind the cursor; adds its values to the arguments.</summary>
    public string Beyond(string cursor, Dictionary<string, object> args)
    {
        if (cursor.Length == 0) return "";
        var (value, id) = Read(cursor);
        (args["sortedValue"], args["sortedId"]) = (value, id);
        return $" and ({ColumnName}, id) {(Descending ? "<" : ">")} (@sortedValue, @sortedId)";
    }

    public string Order => $"{ColumnName}{(Descending ? " desc" : "")}, id{(Descending ? " desc" : "")}";

    /// <summary>Letters that every client carries through: some decode a next address before they ask for it.</summary>
    public static string CursorOf(string value, string id) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes((string[])[value, id]));

    /// <summary>For the list of columns: what the cursor says of a row.</summary>
    public string Selected => $"cast({ColumnName} as text) as sorted_by";

    private (object Value, string Id) Read(string cursor)
    {
        try
        {
            var parts = JsonDocument.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor))).RootElement;
            var value = parts[0].GetString()!;
            return (IsTime ? long.Parse(value, CultureInfo.InvariantCulture) : value, parts[1].GetString()!);
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException or InvalidOperationException or IndexOutOfRangeException
        or OverflowException)
        {
            throw ApiError.Validation("after", "after: is not a cursor of this list. Follow the link to the next page");
        }
    }
}
