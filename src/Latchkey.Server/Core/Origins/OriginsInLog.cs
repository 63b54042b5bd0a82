using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.Origins;

/// <summary>As the log names it. Contract §3.6.</summary>
internal static class OriginsInLog
{
    extension(TrustedOrigin origin)
    {
        public LogParty Party => new(origin.Id, "TrustedOrigin", origin.Origin, origin.Name);
    }
}
