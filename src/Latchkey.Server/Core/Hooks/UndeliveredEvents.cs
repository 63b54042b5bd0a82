using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Outbox;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Hooks;

/// <summary>Events that a hook was not told of, and that are kept for a week. Contract §3.11, event hooks.</summary>
internal sealed class UndeliveredEvents(Database db, OutboxItems outbox, SystemLog log)
{
    public Task<IReadOnlyList<DeadItem>> Of(EventHook hook, long after, int most, CancellationToken ct) =>
        outbox.Dead(EventHookQueue.Kind, hook.Id, after, most, ct);

    /// <summary>The id of the event, by which the log knows it.</summary>
    public static string EventOf(DeadItem item) => item.Id.Split(' ')[1];

    /// <summary>Sends them again, in the order in which they happened.</summary>
    /// <param name="doing">Who wants it.</param>
    /// <param name="hook">Which hook.</param>
    /// <param name="eventId">One of them; null: all.</param>
    /// <returns>How many they are.</returns>
    public Task<int> Replay(Doing doing, EventHook hook, string? eventId) => db.Write(async writing =>
    {
        var revived = await outbox.Revive(writing, EventHookQueue.Kind, hook.Id, eventId is null ? null : $"{hook.Id} {eventId}");
        if (revived > 0) await log.Record(writing, doing, HookEvents.EventsReplayed, hook.Party);
        return revived;
    }, doing.Aborted);
}
