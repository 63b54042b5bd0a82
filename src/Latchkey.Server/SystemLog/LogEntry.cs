using Latchkey.Server.Apps;
using Latchkey.Server.AuthorizationServers;
using Latchkey.Server.Groups;
using Latchkey.Server.Orgs;
using Latchkey.Server.Users;

namespace Latchkey.Server.Logs;

/// <summary>What happened, by whom, to whom, and how it ended. Never a token, a password or a secret: ids only.</summary>
public sealed record LogEntry(LogEvent Event, LogParty Actor, params IReadOnlyList<LogParty> Targets)
{
    /// <summary>SUCCESS, FAILURE, ALLOW, DENY, …</summary>
    public string Outcome { get; init; } = "SUCCESS";

    /// <summary>Why, where it did not succeed: an error name first, e.g. <c>no_matching_policy: …</c>.</summary>
    public string? Reason { get; init; }

    public string? SessionId { get; init; }

    /// <summary>More for whoever looks into it: grant type, scopes, the policy and rule.</summary>
    public IReadOnlyDictionary<string, string>? Debug { get; init; }

    public LogEntry Failed(string reason) => this with { Outcome = "FAILURE", Reason = reason };
}

/// <summary>An actor or a target of an event.</summary>
public sealed record LogParty(string Id, string Type, string? AlternateId, string? DisplayName)
{
    public static readonly LogParty System = new("system", "SystemPrincipal", "system@latchkey", "Latchkey");

    public static LogParty Of(User user) => new(user.Id, "User", user.Login, user.DisplayName);

    /// <summary>A person as typed who was not found: the name goes no further than the log.</summary>
    public static LogParty Unknown(string typed) => new("unknown", "User", typed.Length > 100 ? typed[..100] : typed, null);

    /// <summary>An app that acts for itself.</summary>
    public static LogParty ActorOf(App app) => new(app.Id, "PublicClientApp", app.Id, app.Label);

    public static LogParty Of(App app) => new(app.Id, "AppInstance", app.Label, "OpenID Connect Client");

    public static LogParty Of(Group group) => new(group.Id, "UserGroup", null, group.Name);

    public static LogParty Of(AuthorizationServer server) => new(server.IsOrgServer ? server.OrgId : server.Id, "AuthorizationServer", server.Issuer, server.Name);

    public static LogParty Of(Org org) => new(org.Id, "Org", org.Url, org.Name);
}
