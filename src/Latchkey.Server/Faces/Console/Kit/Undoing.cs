using System.Text.Json;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Faces.Console.Kit;

/// <summary>
/// Hands what takes a change back to the page that follows it: sealed, in a cookie of this browser that is gone once it was shown, so that nobody else can put
/// a button there. What is pressed goes through the same gate and the same change as any other form.
/// </summary>
internal sealed class Undoing(Seal seal, ServerSettings settings)
{
    private const string Purpose = "console-undo";

    /// <summary>Browsers keep no longer ones; what is longer is not offered.</summary>
    private const int Longest = 3_600;

    public string Name => settings.Https ? "__Host-console-undo" : "console-undo";

    public void Leave(HttpContext http, Undo undo)
    {
        var closed = seal.Close(Purpose, JsonSerializer.Serialize(undo), http.Administrator.FormToken.Value);
        if (closed.Length <= Longest) http.Response.Cookies.Append(Name, closed, Options);
    }

    /// <summary>For this page, once.</summary>
    public Undo? Take(HttpContext http)
    {
        if (seal.TryOpen(Purpose, http.Request.Cookies[Name], http.Administrator.FormToken.Value) is not { } open
            || JsonSerializer.Deserialize<Undo>(open) is not { } undo || undo.Page != http.Request.Path) return null;
        http.Response.Cookies.Delete(Name, Options);
        return undo;
    }

    private CookieOptions Options => new()
    {
        HttpOnly = true, IsEssential = true, Path = "/", Secure = settings.Https, SameSite = SameSiteMode.Strict,
    };
}
