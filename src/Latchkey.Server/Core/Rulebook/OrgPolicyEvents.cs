using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.Rulebook;

/// <summary>What happens to policies, by the contract's event names (§3.6).</summary>
internal static class OrgPolicyEvents
{
    public static readonly LogEntry Created = new("policy.lifecycle.create", "Policy created");
    public static readonly LogEntry Updated = new("policy.lifecycle.update", "Policy updated");
    public static readonly LogEntry Activated = new("policy.lifecycle.activate", "Policy activated");
    public static readonly LogEntry Deactivated = new("policy.lifecycle.deactivate", "Policy deactivated");
    public static readonly LogEntry Deleted = new("policy.lifecycle.delete", "Policy deleted");
    public static readonly LogEntry RuleCreated = new("policy.rule.add", "Rule of a policy created");
    public static readonly LogEntry RuleUpdated = new("policy.rule.update", "Rule of a policy updated");
    public static readonly LogEntry RuleActivated = new("policy.rule.activate", "Rule of a policy activated");
    public static readonly LogEntry RuleDeactivated = new("policy.rule.deactivate", "Rule of a policy deactivated");
    public static readonly LogEntry RuleDeleted = new("policy.rule.delete", "Rule of a policy deleted");
    public static readonly LogEntry Mapped = new("application.policy.sign_on.update", "Policy of an application changed");
}
