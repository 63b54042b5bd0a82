using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Latchkey.Protocol;
using Latchkey.Server.Apps;
using Latchkey.Server.AuthorizationServers;
using Latchkey.Server.Origins;
using Latchkey.Server.Orgs;
using Latchkey.Server.SignIn;
using Latchkey.Server.Web;

namespace Latchkey.Server.Authorize;

/// <summary>A redirect whose Location is byte for byte what it was made from; after a POST the next request is a GET.</summary>
public sealed class Found(string location) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = HttpMethods.IsPost(httpContext.Request.Method) ? 303 : 302;
        httpContext.Response.Headers.Location = location;
        return Task.CompletedTask;
    }
}
