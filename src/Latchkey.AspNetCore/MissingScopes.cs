namespace Latchkey.AspNetCore;

/// <summary>What a refused request would have needed: told to the caller by <see cref="LatchkeyHandler"/>.</summary>
internal sealed record MissingScopes(IReadOnlyList<string> Required, IReadOnlyList<string> Missing);
