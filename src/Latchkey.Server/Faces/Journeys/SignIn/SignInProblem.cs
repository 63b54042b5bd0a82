namespace Latchkey.Server.Faces.Journeys.SignIn;

public enum SignInProblem
{
    IdentifierMissing,
    PasswordMissing,
    /// <summary>Wrong, unknown, locked, suspended: one sentence for all of them.</summary>
    NoMatch,
    TooManyAttempts,
    /// <summary>The queue for password checks is full.</summary>
    Busy,
}
