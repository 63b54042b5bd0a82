namespace Latchkey.Server.Core.Rulebook;

/// <summary>When a rule is for somebody. What is empty is no condition.</summary>
internal sealed record RuleConditions
{
    public static readonly RuleConditions Always = new();

    public IReadOnlyList<string> Users { get; init; } = [];
    public IReadOnlyList<string> ExcludedUsers { get; init; } = [];
    public IReadOnlyList<string> Groups { get; init; } = [];
    public IReadOnlyList<string> ExcludedGroups { get; init; } = [];
    /// <summary>Where the request comes from, by the ids of network zones.</summary>
    public IReadOnlyList<string> Zones { get; init; } = [];
    public IReadOnlyList<string> ExcludedZones { get; init; } = [];
    /// <summary>Where the person wants to, by the ids of apps.</summary>
    public IReadOnlyList<string> Apps { get; init; } = [];
    public IReadOnlyList<string> ExcludedApps { get; init; } = [];
    /// <summary>What the person typed to say who they are: one of these fits.</summary>
    public IReadOnlyList<IdentifierPattern> Identifiers { get; init; } = [];
    /// <summary>One of <see cref="SignInRisk"/>; null: any.</summary>
    public string? Risk { get; init; }
    /// <summary>The rule was written so, which is the same as to say nothing of platforms.</summary>
    public bool SaysAnyPlatform { get; init; }
}
