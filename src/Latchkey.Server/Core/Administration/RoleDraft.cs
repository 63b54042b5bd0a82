using Latchkey.Server.Core.Roles;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Administration;

/// <summary>What a custom role, or a resource set, is to be called.</summary>
internal sealed record RoleDraft
{
    private const int LongestLabel = 100;

    private RoleDraft(string label, string description) => (Label, Description) = (label, description);

    public string Label { get; }
    public string Description { get; }

    /// <exception cref="RuleException">It breaks a rule.</exception>
    public static RoleDraft Of(string? label, string? description)
    {
        var called = label?.Trim() ?? "";
        if (called.Length == 0) throw new RuleException("label", "The field cannot be left blank");
        if (called.Length > LongestLabel) throw new RuleException("label", $"must have at most {LongestLabel} characters");
        if (StandardRole.Find(called) is not null || called.Equals(RoleAssignment.Custom, StringComparison.OrdinalIgnoreCase))
            throw new RuleException("label", "is the type of a role that every organization has");
        return new(called, TextRules.Description(description));
    }
}
