using System.Diagnostics;

namespace Latchkey.Server.Ground.Web;

internal static class RequestIds
{
    /// <summary>The id a person can read out and an operator can find in the log.</summary>
    public static string RequestId(this HttpContext http) =>
        Activity.Current is { } activity && activity.TraceId != default ? activity.TraceId.ToString() : CallersTrace(http) ?? http.TraceIdentifier;

    /// <summary>The trace that the caller says it belongs to, where nobody here follows traces. W3C Trace Context §3.2.2.</summary>
    private static string? CallersTrace(HttpContext http) =>
        http.Request.Headers.TraceParent is [{ Length: >= 55 } sent] && ActivityContext.TryParse(sent, null, out var context) ? context.TraceId.ToString()
            : null;
}
