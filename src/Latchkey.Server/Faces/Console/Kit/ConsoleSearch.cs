namespace Latchkey.Server.Faces.Console.Kit;

/// <summary>What the address of a list says is looked for.</summary>
internal static class ConsoleSearch
{
    private const int LongestWords = 100;
    private const int LongestCursor = 400;

    /// <summary>What was typed; empty: nothing.</summary>
    public static string Words(HttpContext http, string name = "q") =>
        http.Request.Query[name].ToString() is var words && words.Length <= LongestWords ? words : words[..LongestWords];

    /// <summary>Where the page before ended; empty on the first, and for what no page of ours says.</summary>
    public static string After(HttpContext http, string name = "after") =>
        http.Request.Query[name].ToString() is { Length: <= LongestCursor } after ? after : "";

    /// <summary>One of these words, or null.</summary>
    public static string? OneOf(HttpContext http, string name, IReadOnlyCollection<string> words) =>
        http.Request.Query[name].ToString() is var word && words.Contains(word) ? word : null;
}
