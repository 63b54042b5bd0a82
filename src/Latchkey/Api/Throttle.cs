using System.Globalization;

namespace Latchkey.Cli.Api;

/// <summary>How long a 429 asks us to wait: Retry-After (RFC 9110 §10.2.3), or x-rate-limit-reset against Date (contract §3.0).</summary>
public static class Throttle
{
    public static TimeSpan WaitFor(HttpResponseMessage response)
    {
        var now = response.Headers.Date ?? TimeProvider.System.GetUtcNow();      // the server's clock: the times are its own
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ => ResetOf(response) is { } reset ? reset - now : TimeSpan.FromSeconds(1),
        };
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private static DateTimeOffset? ResetOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-rate-limit-reset", out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
