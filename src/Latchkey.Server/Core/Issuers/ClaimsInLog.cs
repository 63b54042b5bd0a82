using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.Issuers;

/// <summary>As the log names it. Contract §3.6.</summary>
internal static class ClaimsInLog
{
    extension(ClaimDefinition claim)
    {
        public LogParty Party => new(claim.Id, "OAuth2Claim", claim.ClaimType, claim.Name);
    }
}
