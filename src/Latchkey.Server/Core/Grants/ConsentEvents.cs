using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;

namespace Latchkey.Server.Core.Grants;

/// <summary>What people agree to, by the contract's event names (§3.6).</summary>
internal static class ConsentEvents
{
    public static LogEntry ConsentGiven(App app, AuthorizationServer server, User user, IEnumerable<ScopeDefinition> scopes) =>
        new(server.IsOrgServer ? "app.oauth2.consent.grant" : "app.oauth2.as.consent.grant", "User granted consent to an app")
        {
            Actor = user.Party, Targets = [app.Party],
            Debug = new Dictionary<string, string> { ["scopes"] = string.Join(' ', scopes.Select(scope => scope.Name)) },
        };
}
