namespace Latchkey.Server.Ground.Web;

/// <summary>What a browser says of a request it makes. W3C Fetch Metadata Request Headers §2; older browsers and programs say nothing.</summary>
internal static class FetchMetadata
{
    /// <summary>
    /// A browser goes somewhere, in a window or in a frame. Where it does not say so itself, it is known by asking for XHTML
    /// as well, which browsers do for pages alone.
    /// </summary>
    public static bool Navigates(HttpContext http) => Said(http, "mode") is { Length: > 0 } mode ? mode == "navigate" : AcceptsXhtml(http);

    /// <summary>
    /// Not known to be for a frame, a picture or a script: a window of its own, an older browser, or a program, which may say
    /// how it fetches and never from where.
    /// </summary>
    public static bool OpensWindow(HttpContext http) => Said(http, "dest") switch
    {
        "document" => true,
        "" => Said(http, "mode") is "" or "navigate" || Said(http, "site").Length == 0,
        _ => false,
    };

    public static bool OpensFrame(HttpContext http) => Said(http, "dest") is "iframe" or "frame";

    /// <summary>Whether a browser made it, for whatever purpose.</summary>
    public static bool IsBrowser(HttpContext http) => Said(http, "dest").Length > 0 || Said(http, "site").Length > 0 || AcceptsXhtml(http);

    /// <summary>A form of another site. The browser keeps <c>SameSite=Lax</c> cookies back from it.</summary>
    public static bool IsForeignPost(HttpContext http) => HttpMethods.IsPost(http.Request.Method) && Said(http, "site") == "cross-site";

    /// <summary>A page of another site led here. The browser keeps <c>SameSite=Strict</c> cookies back from it.</summary>
    public static bool IsFromElsewhere(HttpContext http) => Said(http, "site") is "cross-site" or "same-site";

    /// <summary>The browser says that it is led here by this server's own page, or by the person.</summary>
    public static bool IsFromHere(HttpContext http) => Said(http, "site") is "same-origin" or "none";

    private static string Said(HttpContext http, string what) => http.Request.Headers["sec-fetch-" + what].ToString();

    private static bool AcceptsXhtml(HttpContext http) =>
        http.Request.Headers.Accept.ToString().Contains("application/xhtml+xml", StringComparison.OrdinalIgnoreCase);

    /// <summary>A browser says so. What a script sends (<c>*/*</c> or nothing) is not asking for a page.</summary>
    public static bool AcceptsHtml(HttpContext http) => http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
