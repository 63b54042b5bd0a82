namespace Latchkey.Server.Core.Log;

/// <summary>One line of the system log before it is written. Contract §3.6. Ids only: never a token, never a password.</summary>
internal sealed record LogEntry(string EventType, string Message)
{
    /// <summary>Somebody signs in, or tries to.</summary>
    public const string SignIn = "user.session.start";

    public string Severity { get; init; } = "INFO";
    public LogParty? Actor { get; init; }
    public IReadOnlyList<LogParty> Targets { get; init; } = [];
    /// <summary>SUCCESS, FAILURE, DENY, …</summary>
    public string Outcome { get; init; } = "SUCCESS";
    public string? Reason { get; init; }
    public string? SessionId { get; init; }
    /// <summary>More for whoever looks into it: grant type, scopes, the policy and rule.</summary>
    public IReadOnlyDictionary<string, string>? Debug { get; init; }
}
