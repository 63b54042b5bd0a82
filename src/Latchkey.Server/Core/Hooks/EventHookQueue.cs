using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Outbox;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Hooks;

/// <summary>
/// Queues what hooks are told of in the commit that writes it into the log. Who is told of what is kept in memory: an org without hooks costs nothing.
/// Decision 0032.
/// </summary>
internal sealed class EventHookQueue : ILogFollower, IDisposable
{
    private const string Everybody = "all";

    private const string Select = "select id, org_id, events from event_hooks where status = 'ACTIVE' and verified = 1";

    public static readonly OutboxKind Kind = new("event_hook")
    {
        Kept = TimeSpan.FromDays(1), Lease = TimeSpan.FromSeconds(15), FirstWait = TimeSpan.FromSeconds(5), LongestWait = TimeSpan.FromMinutes(10),
        MostAttempts = 12, AtOnce = 16, InOrder = true, FailuresAs = LogLevel.Information,
    };

    private readonly OutboxItems outbox;
    private readonly Cached<Subscriptions> cached;

    public EventHookQueue(Database db, OutboxItems outbox)
    {
        this.outbox = outbox;
        cached = new(db.Changes, [], async (_, ct) => new(await db.Many<Subscriber>(Select, null, ct)), clearedBy: [EventHooks.ChangeKind]);
    }

    public async Task Follow(Writing writing, IReadOnlyList<RecordedEvent> events)
    {
        var known = cached.Get(Everybody, CancellationToken.None);
        // What is not known yet is read by the write itself: it awaits nothing but its own statements.
        var subscriptions = known.IsCompletedSuccessfully ? known.Result! : new(await writing.Many<Subscriber>(Select, null));
        if (subscriptions.IsEmpty) return;
        var items = new List<OutboxItem>();
        foreach (var one in events)
            foreach (var hookId in subscriptions.Of(one.OrgId, one.EventType))
                items.Add(new($"{hookId} {one.Id}", one.OrgId, hookId, one.ToDocument()));
        await outbox.Queue(writing, Kind, items);
    }

    public void Dispose() => cached.Dispose();

    private sealed record Subscriber(string Id, string OrgId, string Events);

    private sealed class Subscriptions(IEnumerable<Subscriber> subscribers)
    {
        private readonly ILookup<(string OrgId, string EventType), string> hooks = subscribers
            .SelectMany(hook => EventHookRow.ReadEvents(hook.Events).Select(type => (Key: (hook.OrgId, type), hook.Id)))
            .ToLookup(pair => pair.Key, pair => pair.Id);

        public bool IsEmpty => hooks.Count == 0;

        public IEnumerable<string> Of(string orgId, string eventType) => hooks[(orgId, eventType)];
    }
}
