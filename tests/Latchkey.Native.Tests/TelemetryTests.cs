using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Latchkey.Native.Tests;

public sealed class TelemetryTests : NativeTest
{
    private readonly ConcurrentQueue<string> measured = new();
    private readonly ConcurrentQueue<string> logged = new();

    [Fact]
    public async Task Sign_ins_and_refreshes_are_counted_by_how_they_ended()
    {
        using var meter = Listen();
        var session = await SignedIn(o => o.LoggerFactory = new Loggers(logged));
        await session.RefreshAsync();
        Provider.RevokeEverything();
        await Refused(() => session.RefreshAsync());
        Browser.Says = BrowserAnswer.Cancelled;
        await Refused(() => App().SignInAsync());

        measured.ShouldContain("latchkey.sign_ins ending=Succeeded flow=browser");
        measured.ShouldContain("latchkey.sign_ins ending=Cancelled flow=browser");
        measured.ShouldContain("latchkey.refreshes outcome=Succeeded");
        measured.ShouldContain("latchkey.refreshes outcome=SessionExpired");
        measured.ShouldContain("latchkey.refresh.duration outcome=Succeeded");
        logged.ShouldContain(line => line.Contains("sign-in (browser) ended: Succeeded", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_log_line_span_or_tag_holds_a_secret_or_a_name()
    {
        var spans = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == LatchkeyTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => spans.Enqueue($"{activity.DisplayName} {string.Join(' ', activity.TagObjects.Select(t => $"{t.Key}={t.Value}"))} {activity.StatusDescription}"),
        };
        ActivitySource.AddActivityListener(listener);
        using var meter = Listen();
        var session = await SignedIn(o => (o.LoggerFactory, o.OnWarning) = (new Loggers(logged), null));
        await session.RefreshAsync();
        session.Changed += (_, _) => throw new InvalidOperationException("the handler's own trouble");
        await session.RefreshAsync();

        spans.ShouldContain(s => s.StartsWith("sign-in browser", StringComparison.Ordinal));
        logged.ShouldContain(line => line.Contains("the handler's own trouble", StringComparison.Ordinal));
        var secrets = Provider.Requests.SelectMany(r => r.Values).Where(v => v.Key is "code" or "state" or "nonce" or "code_verifier" or "refresh_token" or "code_challenge").Select(v => v.Value)
            .Append(await session.GetAccessTokenAsync()).Append("Mia").Append("mia@").ToList();
        foreach (var line in spans.Concat(logged).Concat(measured))
            foreach (var secret in secrets) line.ShouldNotContain(secret);
    }

    private MeterListener Listen()
    {
        var listener = new MeterListener { InstrumentPublished = (instrument, self) => { if (instrument.Meter.Name == LatchkeyTelemetry.Name) self.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Note(instrument, tags));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Note(instrument, tags));
        listener.Start();
        return listener;
    }

    private void Note(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        measured.Enqueue($"{instrument.Name} {string.Join(' ', tags.ToArray().OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => $"{t.Key}={t.Value}"))}");

    private sealed class Loggers(ConcurrentQueue<string> lines) : ILoggerFactory, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
