namespace Latchkey.Server.Core.Log;

/// <summary>What happens to authorization servers, by the contract's event names (§3.6).</summary>
internal static class ServerEvents
{
    public static readonly LogEntry Created = new("oauth2.as.created", "Authorization server created");
    public static readonly LogEntry Updated = new("oauth2.as.updated", "Authorization server updated");
    public static readonly LogEntry Activated = new("oauth2.as.activated", "Authorization server activated");
    public static readonly LogEntry Deactivated = new("oauth2.as.deactivated", "Authorization server deactivated");
    public static readonly LogEntry Deleted = new("oauth2.as.deleted", "Authorization server deleted");
    public static readonly LogEntry ScopeCreated = new("oauth2.scope.created", "Scope of an authorization server created");
    public static readonly LogEntry ScopeUpdated = new("oauth2.scope.updated", "Scope of an authorization server updated");
    public static readonly LogEntry ScopeDeleted = new("oauth2.scope.deleted", "Scope of an authorization server deleted");
    public static readonly LogEntry ClaimCreated = new("oauth2.claim.created", "Claim of an authorization server created");
    public static readonly LogEntry ClaimUpdated = new("oauth2.claim.updated", "Claim of an authorization server updated");
    public static readonly LogEntry ClaimDeleted = new("oauth2.claim.deleted", "Claim of an authorization server deleted");
    public static readonly LogEntry PolicyCreated = new("policy.lifecycle.create", "Access policy created");
    public static readonly LogEntry PolicyUpdated = new("policy.lifecycle.update", "Access policy updated");
    public static readonly LogEntry PolicyActivated = new("policy.lifecycle.activate", "Access policy activated");
    public static readonly LogEntry PolicyDeactivated = new("policy.lifecycle.deactivate", "Access policy deactivated");
    public static readonly LogEntry PolicyDeleted = new("policy.lifecycle.delete", "Access policy deleted");
    public static readonly LogEntry RuleCreated = new("policy.rule.add", "Rule of an access policy created");
    public static readonly LogEntry RuleUpdated = new("policy.rule.update", "Rule of an access policy updated");
    public static readonly LogEntry RuleActivated = new("policy.rule.activate", "Rule of an access policy activated");
    public static readonly LogEntry RuleDeactivated = new("policy.rule.deactivate", "Rule of an access policy deactivated");
    public static readonly LogEntry RuleDeleted = new("policy.rule.delete", "Rule of an access policy deleted");

}
