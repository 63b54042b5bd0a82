using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.Rulebook;

/// <summary>As the log names it. Contract §3.6.</summary>
internal static class OrgRulesInLog
{
    extension(OrgRule rule)
    {
        public LogParty Party => new(rule.Id, "PolicyRule", null, rule.Name);
    }
}
