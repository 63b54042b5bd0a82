using System.Text.Json;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.SignOn;

/// <summary>
/// Which people a device is known of, in a sealed cookie of its own: the server keeps nothing of it. Over https its name has
/// the prefix that no neighbouring host can write (RFC 6265bis §4.1.3.2), so nobody makes their own device known of somebody else.
/// </summary>
internal sealed class KnownDevices(Seal seal, ServerSettings settings, TimeProvider clock)
{
    private const string Purpose = "known-device";
    private const int MostPeople = 5;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    public string Name => settings.Https ? "__Host-lk_device" : "lk_device";

    /// <summary>Whether the person has signed in with it, and when they gave a second factor that it remembers.</summary>
    public (bool Known, DateTimeOffset? FactorAt) Of(HttpContext http, User user) =>
        Read(http).FirstOrDefault(known => known.UserId == user.Id && known.Era == user.Era) is { } here
            ? (true, here.FactorAt == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(here.FactorAt)) : (false, null);

    /// <summary>Whether the person has ever signed in with it, whatever has ended since.</summary>
    public bool Has(HttpContext http, User user) => Read(http).Any(known => known.UserId == user.Id);

    /// <summary>They have just signed in with it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="userId">Who.</param>
    /// <param name="era">Of their account, as of now.</param>
    /// <param name="factorAt">When they gave a second factor that is to be remembered; null leaves what is remembered.</param>
    public void Remember(HttpContext http, string userId, long era, DateTimeOffset? factorAt)
    {
        var others = Read(http);
        var before = others.FirstOrDefault(known => known.UserId == userId && known.Era == era);
        var now = new KnownDevice(userId, era, clock.Seconds, factorAt?.ToUnixTimeSeconds() ?? before?.FactorAt ?? 0);
        IReadOnlyList<KnownDevice> all = [now, .. others.Where(known => known.UserId != userId).Take(MostPeople - 1)];
        http.Response.Cookies.Append(Name, seal.Close(Purpose, JsonSerializer.Serialize(all), http.Org.Id), new CookieOptions
        {
            HttpOnly = true, IsEssential = true, Path = "/", MaxAge = Kept, Secure = settings.Https,
            SameSite = settings.Https ? SameSiteMode.None : SameSiteMode.Lax,
        });
    }

    private IReadOnlyList<KnownDevice> Read(HttpContext http)
    {
        if (http.Request.Cookies[Name] is not { Length: > 0 and <= 4_000 } cookie || seal.TryOpen(Purpose, cookie, http.Org.Id) is not { } text) return [];
        var oldest = clock.Seconds - (long)Kept.TotalSeconds;
        return [.. JsonSerializer.Deserialize<IReadOnlyList<KnownDevice>>(text)!.Where(known => known.SeenAt >= oldest)];
    }
}
