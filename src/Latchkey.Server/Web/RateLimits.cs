using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Latchkey.Server.ManagementApi;
using Latchkey.Server.Orgs;
using Latchkey.Server.SignIn;

namespace Latchkey.Server.Web;

/// <summary>How often one caller may call one kind of route.</summary>
public sealed record RateLimit(string Bucket, int PerMinute)
{
    /// <summary>Documents that change once a quarter.</summary>
    public static readonly RateLimit Discovery = new("discovery", 6_000);
    /// <summary>A person's browser on its way through sign-in.</summary>
    public static readonly RateLimit Pages = new("pages", 600);
    /// <summary>Guessing is also bounded per account; this bounds one address against many accounts.</summary>
    public static readonly RateLimit Passwords = new("passwords", 120);
    /// <summary>Each may send a mail to somebody.</summary>
    public static readonly RateLimit SignUps = new("sign-ups", 20);
    /// <summary>Codes shown by devices are short: 20^8, of which few wait at a time. RFC 8628 §5.1.</summary>
    public static readonly RateLimit UserCodes = new("user-codes", 20);
    public static readonly RateLimit Tokens = new("tokens", 6_000);
    public static readonly RateLimit Api = new("api", 3_000);
    public static readonly RateLimit Registration = new("registration", 60);
    /// <summary>Anybody may make an app where the org says so: not very many.</summary>
    public static readonly RateLimit Clients = new("clients", 120);
}

/// <summary>Holds every route to its limit, and says so on every response in Okta's lower-case headers (contract §3.0).</summary>
public sealed class RateLimits(RequestDelegate next, RateCounters counters)
{
    public Task Invoke(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<RateLimit>() is not { } limit) return next(http);

        var allowed = counters.TryTake(http, limit, out var taken);
        var headers = http.Response.Headers;
        headers["x-rate-limit-limit"] = taken.Most.ToString(CultureInfo.InvariantCulture);
        headers["x-rate-limit-remaining"] = Math.Max(0, taken.Most - taken.Used).ToString(CultureInfo.InvariantCulture);
        headers["x-rate-limit-reset"] = taken.EndsAt.ToString(CultureInfo.InvariantCulture);
        if (allowed) return next(http);

        headers.RetryAfter = taken.RetryAfter.ToString(CultureInfo.InvariantCulture);
        return http.GetEndpoint()!.Metadata.GetMetadata<FailsAs>()?.Mode == FailureMode.Page
            ? ErrorPages.Show(http, 429, "too_many_requests", "Too many requests came from your network.")
            : ApiAnswers.Write(http, ApiError.TooMany());
    }
}

/// <param name="Most">As many in this window.</param>
/// <param name="Used">This one included.</param>
/// <param name="EndsAt">When the window does, in seconds since 1970.</param>
/// <param name="RetryAfter">In how many seconds that is.</param>
public readonly record struct TakenFromLimit(int Most, int Used, long EndsAt, long RetryAfter);

/// <summary>
/// Counts requests per org, bucket and caller in fixed windows of a minute. Counters are per process: a bound on harm, not
/// an account. A route whose parameters decide which bucket it is takes from that one itself.
/// </summary>
public sealed class RateCounters(ServerSettings settings, TimeProvider clock)
{
    private const int MostCounters = 100_000;

    private readonly ConcurrentDictionary<(string Org, string Bucket, string Caller), Window> windows = new();

    /// <summary>False when the caller has had them all.</summary>
    public bool TryTake(HttpContext http, RateLimit limit, out TakenFromLimit taken)
    {
        var now = clock.Seconds;
        var window = Current((http.Features.Get<Org>()?.Id ?? "", limit.Bucket, Caller(http.Connection.RemoteIpAddress)), now);
        taken = new((int)(limit.PerMinute * settings.RateLimitFactor), Interlocked.Increment(ref window.Used), window.EndsAt, Math.Max(1, window.EndsAt - now));
        return taken.Used <= taken.Most;
    }

    private Window Current((string, string, string) key, long now)
    {
        while (true)
        {
            var window = windows.GetOrAdd(key, static (_, now) => new Window(now - now % 60 + 60), now);
            if (window.EndsAt > now) return window;
            windows.TryUpdate(key, new Window(now - now % 60 + 60), window);
            if (windows.Count > MostCounters) Forget(now);
        }
    }

    private void Forget(long now)
    {
        foreach (var (key, window) in windows)
            if (window.EndsAt <= now) windows.TryRemove(key, out _);
        // Still too many within one minute: an address spread. Starting over is better than growing.
        if (windows.Count > MostCounters) windows.Clear();
    }

    /// <summary>An IPv6 customer usually holds a /64, so that is one caller; an IPv4-mapped address is its IPv4 one.</summary>
    public static string Caller(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily is not System.Net.Sockets.AddressFamily.InterNetworkV6) return address.ToString();
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return new IPAddress(bytes) + "/64";
    }

    private sealed class Window(long endsAt)
    {
        public readonly long EndsAt = endsAt;
        public int Used;
    }
}
