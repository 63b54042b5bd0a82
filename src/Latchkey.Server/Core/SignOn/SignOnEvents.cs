using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Rulebook;

namespace Latchkey.Server.Core.SignOn;

/// <summary>What policies decide, by the contract's event names (§3.6).</summary>
internal static class SignOnEvents
{
    public static LogEntry Evaluated(SignOnQuestion question, SignOnDecision decision)
    {
        var decisive = decision.Decisive;
        var result = decision.Allowed ? "ALLOW" : decision.Denied is not null || decision.Step == AssuranceStep.Unmet ? "DENY" : "CHALLENGE";
        return new("policy.evaluate_sign_on", "Evaluation of sign-on policy")
        {
            Actor = question.User.Party, Outcome = result, Severity = result == "DENY" ? "WARN" : "INFO", Reason = $"{decisive.Named} {Says(decision)}.",
            Targets = [decisive.Policy.Party, decisive.Rule.Party, .. question.App is { IsHome: false } app ? (LogParty[])[app.Party] : []],
        };
    }

    private static string Says(SignOnDecision decision) => decision.Denied is not null ? "keeps the person out" : decision.Step switch
    {
        AssuranceStep.Enough => "lets the person in",
        AssuranceStep.SecondFactor => "asks for a second factor",
        AssuranceStep.Enroll => "asks for a second factor to be set up",
        AssuranceStep.SignIn => "asks for a new sign-in",
        _ => "asks for more than the person can prove",
    };
}
