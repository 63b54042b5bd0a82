using Latchkey.Server.Core.Administration;

namespace Latchkey.Server.Faces.Console.Kit;

/// <summary>Addresses of the console's own pages. Each part is encoded, whatever it is called.</summary>
internal static class ConsoleAddress
{
    public static string Of(params IReadOnlyList<string> parts) => ConsoleAccess.Path + string.Concat(parts.Select(part => "/" + Uri.EscapeDataString(part)));

    /// <summary>With what is said in the address; what is empty is left out.</summary>
    public static string With(string path, params IReadOnlyList<(string Name, string? Value)> query) =>
        QueryString.Create(query.Where(one => !string.IsNullOrEmpty(one.Value)).Select(one => new KeyValuePair<string, string?>(one.Name, one.Value))).Value
            is { Length: > 0 } said ? path.Contains('?', StringComparison.Ordinal) ? $"{path}&{said[1..]}" : path + said : path;

    /// <summary>The page that follows a change, and says that it was made.</summary>
    public static string Done(string path, string done) => With(path, (ConsoleFrames.DoneParameter, done));
}
