namespace Latchkey.AspNetCore;

/// <summary>The sign-in a refused request would have needed: told to the caller by <see cref="LatchkeyHandler"/>.</summary>
internal sealed record MissingSignIn(IReadOnlyList<string> AcrValues, TimeSpan? MaxAge);
