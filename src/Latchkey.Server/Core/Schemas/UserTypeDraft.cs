using System.Text.RegularExpressions;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Schemas;

/// <summary>What a type of people is to be, and satisfies the rules of one. Contract §3.2, schemas.</summary>
internal sealed partial record UserTypeDraft
{
    private const int LongestTitle = 100;

    private UserTypeDraft(string name, string displayName, string description) => (Name, DisplayName, Description) = (name, displayName, description);

    public string Name { get; }
    public string DisplayName { get; }
    public string Description { get; }

    /// <param name="name">As programs call it.</param>
    /// <param name="displayName">As people do.</param>
    /// <param name="description">Of it, in a sentence; null: none.</param>
    /// <param name="existing">The one that is changed, whose name stays; null: a new one.</param>
    /// <exception cref="RuleException">It breaks one.</exception>
    public static UserTypeDraft Of(string? name, string? displayName, string? description, UserType? existing = null)
    {
        if (string.IsNullOrEmpty(name)) throw new RuleException("name", ProfileSchema.Blank);
        if (existing is not null && name != existing.Name) throw new RuleException("name", "of a type that there is cannot be changed");
        if (!PossibleName().IsMatch(name)) throw new RuleException("name", "must be a letter, then up to 49 letters, digits and underscores");
        var title = displayName?.Trim() ?? "";
        if (title.Length == 0) throw new RuleException("displayName", ProfileSchema.Blank);
        if (title.Length > LongestTitle || title.Any(char.IsControl))
            throw new RuleException("displayName", $"must be one line of at most {LongestTitle} characters");
        return new(name, title, TextRules.Description(description));
    }

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9_]{0,49}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PossibleName();
}
