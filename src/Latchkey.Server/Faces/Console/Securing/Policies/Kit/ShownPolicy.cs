using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Ground.Languages;

namespace Latchkey.Server.Faces.Console.Securing.Policies.Kit;

/// <summary>A policy as a page shows it.</summary>
public sealed record ShownPolicy
{
    public required string Id { get; init; }
    public required string Type { get; init; }
    public required string Name { get; init; }
    public required string Description { get; init; }
    public required bool Active { get; init; }
    /// <summary>Every org has it: it is tried last and stays.</summary>
    public required bool System { get; init; }
    /// <summary>For whom, by name; null: apps name it.</summary>
    public required string? Whom { get; init; }
    /// <summary>In the order in which they are tried.</summary>
    public required IReadOnlyList<ShownRule> Rules { get; init; }
    /// <summary>There is one before it that it may change places with.</summary>
    public bool MayRise { get; init; }
    /// <summary>There is one behind it that it may change places with.</summary>
    public bool MayFall { get; init; }

    internal static ShownPolicy Of(OrgPolicy policy, IReadOnlyDictionary<string, string> names, Texts texts) => new()
    {
        Id = policy.Id, Type = policy.Type, Name = policy.Name, Description = policy.System ? "" : policy.Description, Active = policy.Active,
        System = policy.System, Whom = PolicyType.IsOfApps(policy.Type) || policy.Type == PolicyType.Discovery ? null : PolicyNames.List(policy.Groups, names),
        Rules = [.. policy.Rules.Select(rule => ShownRule.Of(rule, policy, names, texts))],
    };
}
