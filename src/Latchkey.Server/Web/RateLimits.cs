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
    private const string Limit = "x-rate-limit-limit", Remaining = "x-rate-limit-remaining", Reset = "x-rate-limit-reset";

    public Task Invoke(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<RateLimit>() is not { } limit) return next(http);

        var allowed = counters.TryTake(http, limit, out var taken);
        Say(http, taken);
        if (allowed) return next(http);
        return http.GetEndpoint()!.Metadata.GetMetadata<FailsAs>()?.Mode == FailureMode.Page
            ? ErrorPages.Show(http, 429, "too_many_requests", "Too many requests came from your network.")
            : ApiAnswers.Write(http, ApiError.TooMany());
    }

    /// <summary>What the answer says of the limit; on a refusal, when to come back.</summary>
    public static void Say(HttpContext http, TakenFromLimit taken)
    {
        var headers = http.Response.Headers;
        headers[Limit] = Text(taken.Most);
        headers[Remaining] = Text(Math.Max(0, taken.Most - taken.Used));
        headers[Reset] = Text(taken.EndsAt);
        if (taken.Used > taken.Most) headers.RetryAfter = Text(taken.RetryAfter);
    }

    /// <summary>
    /// Whoever is sent away, for whatever reason and in whatever face, hears one story: nothing remains until then, and then
    /// come again. Okta's SDKs wait for the reset, others for Retry-After, and some give up where one is missing.
    /// </summary>
    internal static void SayWhenToComeBack(HttpContext http, TimeProvider clock)
    {
        var headers = http.Response.Headers;
        var seconds = long.TryParse(headers.RetryAfter, NumberStyles.None, CultureInfo.InvariantCulture, out var said) && said > 0 ? said : http.Response.StatusCode == 503 ? WhenBusy : 60;
        headers.RetryAfter = Text(seconds);
        if (headers[Limit].Count != 1) headers[Limit] = Text(RateLimit.Api.PerMinute);
        headers[Remaining] = "0";
        headers[Reset] = Text(clock.Seconds + seconds);
    }

    /// <summary>Seconds after which a server that was busy, or whose database was away, is tried again.</summary>
    private const int WhenBusy = 5;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
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
    /// <summary>As many windows are remembered; decision 0009.</summary>
    public const int MostCounters = 100_000;

    private const string EverybodyElse = "*";

    private readonly ConcurrentDictionary<(string Org, string Bucket, string Caller), Window> windows = new();
    private readonly Lock making = new();
    private int count;
    private long crowdedAt;

    /// <summary>As many are remembered now.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>False when the caller has had them all.</summary>
    public bool TryTake(HttpContext http, RateLimit limit, out TakenFromLimit taken)
    {
        var (now, most) = (clock.Seconds, (int)(limit.PerMinute * settings.RateLimitFactor));
        var window = Current((http.Features.Get<Org>()?.Id ?? "", limit.Bucket, Caller(http.Connection.RemoteIpAddress)), most, now);
        taken = new(most, Interlocked.Increment(ref window.Used), window.EndsAt, Math.Max(1, window.EndsAt - now));
        return taken.Used <= taken.Most;
    }

    private Window Current((string Org, string Bucket, string Caller) key, int most, long now)
    {
        if (windows.TryGetValue(key, out var known) && known.EndsAt > now) return known;
        lock (making)
        {
            if (windows.TryGetValue(key, out known) && known.EndsAt > now) return known;
            if (known is null && count >= MostCounters && !TryMakeRoom(now)) key = key with { Caller = EverybodyElse };
            if (windows.TryGetValue(key, out var shared) && shared.EndsAt > now) return shared;

            var window = new Window(now - now % 60 + 60, most);
            if (shared is null && known is null) count++;
            return windows[key] = window;
        }
    }

    /// <summary>
    /// An address spread. What is over goes, and then whoever has used the least of their limit: nobody who has had more than
    /// half is let off. False when nearly all have: the newcomers of an org's bucket then share one window, and for a second
    /// nobody looks again.
    /// </summary>
    private bool TryMakeRoom(long now)
    {
        if (crowdedAt == now) return false;
        foreach (var share in (double[])[-1, 0.01, 0.05, 0.2, 0.5])
        {
            foreach (var (key, window) in windows)
                if ((window.EndsAt <= now || window.Used <= window.Most * share) && windows.TryRemove(key, out _)) count--;
            if (count <= MostCounters * 3 / 4) return true;
        }
        crowdedAt = now;
        return count < MostCounters;
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

    private sealed class Window(long endsAt, int most)
    {
        public readonly long EndsAt = endsAt;
        public readonly int Most = most;
        public int Used;
    }
}
