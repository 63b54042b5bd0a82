using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.Issuers;

/// <summary>As the log names it. Contract §3.6.</summary>
internal static class ServersInLog
{
    extension(AuthorizationServer server)
    {
        public LogParty Party => new(server.Id, "AuthorizationServer", null, server.Name);
    }
}
