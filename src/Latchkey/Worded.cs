using System.Text.RegularExpressions;

namespace Latchkey.Cli;

/// <summary>What the parser says of a value it cannot read, in words of the person who typed it: it names types of .NET.</summary>
public static partial class Worded
{
    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["System.Int32"] = "a whole number, such as 8080", ["System.Double"] = "a number, such as 1.5", ["System.Boolean"] = "true or false, or nothing",
        ["System.Uri"] = "an address, such as https://example.com",
    };

    public static string Reason(string message) =>
        Unreadable().Match(message) is { Success: true } said
            && Kinds.FirstOrDefault(kind => said.Groups["type"].Value.Contains(kind.Key, StringComparison.Ordinal)).Value is { } kind
        ? $"{said.Groups["option"].Value}: '{said.Groups["value"].Value}' is not {kind}." : message;

    [GeneratedRegex("^Cannot parse argument '(?<value>.*)' for (?:option|command) '(?<option>[^']+)' as expected type '(?<type>[^']+)'\\.",
        RegexOptions.CultureInvariant | RegexOptions.Singleline, 1000)]
    private static partial Regex Unreadable();
}
