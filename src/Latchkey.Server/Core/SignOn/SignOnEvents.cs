using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Rulebook;

namespace Latchkey.Server.Core.SignOn;

/// <summary>What policies decide, by the contract's event names (§3.6).</summary>
internal static class SignOnEvents
{
    private static Dictionary<string, string> Rules(SignOnDecision decision)
    {
        var rules = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["sessionPolicy"] = decision.Session.Policy.Id, ["sessionRule"] = decision.Session.Rule.Id,
        };
        if (decision.App is { } app) (rules["appPolicy"], rules["appRule"]) = (app.Policy.Id, app.Rule.Id);
        if (decision.Constraints.Count > 0) rules["constraints"] = string.Join(", ", decision.Constraints);
        return rules;
    }

    public static LogEntry Evaluated(SignOnQuestion question, SignOnDecision decision)
    {
        var decisive = decision.Decisive;
        var result = decision.Allowed ? "ALLOW" : decision.KeptOut ? "DENY" : "CHALLENGE";
        return new("policy.evaluate_sign_on", "Evaluation of sign-on policy")
        {
            Actor = question.User.Party, Outcome = result, Severity = result == "DENY" ? "WARN" : "INFO", Reason = decision.Sentence,
            Targets = [decisive.Policy.Party, decisive.Rule.Party, .. question.App is { IsHome: false } app ? (LogParty[])[app.Party] : []],
            Debug = Rules(decision),
        };
    }
}
