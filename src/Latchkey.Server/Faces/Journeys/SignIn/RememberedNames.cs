using System.Text.Json;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>
/// The names that people had this browser remember, in a sealed cookie: they pick theirs instead of typing it, and prove it like anybody. The server
/// keeps nothing of it.
/// </summary>
internal sealed class RememberedNames(Seal seal, ServerSettings settings)
{
    public const int Most = 4;

    private const string Purpose = "remembered-names";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(180);

    public string Cookie => settings.Https ? "__Host-lk_names" : "lk_names";

    /// <summary>The last one first.</summary>
    public IReadOnlyList<string> Of(HttpContext http) =>
        http.Request.Cookies[Cookie] is { Length: > 0 and <= 3_500 } cookie && seal.TryOpen(Purpose, cookie, http.Org.Id) is { } text
            ? JsonSerializer.Deserialize<IReadOnlyList<string>>(text)! : [];

    /// <summary>Somebody has proven to be called that.</summary>
    public void Keep(HttpContext http, string name)
    {
        var same = Identifiers.Canonical(name);
        IReadOnlyList<string> all = [name, .. Of(http).Where(other => Identifiers.Canonical(other) != same).Take(Most - 1)];
        http.Response.Cookies.Append(Cookie, seal.Close(Purpose, JsonSerializer.Serialize(all), http.Org.Id), Options());
    }

    public void Forget(HttpContext http) => http.Response.Cookies.Delete(Cookie, Options());

    private CookieOptions Options() => new()
    {
        HttpOnly = true, IsEssential = true, Path = "/", MaxAge = Kept, Secure = settings.Https,
        SameSite = settings.Https ? SameSiteMode.None : SameSiteMode.Lax,
    };
}
