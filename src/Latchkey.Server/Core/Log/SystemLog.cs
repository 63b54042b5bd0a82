using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Log;

/// <summary>
/// Who did what, for 90 days. Contract §3.6. What an administrator changes is written in the same commit as the change.
/// Everything else follows within a fifth of a second, many events in one commit. While the database does not take them,
/// answers wait for their events: none is given of which the log would not know.
/// </summary>
internal sealed class SystemLog(Database db, IEnumerable<ILogFollower> followers, TimeProvider clock)
{
    public static readonly TimeSpan Retention = TimeSpan.FromDays(90);

    /// <summary>How long an answer waits for the log before it becomes a refusal.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Events on their way, at most: as many as a fast machine makes in a second.</summary>
    private const int Capacity = 20_000;

    private static readonly Meter Meter = new("Latchkey.SystemLog");
    private static readonly Counter<long> Dropped = Meter.CreateCounter<long>("latchkey.system_log.dropped", description: "Events that no database would take");

    private readonly Channel<Queued> queue = Channel.CreateBounded<Queued>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly ILogFollower[] told = [.. followers];
    private uint recorded;

    /// <summary>Waits only while the log falls behind.</summary>
    /// <exception cref="DatabaseUnavailableException">It has waited long enough. The event is written all the same, once that can be done.</exception>
    public ValueTask Record(Org org, HttpContext? http, LogEntry entry)
    {
        var queued = New(org, http, entry);
        return !IsBehind && queue.Writer.TryWrite(queued) ? default : new(Arrived(queued));
    }

    /// <summary>Becomes durable with the change it tells of, or not at all.</summary>
    public Task Record(Writing writing, Org org, HttpContext? http, LogEntry entry) =>
        Insert(writing, New(org, http, entry));

    /// <summary>The same where only the org's id is at hand.</summary>
    public Task Record(Writing writing, string orgId, LogEntry entry) => Insert(writing, New(orgId, null, entry));

    /// <inheritdoc cref="Record(Writing, Org, HttpContext?, LogEntry)"/>
    public Task Record(Writing writing, Doing doing, LogEntry entry, params IReadOnlyList<LogParty> targets) =>
        Record(writing, doing.Org, doing.Http, entry.By(doing.By, targets));

    /// <summary>Waits until everything recorded so far can be read.</summary>
    public async Task Flush(CancellationToken ct)
    {
        var marker = new Queued("", "", default, "", null) { Reached = new(TaskCreationOptions.RunContinuationsAsynchronously) };
        await queue.Writer.WriteAsync(marker, ct);
        Hurry.Release();
        await marker.Reached.Task.WaitAsync(ct);
    }

    /// <summary>Org by org, in the order in which it is kept: the log has no index for this alone.</summary>
    public async Task<int> DeleteExpired(CancellationToken ct)
    {
        var most = 0;
        foreach (var orgId in await db.Many<string>("select id from orgs", null, ct))
        {
            most = Math.Max(most, await db.Change("""
                delete from log_records where org_id = @orgId and id in (select id from log_records where org_id = @orgId and id < @first order by id
                  limit @batch)
                """, new { orgId, first = LogId.First((clock.Now - Retention).ToUnixTimeMilliseconds()), batch = Cleanup.Batch }, ct));
        }
        return most;
    }

    /// <summary>What was written before events were kept as records.</summary>
    public Task<int> DeleteExpiredDocuments(CancellationToken ct) => db.Change(
        "delete from log_events where id in (select id from log_events where expires_at < @now limit @batch)", new { now = clock.Now, batch = Cleanup.Batch },
        ct);

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

    internal async Task Insert(Writing writing, params IReadOnlyList<Queued> events)
    {
        await writing.ChangeEach(
            "insert into log_records (org_id, id, published_at, event_type, record, person) values ($1, $2, $3, $4, $5, $6) on conflict do nothing", events,
            static (row, one) =>
            {
                row.Add(one.OrgId);
                row.Add(one.Id);
                row.Add(one.Published.ToUnixTimeMilliseconds());
                row.Add(one.EventType);
                row.Add(one.Record!);
                row.Add(one.Person);
            });
        IReadOnlyList<RecordedEvent> news =
            [.. events.Select(one => new RecordedEvent(one.OrgId, one.Id, one.Published, one.EventType, one.Record!) { ActorId = one.ActorId })];
        foreach (var follower in told) await follower.Follow(writing, news);
    }

    private Queued New(Org org, HttpContext? http, LogEntry entry) => New(org.Id, http, entry);

    private Queued New(string orgId, HttpContext? http, LogEntry entry)
    {
        var now = clock.Now;
        return new(orgId, LogId.New(now, Interlocked.Increment(ref recorded)), now, entry.EventType, LogRecord.Write(entry, LogRequest.Of(http)))
        {
            ActorId = entry.Actor?.Id,
            Person = entry.EventType == LogEntry.SignIn && entry.Actor is { Type: "User" } known && known != LogParty.Unknown ? known.Id : "",
        };
    }

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
    /// <param name="OrgId">Whose log.</param>
    /// <param name="Id">Of the event.</param>
    /// <param name="Published">When it happened.</param>
    /// <param name="EventType">By the contract's names.</param>
    /// <param name="Record">As <see cref="LogRecord"/> writes it; null for a marker.</param>
    internal sealed record Queued(string OrgId, string Id, DateTimeOffset Published, string EventType, byte[]? Record)
    {
        public TaskCompletionSource? Reached { get; init; }

        /// <summary>Who did it; null: the server itself.</summary>
        public string? ActorId { get; init; }

        /// <summary>Whose sign-in it is; empty for every other event.</summary>
        public string Person { get; init; } = "";
    }
}
