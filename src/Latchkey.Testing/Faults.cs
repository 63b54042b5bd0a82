using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Latchkey.Testing;

/// <summary>
/// What goes wrong on real networks, on demand: each fault is in force until it is disposed. The server itself is
/// untouched: an answer that is lost is lost after the work behind it was done and committed.
/// </summary>
/// <example><code>
/// using (org.Faults.LoseAnswers("/token")) await Should.ThrowAsync&lt;HttpRequestException&gt;(app.RefreshAsync);
/// </code></example>
public sealed class Faults
{
    private static readonly object Arrival = new();

    /// <summary>A running clock goes on while a timer is made; a test moves it further.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(50);

    private readonly TimeProvider clock;
    private readonly Lock guard = new();
    private readonly List<Fault> active = [];

    internal Faults(TimeProvider clock) => this.clock = clock;

    /// <summary>The request is worked on and committed, and its answer never arrives: the connection is cut.</summary>
    /// <param name="path">A part of the path, such as <c>/token</c>; every request unless given.</param>
    /// <param name="which">Which of the matching requests, counted from 0; all unless given.</param>
    public Fault LoseAnswers(string path = "", Predicate<int>? which = null) => Add(new Fault(this, path, which, static async (http, next) =>
    {
        http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        await next(http);
        http.Abort();
    }));

    /// <summary>The connection is cut before the server sees the request.</summary>
    /// <param name="path">A part of the path; every request unless given.</param>
    /// <param name="which">Which of the matching requests, counted from 0; all unless given.</param>
    public Fault LoseRequests(string path = "", Predicate<int>? which = null) => Add(new Fault(this, path, which, static (http, _) =>
    {
        http.Abort();
        return Task.CompletedTask;
    }));

    /// <summary>Somebody else answers: a gateway with 503, a limit with 429, a captive portal with a page of its own.</summary>
    /// <param name="status">The status.</param>
    /// <param name="path">A part of the path; every request unless given.</param>
    /// <param name="retryAfter">Seconds of a <c>Retry-After</c> header, if any.</param>
    /// <param name="body">What is answered, if anything.</param>
    /// <param name="contentType">What the body claims to be.</param>
    /// <param name="which">Which of the matching requests, counted from 0; all unless given.</param>
    public Fault Answer(int status, string path = "", int? retryAfter = null, string body = "", string contentType = "text/plain",
        Predicate<int>? which = null) => Add(new Fault(this, path, which, (http, _) =>
    {
        http.Response.StatusCode = status;
        if (retryAfter is { } seconds) http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (body.Length > 0) http.Response.ContentType = contentType;
        return http.Response.WriteAsync(body, http.RequestAborted);
    }));

    /// <summary>A Wi-Fi that wants its own page read first: every address answers 200 with HTML that nobody asked for.</summary>
    public Fault CaptivePortal() => Answer(200, body: "<html><body>Welcome to our network</body></html>", contentType: "text/html");

    /// <summary>
    /// Each request waits for so long on the org's clock before it is worked on: until the test moves a clock that stands still, and by itself on
    /// <see cref="FakeClock.Running"/>.
    /// </summary>
    /// <param name="by">How long.</param>
    /// <param name="path">A part of the path; every request unless given.</param>
    /// <param name="which">Which of the matching requests, counted from 0; all unless given.</param>
    public Fault Slow(TimeSpan by, string path = "", Predicate<int>? which = null) => Add(new Fault(this, path, which, async (http, next) =>
    {
        await Until((DateTimeOffset)http.Items[Arrival]! + by, http.RequestAborted);
        await next(http);
    }));

    /// <summary>A test that has seen the request may move the clock at once: a timer that was made meanwhile would be due too late.</summary>
    private async Task Until(DateTimeOffset due, CancellationToken ct)
    {
        for (var before = clock.GetUtcNow(); before < due; before = clock.GetUtcNow())
        {
            var waiting = Task.Delay(due - before, clock, ct);
            if (clock.GetUtcNow() - before < AtOnce) await waiting;
        }
    }

    /// <summary>Requests arrive, and wait until <see cref="Fault.Release"/>: a slow server, without waiting in the test.</summary>
    /// <param name="path">A part of the path; every request unless given.</param>
    /// <param name="which">Which of the matching requests, counted from 0; all unless given.</param>
    public Fault Hold(string path = "", Predicate<int>? which = null)
    {
        Fault? hold = null;
        return hold = Add(new Fault(this, path, which, async (http, next) =>
        {
            await hold!.Released.WaitAsync(http.RequestAborted);
            await next(http);
        }));
    }

    /// <summary>The server's <c>Date</c> header is away from the org's time by this much, as seen from a device whose clock is wrong.</summary>
    /// <param name="by">How far ahead; negative: behind.</param>
    public Fault ShiftDate(TimeSpan by) => Add(new Fault(this, "", null, (http, next) =>
    {
        http.Response.OnStarting(() =>
        {
            http.Response.Headers.Date = (clock.GetUtcNow() + by).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        });
        return next(http);
    }));

    internal void Remove(Fault fault)
    {
        lock (guard) active.Remove(fault);
    }

    internal Task Run(HttpContext http, RequestDelegate next)
    {
        Fault[] now;
        lock (guard)
        {
            if (active.Count == 0) return next(http);
            http.Items[Arrival] = clock.GetUtcNow();        // before anybody can know of it
            now = [.. active.Where(fault => fault.Takes(http))];
        }
        return now.Reverse().Aggregate(next, static (inner, fault) => http => fault.Run(http, inner))(http);
    }

    private Fault Add(Fault fault)
    {
        lock (guard) active.Add(fault);
        return fault;
    }

    /// <summary>Puts the faults in front of everything the server does.</summary>
    internal sealed class Filter(Faults faults) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(faultless => http => faults.Run(http, faultless));
            next(app);
        };
    }
}
