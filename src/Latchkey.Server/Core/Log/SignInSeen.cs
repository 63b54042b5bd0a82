namespace Latchkey.Server.Core.Log;

/// <summary>A sign-in, or a try, as its person sees it.</summary>
/// <param name="At">When.</param>
/// <param name="Succeeded">False: it was refused.</param>
/// <param name="App">Where to; null where to no app in particular.</param>
/// <param name="Ip">From where.</param>
/// <param name="UserAgent">With what.</param>
public sealed record SignInSeen(DateTimeOffset At, bool Succeeded, string? App, string? Ip, string UserAgent);
