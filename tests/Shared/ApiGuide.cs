using System.Text.RegularExpressions;

namespace Latchkey.Tests.Shared;

/// <summary>docs/guide/protect-your-api.md.</summary>
internal static class ApiGuide
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "guide", "protect-your-api.md"));

    /// <summary>Its pieces of code in a language.</summary>
    public static IEnumerable<string> Pieces(string language) => Regex.Matches(Text, $"^```{language}\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline).Select(piece => piece.Groups[1].Value);

    /// <summary>What a piece tells the reader to write.</summary>
    public static string Value(string language, string pattern) =>
        Regex.Match(string.Join('\n', Pieces(language)), pattern) is { Success: true } found ? found.Groups[1].Value : throw new InvalidDataException($"The guide has nothing like {pattern} in {language}.");
}
