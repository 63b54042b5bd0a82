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
        // Not on a development server: a browser would insist on https for everything else on localhost, too.
        if (settings is { Https: true, Development: false }) headers.StrictTransportSecurity = "max-age=31536000";
        if (http.GetEndpoint()?.Metadata.GetMetadata<NotStored>() is not null)
        {
            headers.CacheControl = "no-cache, no-store";
            headers.Pragma = "no-cache";
            headers.Expires = "0";
        }
        // Paths, forms and JSON with a NUL are refused where they are read. PostgreSQL refuses one in a question, and the
        // connection it came over then refuses the next, innocent one.
        if (HiddenQuery.Of(http).Contains("%00", StringComparison.Ordinal)) throw new BadHttpRequestException("NUL in the address.");
        return next(http);
    }
}
