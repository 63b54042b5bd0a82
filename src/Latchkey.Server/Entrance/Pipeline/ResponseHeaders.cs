using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Entrance.Pipeline;

/// <summary>Headers every answer carries, whatever becomes of it, and what is settled last, when it is known what became. Contract §2.0, §3.0.</summary>
internal sealed class ResponseHeaders(RequestDelegate next, ServerSettings settings)
{
    private const string Json = "application/json", JsonOfTheFramework = "application/json; charset=utf-8";

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
        http.Response.OnStarting(Settle, http);
        return next(http);
    }

    private static Task Settle(object state)
    {
        var http = (HttpContext)state;
        if (http.Response.Headers.Link.Count > 0) SmallLetters.Write(http.Response.Headers, "link");
        // RFC 8259 §11 knows no charset, and Okta's Java SDKs read an empty body where one is named.
        if (http.Response.ContentType == JsonOfTheFramework) http.Response.ContentType = Json;
        if (http.Response.StatusCode is 429 or 503) RateLimits.SayWhenToComeBack(http, http.RequestServices.GetRequiredService<TimeProvider>());
        return Task.CompletedTask;
    }
}
