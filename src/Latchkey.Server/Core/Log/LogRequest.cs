using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Log;

/// <summary>What is remembered of the request an event belongs to: taken at once, because the request is gone when the event is written.</summary>
internal sealed record LogRequest(string Id, string Path, string? Ip, string UserAgent)
{
    private const int MaxAgent = 500;

    /// <summary>The path without its query and without a token in it: what stands there may be secret.</summary>
    public static LogRequest? Of(HttpContext? http)
    {
        if (http is null) return null;
        var agent = http.Request.Headers.UserAgent.ToString();
        return new(http.RequestId(), LogText.Path(http), http.Connection.RemoteIpAddress?.ToString(), agent.Length > MaxAgent ? agent[..MaxAgent] : agent);
    }
}
