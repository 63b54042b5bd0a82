using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.SingleSignOn;

/// <summary>
/// The cookie that holds a session's secret. Over https it is <c>__Host-sid</c>, which a browser takes from this host alone,
/// so that nobody on a neighbouring one plants a session here (RFC 6265bis §4.1.3.2, threats row 3). Contract §2.16 calls it
/// <c>sid</c>: programs that speak Okta's language are given it by that name as well, and may send it by that name alone.
/// </summary>
internal sealed class SessionCookie(ServerSettings settings, DeviceToken device, TimeProvider clock)
{
    public const string Bare = "sid";
    public const string OfHost = "__Host-" + Bare;

    public string Name => settings.Https ? OfHost : Bare;

    /// <summary>Null where there is none, or nothing that could be one.</summary>
    public PresentedSecret? Read(HttpContext http)
    {
        var cookies = http.Request.Cookies;
        var (name, token) = settings.Https && cookies[OfHost] is { } ofHost ? (OfHost, ofHost) : (Bare, cookies[Bare]);
        return token is { Length: > 0 and <= 100 } ? new(token, Planted: settings.Https && name == Bare && FetchMetadata.IsBrowser(http)) : null;
    }

    /// <summary>With the device token: somebody has signed in.</summary>
    public void Write(HttpContext http, NewSession started)
    {
        device.Give(http);
        // No longer than the session can last, however it is used: when it ends is decided here, and not by the browser.
        TimeSpan? keep = started.Session.Persistent ? started.Session.CreatedAt + started.Session.Lifetime - clock.Now : null;
        http.Response.Cookies.Append(Name, started.Token, Options(keep));
        if (!settings.Https) return;
        if (!FetchMetadata.IsBrowser(http)) http.Response.Cookies.Append(Bare, started.Token, Options(keep));
        else if (http.Request.Cookies.ContainsKey(Bare)) http.Response.Cookies.Delete(Bare, Options());
    }

    public void Delete(HttpContext http)
    {
        http.Response.Cookies.Delete(Name, Options());
        if (settings.Https && http.Request.Cookies.ContainsKey(Bare)) http.Response.Cookies.Delete(Bare, Options());
    }

    /// <summary>
    /// Over https the cookie also travels in an app's hidden frame (silent renewal, contract §2.16). Over plain http, which
    /// is loopback only, browsers do not allow that.
    /// </summary>
    private CookieOptions Options(TimeSpan? keep = null) => new()
    {
        HttpOnly = true, IsEssential = true, Path = "/", MaxAge = keep,
        Secure = settings.Https, SameSite = settings.Https ? SameSiteMode.None : SameSiteMode.Lax,
    };
}
