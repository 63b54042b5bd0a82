using System.Diagnostics.Metrics;
using System.Globalization;
using System.Security.Cryptography;
using System.Threading.Channels;
using Latchkey.Server.Orgs;
using Latchkey.Server.Storage;
using Latchkey.Server.Web;

namespace Latchkey.Server.SystemLog;

/// <summary>
/// Who did what, for 90 days. Contract §3.6. What an administrator changes is written in the same commit as the change.
/// Everything else follows within a fifth of a second, many events in one commit. While the database does not take them,
/// answers wait for their events: none is given of which the log would not know.
/// </summary>
public sealed class SystemLog(Database db, TimeProvider clock)
{
    public static readonly TimeSpan Retention = TimeSpan.FromDays(90);

    /// <summary>How long an answer waits for the log before it becomes a refusal.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Events on their way, at most: as many as a fast machine makes in a second.</summary>
    private const int Capacity = 20_000;

    private static readonly Meter Meter = new("Latchkey.SystemLog");
    private static readonly Counter<long> Dropped = Meter.CreateCounter<long>("latchkey.system_log.dropped", description: "Events that no database would take");

    private readonly Channel<Queued> queue = Channel.CreateBounded<Queued>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private long recorded;

    /// <summary>Waits only while the log falls behind.</summary>
    /// <exception cref="DatabaseUnavailableException">It has waited long enough. The event is written all the same, once that can be done.</exception>
    public ValueTask Record(Org org, HttpContext? http, LogEntry entry)
    {
        var queued = new Queued(NewId(), org.Id, clock.Now, entry, LogRequest.Of(http));
        return !IsBehind && queue.Writer.TryWrite(queued) ? default : new(Arrived(queued));
    }

    /// <summary>Becomes durable with the change it tells of, or not at all.</summary>
    public Task Record(Writing writing, Org org, HttpContext? http, LogEntry entry) =>
        Insert(writing, new(NewId(), org.Id, clock.Now, entry, LogRequest.Of(http)));

    /// <summary>Waits until everything recorded so far can be read.</summary>
    public async Task Flush(CancellationToken ct)
    {
        var marker = new Queued("", "", default, null, null) { Reached = new(TaskCreationOptions.RunContinuationsAsynchronously) };
        await queue.Writer.WriteAsync(marker, ct);
        Hurry.Release();
        await marker.Reached.Task.WaitAsync(ct);
    }

    public Task<int> DeleteExpired(CancellationToken ct) => db.Change(
        "delete from log_events where id in (select id from log_events where expires_at < @now limit @batch)", new { now = clock.Now, batch = Cleanup.Batch }, ct);

    /// <summary>Rises with every event, so that what happened within one millisecond is read in the order in which it happened.</summary>
    private string NewId() => Ids.LogEvent + ((uint)Interlocked.Increment(ref recorded)).ToString("x8", CultureInfo.InvariantCulture) + RandomNumberGenerator.GetHexString(9, lowercase: true);

    /// <summary>Released when somebody waits for the writer to write what it has.</summary>
    internal SemaphoreSlim Hurry { get; } = new(0);

    internal ChannelReader<Queued> Waiting => queue.Reader;

    internal void Complete()
    {
        queue.Writer.TryComplete();
        Hurry.Release();
    }

    /// <summary>The database did not take the last ones, and they are tried again.</summary>
    public bool IsBehind { get; internal set; }

    internal static void Lost(int events) => Dropped.Add(events);

    internal static Task Insert(Writing writing, Queued queued) => writing.Change("""
        insert into log_events (id, org_id, published_at, event_type, document, expires_at)
        values (@Id, @OrgId, @Published, @EventType, @document, @expires)
        on conflict do nothing
        """, new { queued.Id, queued.OrgId, queued.Published, queued.Entry!.EventType, document = LogDocument.Write(queued.Id, queued.Published, queued.Entry, queued.Request), expires = queued.Published + Retention });

    /// <summary>The queue is full, or the database does not answer: this event is durable when its caller goes on.</summary>
    private async Task Arrived(Queued queued)
    {
        var arrived = queued with { Reached = new(TaskCreationOptions.RunContinuationsAsynchronously) };
        using var patience = new CancellationTokenSource(Patience, clock);
        try
        {
            await queue.Writer.WriteAsync(arrived, patience.Token);
            await arrived.Reached.Task.WaitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            throw new DatabaseUnavailableException("The system log cannot be written, so nothing is done of which it would not know.");
        }
    }

    /// <summary>An event on its way, or a marker that says when all before it have arrived.</summary>
    internal sealed record Queued(string Id, string OrgId, DateTimeOffset Published, LogEntry? Entry, LogRequest? Request)
    {
        public TaskCompletionSource? Reached { get; init; }
    }
}
