using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Requests;

/// <summary>What an authorization request writes into the log, by the contract's event names (§3.6).</summary>
internal static class AuthorizeEvents
{
    public static LogEntry Authorize(AuthorizeRequest request, User user, OAuthException? refusal) =>
        new((request.Server.IsOrgServer ? "app.oauth2.authorize" : "app.oauth2.as.authorize") + request.ResponseType switch
        {
            { Code: true } => ".code",
            { Token: true } => ".implicit.access_token",
            { IdToken: true } => ".implicit.id_token",
            _ => "",
        }, request.ResponseType.Code ? "OIDC authorization code request" : "OIDC authorization request")
        {
            Actor = user.Party, Targets = [request.App.Party], Outcome = refusal is null ? "SUCCESS" : "FAILURE",
            Reason = refusal is null ? null : refusal.Detail ?? refusal.Message, Severity = refusal is null ? "INFO" : "WARN",
        };
}
