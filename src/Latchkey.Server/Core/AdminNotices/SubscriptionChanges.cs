using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.AdminNotices;

/// <summary>Says who is told of what: each is one commit with its line in the log. Contract §3.2, subscriptions.</summary>
internal sealed class SubscriptionChanges(LoggedWrites writes, Subscriptions subscriptions)
{
    private static readonly LogEntry Subscribed = new("system.notification.subscribe", "Administrators are told of something by mail from now on");
    private static readonly LogEntry Unsubscribed = new("system.notification.unsubscribe", "Administrators are no longer told of something by mail");

    /// <summary>Nothing happens where it was so already.</summary>
    /// <param name="doing">Who says it.</param>
    /// <param name="subscriber">A person by their id, a role by its type or id.</param>
    /// <param name="party">The same as the log names it.</param>
    /// <param name="type">Of what.</param>
    /// <param name="wanted">Whether they are to be told.</param>
    public Task Set(Doing doing, string subscriber, LogParty party, NotificationType type, bool wanted) => writes.Write(doing,
        (wanted ? Subscribed : Unsubscribed) with { Debug = new Dictionary<string, string> { ["notificationType"] = type.Name } },
        writing => subscriptions.Set(writing, doing.Org, subscriber, type, wanted), party);
}
