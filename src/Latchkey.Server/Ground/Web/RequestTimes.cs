using System.Collections.Concurrent;

namespace Latchkey.Server.Ground.Web;

/// <summary>How long this process took to answer, by route, since it began: for whoever wonders what is slow.</summary>
internal sealed class RequestTimes
{
    private readonly ConcurrentDictionary<Endpoint, Times> routes = new();

    public void Add(Endpoint? endpoint, TimeSpan took)
    {
        if (endpoint is not null) routes.GetOrAdd(endpoint, static _ => new()).Add(took);
    }

    /// <summary>The slowest first, by what nineteen of twenty requests took at most.</summary>
    public IReadOnlyList<RouteTime> Slowest(int most) =>
        [.. routes.Where(one => one.Key is RouteEndpoint).Select(one => one.Value.Of((RouteEndpoint)one.Key)).OrderByDescending(route => route.P95)
            .ThenByDescending(route => route.Longest).Take(most)];

    private sealed class Times
    {
        /// <summary>Upper ends, in milliseconds.</summary>
        private static readonly int[] Ends = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000];

        private readonly long[] counts = new long[Ends.Length + 1];
        private long longest;

        public void Add(TimeSpan took)
        {
            var milliseconds = took.TotalMilliseconds;
            var at = 0;
            while (at < Ends.Length && milliseconds > Ends[at]) at++;
            Interlocked.Increment(ref counts[at]);
            var ticks = took.Ticks;
            for (var seen = Volatile.Read(ref longest); ticks > seen; seen = Volatile.Read(ref longest))
                if (Interlocked.CompareExchange(ref longest, ticks, seen) == seen) break;
        }

        public RouteTime Of(RouteEndpoint route)
        {
            var all = counts.Sum();
            var (sum, at) = (0L, 0);
            while (at < Ends.Length && (sum += counts[at]) * 20 < all * 19) at++;
            var max = TimeSpan.FromTicks(Volatile.Read(ref longest));
            var methods = route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Where(method => method is not ("HEAD" or "OPTIONS")) ?? [];
            return new($"{string.Join(' ', methods)} /{route.RoutePattern.RawText?.Trim('/')}", all,
                at < Ends.Length && Ends[at] < max.TotalMilliseconds ? TimeSpan.FromMilliseconds(Ends[at]) : max, max);
        }
    }
}
