namespace Latchkey.Server.Web;

/// <summary>Headers every answer carries, whatever becomes of it. Contract §2.0.</summary>
public sealed class ResponseHeaders(RequestDelegate next, ServerSettings settings)
{
    public Task Invoke(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers["x-okta-request-id"] = http.RequestId();
        headers.XContentTypeOptions = "nosniff";
        headers["referrer-policy"] = "no-referrer";
        if (settings.Https) headers.StrictTransportSecurity = "max-age=31536000";
        if (http.GetEndpoint()?.Metadata.GetMetadata<NotStored>() is not null)
        {
            headers.CacheControl = "no-cache, no-store";
            headers.Pragma = "no-cache";
            headers.Expires = "0";
        }
        return next(http);
    }
}
