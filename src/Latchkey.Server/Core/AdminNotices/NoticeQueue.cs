using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Outbox;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.AdminNotices;

/// <summary>Queues what somebody wants to be told of in the commit that writes it into the log.</summary>
internal sealed class NoticeQueue(OutboxItems outbox) : ILogFollower
{
    public static readonly OutboxKind Kind = new("admin-notice")
    {
        Kept = TimeSpan.FromDays(1), Lease = TimeSpan.FromMinutes(5), FirstWait = TimeSpan.FromSeconds(10), LongestWait = TimeSpan.FromMinutes(10),
    };

    public async Task Follow(Writing writing, IReadOnlyList<RecordedEvent> events)
    {
        foreach (var one in events)
            if (NotificationType.Of(one.EventType) is { } type && await Subscriptions.Any(writing, one.OrgId, type))
                await outbox.Queue(writing, Kind, new OutboxItem($"notice {one.Id}", one.OrgId, type.Name, one.ToDocument()));
    }
}
