namespace Latchkey.Server.Ground.Web;

/// <param name="Most">As many in this window.</param>
/// <param name="Used">This one included.</param>
/// <param name="EndsAt">When the window does, in seconds since 1970.</param>
/// <param name="RetryAfter">In how many seconds that is.</param>
public readonly record struct TakenFromLimit(int Most, int Used, long EndsAt, long RetryAfter);
