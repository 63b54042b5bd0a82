using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.Networks;

/// <summary>As the log names it. Contract §3.6.</summary>
internal static class ZonesInLog
{
    extension(Zone zone)
    {
        public LogParty Party => new(zone.Id, "NetworkZone", null, zone.Name);
    }
}
