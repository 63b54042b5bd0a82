using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.Rulebook;

/// <summary>As the log names it. Contract §3.6.</summary>
internal static class OrgPoliciesInLog
{
    extension(OrgPolicy policy)
    {
        public LogParty Party => new(policy.Id, "PolicyEntity", policy.Type, policy.Name);
    }
}
