using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.Hooks;

/// <summary>What happens to hooks, by the contract's event names (§3.6).</summary>
internal static class HookEvents
{
    public static readonly LogEntry KeyCreated = new("hook_key.created", "Hook key created");
    public static readonly LogEntry KeyUpdated = new("hook_key.updated", "Hook key renamed");
    public static readonly LogEntry KeyDeleted = new("hook_key.deleted", "Hook key deleted");
    public static readonly LogEntry InlineCreated = new("inline_hook.created", "Inline hook created");
    public static readonly LogEntry InlineUpdated = new("inline_hook.updated", "Inline hook updated");
    public static readonly LogEntry InlineActivated = new("inline_hook.activated", "Inline hook activated");
    public static readonly LogEntry InlineDeactivated = new("inline_hook.deactivated", "Inline hook deactivated");
    public static readonly LogEntry InlineDeleted = new("inline_hook.deleted", "Inline hook deleted");

    public static readonly LogEntry EventCreated = new("event_hook.created", "Event hook created");
    public static readonly LogEntry EventUpdated = new("event_hook.updated", "Event hook updated");
    public static readonly LogEntry EventVerified = new("event_hook.verified", "Event hook verified");
    public static readonly LogEntry EventActivated = new("event_hook.activated", "Event hook activated");
    public static readonly LogEntry EventDeactivated = new("event_hook.deactivated", "Event hook deactivated");
    public static readonly LogEntry EventDeleted = new("event_hook.deleted", "Event hook deleted");
    public static readonly LogEntry EventsReplayed = new("event_hook.replayed", "Events that an event hook was not told of are sent again");

    private static readonly LogEntry EventDelivery = new("event_hook.delivery", "Event hook could not be told of an event");

    private static readonly LogEntry InlineExecuted = new("inline_hook.executed", "Inline hook asked");

    /// <summary>It gave no answer that can be used, and what it was asked about went on as stated.</summary>
    public static LogEntry Failed(InlineHook hook, string reason) => InlineExecuted with
    {
        Severity = "WARN",
        Outcome = "FAILURE",
        Reason = reason,
        Targets = [hook.Party],
    };

    /// <summary>It was tried for long enough; it is kept for a week, to be sent again.</summary>
    public static LogEntry NotDelivered(EventHook hook, string eventId, string reason) => EventDelivery with
    {
        Severity = "WARN",
        Outcome = "FAILURE",
        Reason = reason,
        Targets = [hook.Party],
        Debug = new Dictionary<string, string> { ["eventId"] = eventId },
    };
}
