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
    /// <param name="http">The request.</param>
    /// <param name="user">Who.</param>
    /// <param name="factors">The ids of the factors that they have: what was given counts until one that they had then is taken away (threats row 6).</param>
    public (bool Known, DateTimeOffset? FactorAt) Of(HttpContext http, User user, IReadOnlyList<string> factors)
    {
        if (Read(http).FirstOrDefault(known => known.UserId == user.Id && known.Era == user.Era) is not { } here) return (false, null);
        var counts = here is { FactorAt: not 0, Had: { } had } && !had.Except(Marks(factors)).Any();
        return (true, counts ? DateTimeOffset.FromUnixTimeSeconds(here.FactorAt) : null);
    }

    /// <summary>Whether the person has ever signed in with it, whatever has ended since.</summary>
    public bool Has(HttpContext http, User user) => Read(http).Any(known => known.UserId == user.Id);

    /// <summary>They have just signed in with it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="userId">Who.</param>
    /// <param name="era">Of their account, as of now.</param>
    /// <param name="factorAt">When they gave a second factor that is to be remembered; null leaves what is remembered.</param>
    /// <param name="factors">The ids of the factors that they have.</param>
    public void Remember(HttpContext http, string userId, long era, DateTimeOffset? factorAt, IReadOnlyList<string> factors)
    {
        var others = Read(http);
        var before = others.FirstOrDefault(known => known.UserId == userId && known.Era == era);
        var now = new KnownDevice(userId, era, clock.Seconds, factorAt?.ToUnixTimeSeconds() ?? before?.FactorAt ?? 0)
        {
            Had = factorAt is null ? before?.Had : [.. Marks(factors)],
        };
        IReadOnlyList<KnownDevice> all = [now, .. others.Where(known => known.UserId != userId).Take(MostPeople - 1)];
        http.Response.Cookies.Append(Name, seal.Close(Purpose, JsonSerializer.Serialize(all), http.Org.Id), new CookieOptions
        {
            HttpOnly = true, IsEssential = true, Path = "/", MaxAge = Kept, Secure = settings.Https,
            SameSite = settings.Https ? SameSiteMode.None : SameSiteMode.Lax,
        });
    }

    /// <summary>Long enough to tell the factors of one person apart, and short: a cookie has little room.</summary>
    private static IEnumerable<string> Marks(IReadOnlyList<string> factors) => factors.Select(id => Secrets.Hash(id)[..8]);

    private IReadOnlyList<KnownDevice> Read(HttpContext http)
    {
        if (http.Request.Cookies[Name] is not { Length: > 0 and <= 4_000 } cookie || seal.TryOpen(Purpose, cookie, http.Org.Id) is not { } text) return [];
        var oldest = clock.Seconds - (long)Kept.TotalSeconds;
        return [.. JsonSerializer.Deserialize<IReadOnlyList<KnownDevice>>(text)!.Where(known => known.SeenAt >= oldest)];
    }
}
