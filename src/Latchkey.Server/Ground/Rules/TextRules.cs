namespace Latchkey.Server.Ground.Rules;

/// <summary>What most drafts ask of a text; whoever calls names the field as its resource does.</summary>
internal static class TextRules
{
    private const string Active = "ACTIVE";
    private const int LongestDescription = 1024;

    private static readonly string[] Statuses = [Active, "INACTIVE"];

    /// <exception cref="RuleException">It is blank, too long, or more than a line.</exception>
    public static string Name(string? given, int longest)
    {
        var name = given?.Trim() ?? "";
        if (name.Length == 0) throw new RuleException("name", "The field cannot be left blank");
        if (name.Any(char.IsControl)) throw new RuleException("name", "must be one line of text");
        return name.Length <= longest ? name : throw new RuleException("name", $"must have at most {longest} characters");
    }

    /// <exception cref="RuleException">It is too long.</exception>
    public static string Description(string? given) =>
        (given ?? "") is { Length: <= LongestDescription } description ? description
            : throw new RuleException("description", $"must have at most {LongestDescription} characters");

    /// <summary>Active, unless it is said otherwise.</summary>
    /// <exception cref="RuleException">It is no word for it.</exception>
    public static bool IsActive(string? status) => OneOf("status", status, Active, Statuses) == Active;

    /// <exception cref="RuleException">It is another word.</exception>
    public static string OneOf(string field, string? given, string otherwise, IReadOnlyList<string> possible) =>
        (given ?? otherwise) is var word && possible.Contains(word) ? word : throw new RuleException(field, $"must be one of {string.Join(", ", possible)}");
}
