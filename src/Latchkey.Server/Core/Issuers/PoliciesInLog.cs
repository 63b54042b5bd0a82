using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.Issuers;

/// <summary>As the log names it. Contract §3.6.</summary>
internal static class PoliciesInLog
{
    extension(AccessPolicy policy)
    {
        public LogParty Party => new(policy.Id, "PolicyEntity", null, policy.Name);
    }
}
