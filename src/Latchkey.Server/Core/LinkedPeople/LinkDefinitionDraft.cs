using System.Text.RegularExpressions;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.LinkedPeople;

/// <summary>What a relation is to be, and satisfies the rules of one. Contract §3.2, linkedObjects.</summary>
internal sealed partial record LinkDefinitionDraft
{
    private const int LongestTitle = 255;

    private LinkDefinitionDraft(LinkSide primary, LinkSide associated) => (Primary, Associated) = (primary, associated);

    public LinkSide Primary { get; }
    public LinkSide Associated { get; }

    /// <exception cref="RuleException">It breaks one.</exception>
    public static LinkDefinitionDraft Of(LinkSide primary, LinkSide associated)
    {
        Require("primary", primary);
        Require("associated", associated);
        return primary.Name != associated.Name ? new(primary, associated) : throw new RuleException("associated", "name: must differ from the primary one");
    }

    private static void Require(string field, LinkSide side)
    {
        if (!PossibleName().IsMatch(side.Name)) throw new RuleException(field, "name: must be a letter, then up to 99 letters, digits and underscores");
        if (side.Title.Length is 0 or > LongestTitle) throw new RuleException(field, $"title: must have between 1 and {LongestTitle} characters");
        if (side.Description.Length > 1024) throw new RuleException(field, "description: must have at most 1024 characters");
    }

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9_]{0,99}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PossibleName();
}
