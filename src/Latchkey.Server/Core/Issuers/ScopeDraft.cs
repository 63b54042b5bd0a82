using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Issuers;

/// <summary>What a scope of an authorization server is to be, and satisfies the rules of one. Contract §3.4, Scope.</summary>
internal sealed record ScopeDraft
{
    public static readonly IReadOnlyList<string> Consents = [ScopeConsent.Implicit, ScopeConsent.Required, ScopeConsent.Flexible];

    private const int LongestDisplayName = 40;
    private const string Hidden = "NO_CLIENTS";
    private const string Published = "ALL_CLIENTS";

    private ScopeDraft(ScopeDefinition scope) => Scope = scope;

    /// <summary>Without an id while it is a new one.</summary>
    public ScopeDefinition Scope { get; }

    /// <param name="existing">The scope it replaces. What a token request means by one that every server has cannot be renamed.</param>
    /// <param name="name">As requests name it.</param>
    /// <param name="displayName">As people see it.</param>
    /// <param name="description">What it lets an app do.</param>
    /// <param name="isDefault">A request without scopes asks for it.</param>
    /// <param name="consent">One of <see cref="Consents"/>.</param>
    /// <param name="metadataPublish">Whether the metadata names it.</param>
    /// <param name="optional">People may leave it out.</param>
    /// <exception cref="RuleException">It breaks one.</exception>
    public static ScopeDraft Of(
        ScopeDefinition? existing, string? name, string? displayName, string? description, bool isDefault,
        string? consent, string? metadataPublish, bool optional)
    {
        var called = name ?? "";
        if (existing is { System: true })
        {
            if (called != existing.Name) throw new RuleException("name", "The name of a system scope cannot be changed");
        }
        else if (SystemScopes.ProblemOf(called) is { } problem)
        {
            throw new RuleException("name", problem);
        }
        var shown = displayName?.Trim() ?? "";
        if (shown.Length > LongestDisplayName) throw new RuleException("displayName", $"must have at most {LongestDisplayName} characters");
        return new(new ScopeDefinition(
            existing?.Id ?? "", called, shown, TextRules.Description(description), existing?.System ?? false, isDefault,
            TextRules.OneOf("consent", consent, ScopeConsent.Implicit, Consents),
            TextRules.OneOf("metadataPublish", metadataPublish, existing is { System: true } ? Published : Hidden, [Hidden, Published]) == Published,
            optional));
    }
}
