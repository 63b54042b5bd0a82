using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.Clients;

/// <summary>As the log names them. Contract §3.6.</summary>
internal static class ClientsInLog
{
    extension(App app)
    {
        public LogParty Party => PartyOf(app.Id, app.Label);
    }

    /// <summary>One that is about to be called so.</summary>
    public static LogParty PartyOf(string id, string label) => new(id, "PublicClientApp", id, label);
}
