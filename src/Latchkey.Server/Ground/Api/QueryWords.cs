namespace Latchkey.Server.Ground.Api;

/// <summary>
/// Words of a closed list in the query of a management call: the one place that reads them. In any case, since Python writes <c>True</c>, as in bodies
///; what is none of them is refused, or <c>sendEmail=no</c> would send one.
/// </summary>
internal static class QueryWords
{
    private const string Yes = "true", No = "false";

    /// <summary>Null where nothing is said.</summary>
    public static bool? Flag(this HttpContext http, string name) => http.Word(name, Yes, No) is { } said ? said == Yes : null;

    /// <summary>As documented; null where nothing is said.</summary>
    public static string? Word(this HttpContext http, string name, params IReadOnlyList<string> words)
    {
        var said = http.Request.Query[name].ToString();
        return said.Length == 0 ? null : words.FirstOrDefault(word => word.Equals(said, StringComparison.OrdinalIgnoreCase))
            ?? throw ApiError.Validation(name, $"{name}: must be {(words.Count == 1 ? "" : "one of ")}{string.Join(", ", words)}");
    }
}
