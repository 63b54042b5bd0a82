using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.Federation;

/// <summary>What happens to identity providers and by them, by the contract's event names (§3.6).</summary>
internal static class FederationEvents
{
    public static readonly LogEntry Created = new("system.idp.lifecycle.create", "Identity provider created");
    public static readonly LogEntry Updated = new("system.idp.lifecycle.update", "Identity provider updated");
    public static readonly LogEntry Activated = new("system.idp.lifecycle.activate", "Identity provider activated");
    public static readonly LogEntry Deactivated = new("system.idp.lifecycle.deactivate", "Identity provider deactivated");
    public static readonly LogEntry Deleted = new("system.idp.lifecycle.delete", "Identity provider deleted");
    public static readonly LogEntry TokensRead = new("system.idp.tokens.read", "Tokens of an identity provider read");
    public static readonly LogEntry Linked = new("user.identity_provider.link", "User linked to an identity provider");
    public static readonly LogEntry Unlinked = new("user.identity_provider.unlink", "User unlinked from an identity provider");

    private static readonly LogEntry Arrived = new("user.authentication.auth_via_IDP", "User came from an identity provider");

    /// <summary>Somebody came back from there, and is somebody here.</summary>
    public static LogEntry Known(IdentityProvider provider, LogParty person) => Arrived with { Actor = person, Targets = [provider.Party] };

    /// <summary>Somebody came back, or something did.</summary>
    public static LogEntry Refused(IdentityProvider provider, LogParty? person, string reason) => Arrived with
    {
        Actor = person ?? LogParty.Unknown,
        Targets = [provider.Party],
        Severity = "WARN",
        Outcome = "FAILURE",
        Reason = reason,
    };
}
