using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.Clients;

/// <summary>As the log names them. Contract §3.6.</summary>
public static class ClientsInLog
{
    extension(App app)
    {
        public LogParty Party => new(app.Id, "PublicClientApp", app.Id, app.Label);
    }
}
