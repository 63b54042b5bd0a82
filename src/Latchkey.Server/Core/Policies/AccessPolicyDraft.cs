using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Policies;

/// <summary>What an access policy is to be, and satisfies the rules of one; whether its apps exist is asked when it is written. Contract §3.4.</summary>
internal sealed record AccessPolicyDraft
{
    private AccessPolicyDraft(AccessPolicy policy, long? priority) => (Policy, Priority) = (policy, priority);

    /// <summary>Without an id while it is a new one, and always without rules.</summary>
    public AccessPolicy Policy { get; }

    /// <summary>Where it is to stand; null leaves it where it is, or puts it at the end.</summary>
    public long? Priority { get; }

    /// <param name="existing">The policy it replaces.</param>
    /// <param name="name">Of no other policy of its server.</param>
    /// <param name="description">Left out, it is empty.</param>
    /// <param name="status">Left out, it is active.</param>
    /// <param name="priority">Left out, it stays where it is, or comes last.</param>
    /// <param name="clients">The apps it is for, or all.</param>
    /// <exception cref="RuleException">It breaks one.</exception>
    public static AccessPolicyDraft Of(AccessPolicy? existing, string? name, string? description, string? status, int? priority, IReadOnlyList<string>? clients)
    {
        const string field = "conditions.clients.include";
        var named = Conditions.Names(field, clients);
        if (named.Count == 0) throw new RuleException(field, $"must name {PolicyDecision.AllClients} or at least one client");
        return new(
            new AccessPolicy(
                existing?.Id ?? "", TextRules.Name(name, Conditions.LongestName), TextRules.Description(description), Priority: 0,
                TextRules.IsActive(status), existing?.System ?? false,
                named.Contains(PolicyDecision.AllClients) ? [PolicyDecision.AllClients] : named, []),
            Conditions.Priority(priority));
    }
}
