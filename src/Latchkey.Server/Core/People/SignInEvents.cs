using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.People;

/// <summary>What a sign-in writes into the log, by the contract's event names (§3.6).</summary>
internal static class SignInEvents
{
    /// <param name="identifier">What was typed.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="app">Where to; null for a program that asks for no app in particular.</param>
    public static LogEntry SignIn(string identifier, PasswordOutcome outcome, LogParty? app) => outcome switch
    {
        PasswordOutcome.Ok ok => new(LogEntry.SignIn, "User login to Okta") { Actor = ok.User.Party, Targets = app is null ? [] : [app] },
        PasswordOutcome.Expired expired => new(LogEntry.SignIn, "User login to Okta")
        {
            Actor = expired.User.Party, Targets = app is null ? [] : [app], Outcome = "FAILURE", Reason = "The password has expired and must be changed.",
            Severity = "WARN",
        },
        PasswordOutcome.Refused refused => new(LogEntry.SignIn, "User login to Okta")
        {
            // What was typed may be a password in the wrong field: only a known login is written down.
            Actor = refused.User is { } known ? known.Party : LogParty.Unknown,
            Targets = app is null ? [] : [app], Outcome = "FAILURE", Reason = refused.Reason, Severity = "WARN",
        },
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), identifier, "Not an outcome."),
    };
}
