namespace Latchkey.Server.Core.People;

/// <summary>Too many password checks are waiting: answer 503 with Retry-After.</summary>
internal sealed class PasswordQueueFullException() : Exception("Too many sign-ins are being checked right now. Try again in a few seconds.")
{
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);
}
