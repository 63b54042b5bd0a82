using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.Keys;

/// <summary>What happens to keys, by the contract's event names (§3.6).</summary>
internal static class KeyEvents
{
    public static LogEntry RolledOver(string serverId) =>
        new(serverId is "" or KeyRing.InternalServer ? "app.oauth2.key.rollover" : "app.oauth2.as.key.rollover", "Signing key replaced by the next");
}
