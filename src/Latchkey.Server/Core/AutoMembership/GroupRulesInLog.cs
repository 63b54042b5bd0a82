using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.AutoMembership;

/// <summary>As the log names them. Contract §3.6.</summary>
internal static class GroupRulesInLog
{
    extension(GroupRule rule)
    {
        public LogParty Party => new(rule.Id, "GroupRule", null, rule.Name);
    }
}
