namespace Latchkey.Server.Web;

/// <summary>What a browser says of a request it makes. W3C Fetch Metadata Request Headers §2; older browsers and programs say nothing.</summary>
public static class FetchMetadata
{
    /// <summary>
    /// A browser goes somewhere, in a window or in a frame. Where it does not say so itself, it is known by asking for XHTML
    /// as well, which browsers do for pages alone.
    /// </summary>
    public static bool Navigates(HttpContext http) => http.Request.Headers["sec-fetch-mode"].ToString() is { Length: > 0 } mode ? mode == "navigate" : AcceptsXhtml(http);

    /// <summary>Not known to be for a frame, a picture or a script: a window of its own, an older browser, or a program.</summary>
    public static bool OpensWindow(HttpContext http) => Destination(http) is "" or "document";

    public static bool OpensFrame(HttpContext http) => Destination(http) is "iframe" or "frame";

    /// <summary>Whether a browser made it, for whatever purpose: programs may say how they fetch, but never what for.</summary>
    public static bool IsBrowser(HttpContext http) => Destination(http).Length > 0 || http.Request.Headers["sec-fetch-site"].Count > 0 || AcceptsXhtml(http);

    /// <summary>A form of another site. The browser keeps <c>SameSite=Lax</c> cookies back from it.</summary>
    public static bool IsForeignPost(HttpContext http) => HttpMethods.IsPost(http.Request.Method) && http.Request.Headers["sec-fetch-site"].ToString() == "cross-site";

    private static string Destination(HttpContext http) => http.Request.Headers["sec-fetch-dest"].ToString();

    private static bool AcceptsXhtml(HttpContext http) => http.Request.Headers.Accept.ToString().Contains("application/xhtml+xml", StringComparison.OrdinalIgnoreCase);
}
