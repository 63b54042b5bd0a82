using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Tokens;

/// <summary>What happens to tokens, by the contract's event names (§3.6). Ids only: never a token.</summary>
internal static class TokenEvents
{
    public static LogEntry TokenGrant(Granted granted, string grantType) =>
        new(granted.Server.IsOrgServer ? "app.oauth2.token.grant.access_token" : "app.oauth2.as.token.grant.access_token", "OAuth2 access token is granted")
        {
            Actor = granted.App.Party,
            Targets = granted.User is { } user ? [user.Party] : [], Reason = grantType == GrantType.RefreshToken ? "refresh" : null,
        };

    public static LogEntry DeviceSecret(Granted granted) =>
        new("app.oauth2.as.token.grant.device_secret", "Tokens are granted for a device secret") { Actor = granted.App.Party, Targets = [granted.User!.Party] };

    /// <summary>The reason names the policy and rule, or the assignment, that was missing.</summary>
    public static LogEntry TokenRefused(App app, AuthorizationServer server, string grantType, OAuthException refusal) =>
        new(server.IsOrgServer ? "app.oauth2.token.grant" : "app.oauth2.as.token.grant", "OAuth2 token request")
        {
            Actor = app.Party, Outcome = "FAILURE", Severity = "WARN", Reason = refusal.Detail ?? refusal.Message,
            Debug = new Dictionary<string, string> { ["grantType"] = grantType, ["error"] = refusal.Error },
        };

    public static LogEntry Reuse(string userId, string clientId, string grantId, string how) =>
        new("app.oauth2.as.token.detect_reuse", "One-time token was used again")
        {
            Actor = new(clientId, "PublicClientApp", clientId, null), Targets = [new(userId, "User", null, null), new(grantId, "refresh_token", null, null)],
            Outcome = "FAILURE", Reason = how, Severity = "WARN",
        };

    /// <summary>A refresh that was asked again, for its answer was lost or two asked at once: it got the same successor. Decision 0006.</summary>
    public static LogEntry Repeated(App app, string userId, string familyId) => new("app.oauth2.as.token.repeat", "Refresh repeated and answered alike")
    {
        Actor = app.Party, Targets = [new(userId, "User", null, null), new(familyId, "refresh_token", null, null)],
    };

    public static LogEntry ClaimFailed(App app, User? user, ClaimDefinition claim, string why) =>
        new("app.oauth2.as.evaluate.claim", "OAuth2 claim could not be evaluated")
        {
            Actor = app.Party, Targets = user is null ? [claim.Party] : [claim.Party, user.Party], Outcome = "FAILURE", Reason = $"{claim.Name}: {why}",
            Severity = "WARN",
        };

    public static LogEntry Revoked(App app, string? userId, string tokenId) => new("app.oauth2.as.token.revoke", "OAuth2 token is revoked")
    {
        Actor = app.Party, Targets = userId is null ? [new(tokenId, "token", null, null)]
            : [new(tokenId, "token", null, null), new(userId, "User", null, null)],
    };
}
