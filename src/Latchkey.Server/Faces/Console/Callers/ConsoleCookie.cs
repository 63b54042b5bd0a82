namespace Latchkey.Server.Faces.Console.Callers;

/// <summary>
/// The cookie that holds a console session's secret. Strict: a request that another site makes a browser send comes without it, whatever it is (ruling
/// 11). Over https with the prefix that no neighbouring host can plant (RFC 6265bis §4.1.3.2).
/// </summary>
internal sealed class ConsoleCookie(ServerSettings settings)
{
    public string Name => settings.Https ? "__Host-console" : "console";

    public string? Read(HttpContext http) => http.Request.Cookies[Name] is { Length: > 20 and <= 100 } token ? token : null;

    public void Write(HttpContext http, string token) => http.Response.Cookies.Append(Name, token, Options);

    public void Delete(HttpContext http) => http.Response.Cookies.Delete(Name, Options);

    private CookieOptions Options => new()
    {
        HttpOnly = true, IsEssential = true, Path = "/", Secure = settings.Https, SameSite = SameSiteMode.Strict,
    };
}
