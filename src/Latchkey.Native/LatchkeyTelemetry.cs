namespace Latchkey.Native;

/// <summary>
/// What OpenTelemetry is told: spans <c>sign-in</c> and <c>refresh</c>; counters <c>latchkey.sign_ins</c> (tags <c>flow</c> and
/// <c>ending</c>) and <c>latchkey.refreshes</c> (tag <c>outcome</c>); the histogram <c>latchkey.refresh.duration</c> in seconds. An ending is
/// <c>Succeeded</c>, <c>Nobody</c> (no sibling app is signed in), <c>Abandoned</c> (the app cancelled), <c>Failed</c>, or a <see cref="SignInErrorKind"/>.
/// </summary>
public static class LatchkeyTelemetry
{
    /// <summary>The name of the <c>ActivitySource</c> and of the <c>Meter</c>.</summary>
    public const string Name = "Latchkey.Native";
}
