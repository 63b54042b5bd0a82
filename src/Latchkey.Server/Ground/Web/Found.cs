namespace Latchkey.Server.Ground.Web;

/// <summary>A redirect whose Location is byte for byte what it was made from; after a POST the next request is a GET.</summary>
internal sealed class Found(string location) : IResult
{
    public string Location => location;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = HttpMethods.IsPost(httpContext.Request.Method) ? 303 : 302;
        httpContext.Response.Headers.Location = location;
        return Task.CompletedTask;
    }
}
