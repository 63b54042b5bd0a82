using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.Clients;

/// <summary>What apps do wrong, by the contract's event names (§3.6).</summary>
internal static class ClientEvents
{
    public static LogEntry InvalidClientCredentials(App app, string method) => new("app.oauth2.invalid_client_credentials", "An app could not prove who it is")
    {
        Actor = app.Party, Targets = [app.Party], Outcome = "FAILURE", Reason = "invalid_client",
        Debug = new Dictionary<string, string> { ["authMethod"] = method }, Severity = "WARN",
    };
}
