using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Faces.Console.SignIn;

/// <summary>Tells the browser in which a sign-in to the console was begun from any other. Lax, since it may have been begun by a link.</summary>
internal sealed class FlowCookie(ServerSettings settings)
{
    public string Name => settings.Https ? "__Host-console-flow" : "console-flow";

    public string? Known(HttpContext http) => http.Request.Cookies[Name] is { Length: > 20 and < 100 } id ? id : null;

    public string IdOf(HttpContext http)
    {
        if (Known(http) is { } known) return known;
        var id = Secrets.New();
        http.Response.Cookies.Append(Name, id, new CookieOptions
        {
            HttpOnly = true, IsEssential = true, Path = "/", Secure = settings.Https, SameSite = SameSiteMode.Lax,
        });
        return id;
    }
}
