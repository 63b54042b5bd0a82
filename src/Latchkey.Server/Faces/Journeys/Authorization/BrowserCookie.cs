using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Faces.Journeys.Authorization;

/// <summary>Tells one browser from another before anyone has signed in. It says nothing of who uses it.</summary>
internal sealed class BrowserCookie(ServerSettings settings)
{
    /// <summary>
    /// With the prefix over https, as <see cref="SessionCookie"/>: whoever could plant it could hand a page that waits for an answer to somebody
    /// else.
    /// </summary>
    public string Name => settings.Https ? "__Host-lk_browser" : "lk_browser";

    public string? Known(HttpContext http) => http.Request.Cookies[Name] is { Length: > 20 and < 100 } id ? id : http.Items[Name] as string;

    public string IdOf(HttpContext http)
    {
        if (Known(http) is { } known) return known;
        var id = Secrets.New();
        http.Items[Name] = id;
        http.Response.Cookies.Append(Name, id, new CookieOptions
        {
            HttpOnly = true, IsEssential = true, Path = "/", Secure = settings.Https, SameSite = settings.Https ? SameSiteMode.None : SameSiteMode.Lax,
        });
        return id;
    }
}
