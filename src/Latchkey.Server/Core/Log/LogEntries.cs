using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Faces.OAuth.Callers;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Log;

/// <summary>What the protocol writes into the log, by the contract's event names (§3.6). Ids only: never a token, never a password.</summary>
public static class LogEntries
{
    /// <summary>Somebody who gave a name that nobody has.</summary>
    public static readonly LogParty Unknown = new("unknown", "User", null, "unknown");

    /// <param name="identifier">What was typed.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="app">Where to; null for a program that asks for no app in particular.</param>
    public static LogEntry SignIn(string identifier, PasswordOutcome outcome, App? app) => outcome switch
    {
        PasswordOutcome.Ok ok => new("user.session.start", "User login to Okta") { Actor = Of(ok.User), Targets = app is null ? [] : [Of(app)] },
        PasswordOutcome.Expired expired => new("user.session.start", "User login to Okta")
        {
            Actor = Of(expired.User), Targets = app is null ? [] : [Of(app)], Outcome = "FAILURE", Reason = "The password has expired and must be changed.", Severity = "WARN",
        },
        PasswordOutcome.Refused refused => new("user.session.start", "User login to Okta")
        {
            // What was typed may be a password in the wrong field: only a known login is written down.
            Actor = refused.User is { } known ? Of(known) : Unknown,
            Targets = app is null ? [] : [Of(app)], Outcome = "FAILURE", Reason = refused.Reason, Severity = "WARN",
        },
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), identifier, "Not an outcome."),
    };

    public static LogEntry Authorize(AuthorizeRequest request, User user, OAuthException? refusal) =>
        new((request.Server.IsOrgServer ? "app.oauth2.authorize" : "app.oauth2.as.authorize") + request.ResponseType switch
        {
            { Code: true } => ".code",
            { Token: true } => ".implicit.access_token",
            { IdToken: true } => ".implicit.id_token",
            _ => "",
        }, request.ResponseType.Code ? "OIDC authorization code request" : "OIDC authorization request")
        {
            Actor = Of(user), Targets = [Of(request.App)], Outcome = refusal is null ? "SUCCESS" : "FAILURE",
            Reason = refusal is null ? null : refusal.Detail ?? refusal.Message, Severity = refusal is null ? "INFO" : "WARN",
        };

    public static LogEntry TokenGrant(Granted granted, string grantType) =>
        new(granted.Server.IsOrgServer ? "app.oauth2.token.grant.access_token" : "app.oauth2.as.token.grant.access_token", "OAuth2 access token is granted")
        {
            Actor = Of(granted.App),
            Targets = granted.User is { } user ? [Of(user)] : [], Reason = grantType == GrantType.RefreshToken ? "refresh" : null,
        };

    public static LogEntry DeviceSecret(Granted granted) => new("app.oauth2.as.token.grant.device_secret", "Tokens are granted for a device secret") { Actor = Of(granted.App), Targets = [Of(granted.User!)] };

    public static LogEntry Reuse(string userId, string clientId, string grantId, string how) => new("app.oauth2.as.token.detect_reuse", "One-time token was used again")
    {
        Actor = new(clientId, "PublicClientApp", clientId, null), Targets = [new(userId, "User", null, null), new(grantId, "refresh_token", null, null)],
        Outcome = "FAILURE", Reason = how, Severity = "WARN",
    };

    public static LogEntry InvalidClientCredentials(App app, string method) => new("app.oauth2.invalid_client_credentials", "An app could not prove who it is")
    {
        Actor = Of(app), Targets = [Of(app)], Outcome = "FAILURE", Reason = "invalid_client", Debug = new Dictionary<string, string> { ["authMethod"] = method }, Severity = "WARN",
    };

    public static LogEntry ClaimFailed(App app, User? user, ClaimDefinition claim, string why) => new("app.oauth2.as.evaluate.claim", "OAuth2 claim could not be evaluated")
    {
        Actor = Of(app), Targets = user is null ? [ServerEvents.Of(claim)] : [ServerEvents.Of(claim), Of(user)], Outcome = "FAILURE", Reason = $"{claim.Name}: {why}", Severity = "WARN",
    };

    /// <summary>The reason names the policy and rule, or the assignment, that was missing.</summary>
    public static LogEntry TokenRefused(TokenRequest request, string grantType, OAuthException refusal) =>
        new(request.Server.IsOrgServer ? "app.oauth2.token.grant" : "app.oauth2.as.token.grant", "OAuth2 token request")
        {
            Actor = Of(request.App), Outcome = "FAILURE", Severity = "WARN", Reason = refusal.Detail ?? refusal.Message,
            Debug = new Dictionary<string, string> { ["grantType"] = grantType, ["error"] = refusal.Error },
        };

    public static LogEntry Revoked(App app, string? userId, string tokenId) => new("app.oauth2.as.token.revoke", "OAuth2 token is revoked")
    {
        Actor = Of(app), Targets = userId is null ? [new(tokenId, "token", null, null)] : [new(tokenId, "token", null, null), new(userId, "User", null, null)],
    };

    public static LogEntry RevokedBy(User user, string clientId, string grantId) => new("app.oauth2.token.revoke", "OAuth2 token is revoked")
    {
        Actor = Of(user), Targets = [new(grantId, "refresh_token", null, null), new(clientId, "PublicClientApp", clientId, null)],
    };

    public static LogEntry ConsentGiven(App app, AuthorizationServer server, User user, IEnumerable<ScopeDefinition> scopes) =>
        new(server.IsOrgServer ? "app.oauth2.consent.grant" : "app.oauth2.as.consent.grant", "User granted consent to an app")
        {
            Actor = Of(user), Targets = [Of(app)], Debug = new Dictionary<string, string> { ["scopes"] = string.Join(' ', scopes.Select(scope => scope.Name)) },
        };

    public static LogEntry SessionStarted(User user, Session session) => new("user.session.start", "User login to Okta") { Actor = Of(user), SessionId = session.Id };

    public static LogEntry SignedOut(User user, App? app) => new("user.session.end", "User logout from Okta") { Actor = Of(user), Targets = app is null ? [] : [Of(app)] };

    /// <summary>A back-channel notice that arrived, or was given up.</summary>
    public static LogEntry ToldOfSignOut(App app, string userId, string sid, string? problem) => new("user.authentication.universal_logout", "App was told that a session ended")
    {
        Actor = LogParty.Server, Targets = [Of(app), new(userId, "User", null, null)], SessionId = sid,
        Outcome = problem is null ? "SUCCESS" : "FAILURE", Reason = problem, Severity = problem is null ? "INFO" : "WARN",
    };

    public static LogParty Of(User user) => new(user.Id, "User", user.Login, user.DisplayName);

    public static LogParty Of(App app) => new(app.Id, "PublicClientApp", app.Id, app.Label);
}
