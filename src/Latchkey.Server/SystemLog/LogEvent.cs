using Latchkey.Server.AuthorizationServers;

namespace Latchkey.Server.Logs;

/// <summary>A kind of event, under Okta's name for it. Contract §3.6.</summary>
public sealed record LogEvent(string Type, string Message, string Severity = "INFO")
{
    private const string CustomServer = "app.oauth2.as.";

    /// <summary>Events of the org's own authorization server have names of their own: without <c>.as</c>.</summary>
    public LogEvent At(AuthorizationServer server) => server.IsOrgServer && Type.StartsWith(CustomServer, StringComparison.Ordinal)
        ? this with { Type = "app.oauth2." + Type[CustomServer.Length..] }
        : this;
}

/// <summary>The closed list of what this server writes into the system log.</summary>
public static class LogEvents
{
    public static readonly LogEvent SessionStarted = new("user.session.start", "User signed in");
    public static readonly LogEvent SessionEnded = new("user.session.end", "User signed out");
    public static readonly LogEvent SessionsCleared = new("user.session.clear", "All sessions of a user ended");
    public static readonly LogEvent SessionExpired = new("user.session.expire", "A session expired");
    public static readonly LogEvent Authenticated = new("user.authentication.auth", "User authentication");
    public static readonly LogEvent SingleSignOn = new("user.authentication.sso", "User single sign-on to an app");

    public static readonly LogEvent AccountLocked = new("user.account.lock", "Account locked after too many wrong passwords", "WARN");
    public static readonly LogEvent AccountUnlocked = new("user.account.unlock", "Account unlocked");
    public static readonly LogEvent PasswordUpdated = new("user.account.update_password", "User set a password");
    public static readonly LogEvent PasswordReset = new("user.account.reset_password", "Password reset by an administrator");
    public static readonly LogEvent PasswordExpired = new("user.account.expire_password", "Password expired by an administrator");
    public static readonly LogEvent ProfileUpdated = new("user.account.update_profile", "User profile updated");

    public static readonly LogEvent UserCreated = new("user.lifecycle.create", "User created");
    public static readonly LogEvent UserActivated = new("user.lifecycle.activate", "User activated");
    public static readonly LogEvent UserReactivated = new("user.lifecycle.reactivate", "User activation started again");
    public static readonly LogEvent UserDeactivated = new("user.lifecycle.deactivate", "User deactivated");
    public static readonly LogEvent UserSuspended = new("user.lifecycle.suspend", "User suspended");
    public static readonly LogEvent UserUnsuspended = new("user.lifecycle.unsuspend", "User unsuspended");
    public static readonly LogEvent UserDeleted = new("user.lifecycle.delete.initiated", "User deleted");

    public static readonly LogEvent Authorized = new("app.oauth2.as.authorize", "OAuth2 authorization request");
    public static readonly LogEvent CodeIssued = new("app.oauth2.as.authorize.code", "OAuth2 authorization code issued");
    public static readonly LogEvent ScopeDenied = new("app.oauth2.as.authorize.scope_denied", "OAuth2 scope denied", "WARN");
    public static readonly LogEvent TokensGranted = new("app.oauth2.as.token.grant", "OAuth2 token request");
    public static readonly LogEvent AccessTokenGranted = new("app.oauth2.as.token.grant.access_token", "OAuth2 access token issued");
    public static readonly LogEvent IdTokenGranted = new("app.oauth2.as.token.grant.id_token", "OIDC ID token issued");
    public static readonly LogEvent RefreshTokenGranted = new("app.oauth2.as.token.grant.refresh_token", "OAuth2 refresh token issued");
    public static readonly LogEvent TokenRevoked = new("app.oauth2.as.token.revoke", "OAuth2 token revoked");
    public static readonly LogEvent TokenReuseDetected = new("app.oauth2.as.token.detect_reuse", "A spent refresh token was presented: the sign-in it belongs to has ended", "WARN");
    public static readonly LogEvent KeyRolledOver = new("app.oauth2.as.key.rollover", "OAuth2 signing key rotated");
    public static readonly LogEvent InvalidClient = new("app.oauth2.invalid_client_credentials", "OAuth2 client authentication failed", "WARN");
    public static readonly LogEvent ClientSecretRead = new("app.oauth2.client.read_client_secret", "Client secret read");

    public static readonly LogEvent AppCreated = new("application.lifecycle.create", "Application created");
    public static readonly LogEvent AppUpdated = new("application.lifecycle.update", "Application updated");
    public static readonly LogEvent AppActivated = new("application.lifecycle.activate", "Application activated");
    public static readonly LogEvent AppDeactivated = new("application.lifecycle.deactivate", "Application deactivated");
    public static readonly LogEvent AppDeleted = new("application.lifecycle.delete", "Application deleted");
    public static readonly LogEvent AppUserAdded = new("application.user_membership.add", "User assigned to an application");
    public static readonly LogEvent AppUserRemoved = new("application.user_membership.remove", "User unassigned from an application");
    public static readonly LogEvent AppGroupAdded = new("group.application_assignment.add", "Group assigned to an application");
    public static readonly LogEvent AppGroupRemoved = new("group.application_assignment.remove", "Group unassigned from an application");

    public static readonly LogEvent GroupCreated = new("group.lifecycle.create", "Group created");
    public static readonly LogEvent GroupUpdated = new("group.profile.update", "Group updated");
    public static readonly LogEvent GroupDeleted = new("group.lifecycle.delete", "Group deleted");
    public static readonly LogEvent GroupUserAdded = new("group.user_membership.add", "User added to a group");
    public static readonly LogEvent GroupUserRemoved = new("group.user_membership.remove", "User removed from a group");

    public static readonly LogEvent ApiTokenCreated = new("system.api_token.create", "API token created");
    public static readonly LogEvent ApiTokenRevoked = new("system.api_token.revoke", "API token revoked");
    public static readonly LogEvent RateLimited = new("system.org.rate_limit.violation", "Rate limit exceeded", "WARN");
}
