using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Faces.Console.Securing.Policies.Kit;
using Latchkey.Server.Ground.Languages;

namespace Latchkey.Server.Faces.Console.Securing.Policies.Simulation;

/// <summary>What the policies of one kind would say of a sign-in.</summary>
public sealed record SimulatedStep
{
    public required string Type { get; init; }
    /// <summary>The policy that decides; null: none for certain.</summary>
    public required (string Id, string Name)? Policy { get; init; }
    /// <summary>The rule of it that does.</summary>
    public required ShownRule? Rule { get; init; }
    /// <summary>All that were asked, in their order.</summary>
    public required IReadOnlyList<TriedRule> Tried { get; init; }

    internal static SimulatedStep Of(string type, IReadOnlyList<PolicyVerdict> verdicts, IReadOnlyDictionary<string, string> names, Texts texts)
    {
        var deciding = SignOnSimulation.Deciding(verdicts);
        return new()
        {
            Type = type,
            Policy = deciding is { } found ? (found.Policy.Policy.Id, found.Policy.Policy.Name) : null,
            Rule = deciding is { } decided ? ShownRule.Of(decided.Rule.Rule, decided.Policy.Policy, names, texts) : null,
            Tried = [.. verdicts.SelectMany(policy => policy.Rules.Select(rule => TriedRule.Of(policy, rule)))],
        };
    }
}
