namespace Latchkey.Server.Ground.Web;

/// <summary>
/// What may stand in the server's log. Who sends a request chooses its address, and an app its name: neither ends a line or
/// speaks to the terminal that shows it. One-time tokens and codes that stand in an address are left out.
/// </summary>
internal static class LogText
{
    // What Routes.cs calls whatever is good for one use.
    private static readonly string[] SecretsInRoute = ["token", "code"];
    private const int Longest = 300;

    /// <summary>The address of a request.</summary>
    public static string Path(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        foreach (var name in SecretsInRoute)
            if (http.Request.RouteValues.TryGetValue(name, out var value) && value is string { Length: > 0 } secret)
                path = path.Replace(secret, "…", StringComparison.Ordinal);
        return Line(path);
    }

    /// <summary>In one line, and not more of it than tells what it is.</summary>
    public static string Short(string text) => Line(text.Length <= Longest ? text : text[..Longest] + "…");

    /// <summary>In one line, without control characters.</summary>
    public static string Line(string? text) =>
        text is null ? "" : !HasControl(text) ? text : string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));

    private static bool HasControl(string text)
    {
        foreach (var c in text)
            if (char.IsControl(c)) return true;
        return false;
    }
}
