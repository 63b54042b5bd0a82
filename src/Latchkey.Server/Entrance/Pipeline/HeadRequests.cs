using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Entrance.Pipeline;

/// <summary>
/// HEAD is answered as GET would be, by the same endpoint and without a body, and changes nothing (RFC 9110 §9.3.2): where the
/// endpoint would write, to issue a code, use up a link or end a session, the answer ends with what is known by then.
/// </summary>
internal sealed class HeadRequests(RequestDelegate next)
{
    public Task Invoke(HttpContext http) => HttpMethods.IsHead(http.Request.Method) ? Look(http) : next(http);

    private async Task Look(HttpContext http)
    {
        ReadingOnly.Begin();
        try
        {
            await next(http);
        }
        catch (ReadingOnlyException) when (!http.Response.HasStarted)
        {
            http.Response.StatusCode = StatusCodes.Status200OK;
        }
    }
}
