namespace Latchkey.Server.Core.Log;

/// <param name="From">When the stretch of time begins.</param>
/// <param name="Succeeded">So many signed in.</param>
/// <param name="Failed">So many tries were refused.</param>
public sealed record SignInCount(DateTimeOffset From, long Succeeded, long Failed);
