using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.Issuers;

/// <summary>As the log names it. Contract §3.6.</summary>
internal static class RulesInLog
{
    extension(AccessPolicyRule rule)
    {
        public LogParty Party => new(rule.Id, "PolicyRule", null, rule.Name);
    }
}
