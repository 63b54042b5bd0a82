using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.Rulebook;

/// <summary>As the log names them. Contract §3.6.</summary>
public static class RulebookInLog
{
    extension(OrgPolicy policy)
    {
        public LogParty Party => new(policy.Id, "PolicyEntity", policy.Type, policy.Name);
    }

    extension(OrgRule rule)
    {
        public LogParty Party => new(rule.Id, "PolicyRule", null, rule.Name);
    }
}
