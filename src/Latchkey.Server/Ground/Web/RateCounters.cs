using System.Collections.Concurrent;
using System.Net;

namespace Latchkey.Server.Ground.Web;

/// <summary>
/// Counts requests per org, bucket and caller in fixed windows of a minute. Counters are per process: a bound on harm, not
/// an account. A route whose parameters decide which bucket it is takes from that one itself.
/// </summary>
internal sealed class RateCounters(ServerSettings settings, TimeProvider clock)
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
    public bool TryTake(HttpContext http, string orgId, RateLimit limit, out TakenFromLimit taken) =>
        TryTake(orgId, limit, Caller(http.Connection.RemoteIpAddress), out taken);

    /// <summary>The same for a caller that is no address: all of an org's together.</summary>
    public bool TryTake(string orgId, RateLimit limit, string caller, out TakenFromLimit taken)
    {
        var (now, most) = (clock.Seconds, (int)(limit.PerMinute * settings.RateLimitFactor));
        var window = Current((orgId, limit.Bucket, caller), most, now);
        taken = new(most, Interlocked.Increment(ref window.Used), window.EndsAt, Math.Max(1, window.EndsAt - now));
        return taken.Used <= taken.Most;
    }

    /// <summary>What share of a limit has been used in this minute: more than one where it was passed. Takes nothing.</summary>
    public double Used(string orgId, RateLimit limit, string caller) =>
        windows.TryGetValue((orgId, limit.Bucket, caller), out var window) && window.EndsAt > clock.Seconds
            ? Volatile.Read(ref window.Used) / Math.Max(1, limit.PerMinute * settings.RateLimitFactor) : 0;

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
