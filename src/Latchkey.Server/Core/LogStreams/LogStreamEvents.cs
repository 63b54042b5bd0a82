using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.LogStreams;

/// <summary>What happens to log streams, by the contract's event names (§3.6).</summary>
internal static class LogStreamEvents
{
    public static readonly LogEntry Created = new("system.log_stream.lifecycle.create", "Log stream created");
    public static readonly LogEntry Updated = new("system.log_stream.lifecycle.update", "Log stream updated");
    public static readonly LogEntry Activated = new("system.log_stream.lifecycle.activate", "Log stream activated");
    public static readonly LogEntry Deactivated = new("system.log_stream.lifecycle.deactivate", "Log stream deactivated");
    public static readonly LogEntry Deleted = new("system.log_stream.lifecycle.delete", "Log stream deleted");

    private static readonly LogEntry Delivery = new("system.log_stream.delivery", "Log stream could not be sent events");

    /// <summary>Once when it begins, or for one event that the collector does not take.</summary>
    public static LogEntry NotDelivered(LogStream stream, string problem) =>
        Delivery with { Severity = "WARN", Outcome = "FAILURE", Reason = problem, Targets = [stream.Party] };
}
