using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Membership;

/// <summary>What a group is to be, and satisfies the rules of one. Contract §3.3.</summary>
internal sealed record GroupDraft
{
    private const int LongestName = 255;
    private const int LongestDescription = 1024;

    private GroupDraft(string name, string? description) => (Name, Description) = (name, description);

    public string Name { get; }
    public string? Description { get; }

    /// <exception cref="RuleException">It breaks one.</exception>
    public static GroupDraft Of(string? name, string? description)
    {
        var called = name?.Trim() ?? "";
        if (Characters.Of(called) is 0 or > LongestName) throw new RuleException("name", $"must have between 1 and {LongestName} characters");
        if (description is not null && Characters.Of(description) > LongestDescription)
            throw new RuleException("description", $"must have at most {LongestDescription} characters");
        return new(called, description);
    }
}
