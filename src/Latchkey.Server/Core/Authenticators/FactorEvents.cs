using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;

namespace Latchkey.Server.Core.Authenticators;

/// <summary>What happens to factors, by the contract's event names (§3.6).</summary>
internal static class FactorEvents
{
    public static readonly LogEntry Activated = new("user.mfa.factor.activate", "Factor of a user activated");
    public static readonly LogEntry Deactivated = new("user.mfa.factor.deactivate", "Factor of a user removed");
    public static readonly LogEntry Renamed = new("user.mfa.factor.update", "Factor of a user renamed");
    public static readonly LogEntry RecoveryCodesMade = new("user.mfa.factor.activate", "Recovery codes of a user made");
    public static readonly LogEntry Reset = new("user.mfa.factor.reset_all", "All factors of a user removed");

    public static LogEntry Verified(User user, string type, CodeOutcome outcome) =>
        new("user.authentication.auth_via_mfa", "Authentication with a second factor")
        {
            Actor = user.Party, Targets = [new(type, "AuthenticatorEnrollment", null, type)],
            Outcome = outcome is CodeOutcome.Right ? "SUCCESS" : "FAILURE", Severity = outcome is CodeOutcome.Right ? "INFO" : "WARN",
            Reason = (outcome as CodeOutcome.Refused)?.Reason,
        };

    public static LogParty Of(Factor factor) => new(factor.Id, "AuthenticatorEnrollment", factor.Type, factor.Type);
}
