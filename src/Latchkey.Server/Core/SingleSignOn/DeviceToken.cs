using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Core.SingleSignOn;

/// <summary>
/// The cookie <c>DT</c>, which names a browser or a program that has signed in here, as Okta's does: some clients insist on
/// it (contract §2.16). Nothing is decided by it, and nothing is kept of it. Decision 0013.
/// </summary>
internal sealed class DeviceToken(ServerSettings settings)
{
    public const string Name = "DT";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(2 * 365);

    /// <summary>Once: whoever has one keeps it.</summary>
    public void Give(HttpContext http)
    {
        if (http.Request.Cookies[Name] is { Length: > 0 and <= 100 } || !http.Items.TryAdd(Name, null)) return;
        http.Response.Cookies.Append(Name, Secrets.New(), new CookieOptions
        {
            HttpOnly = true, IsEssential = true, Path = "/", Secure = settings.Https, SameSite = SameSiteMode.Lax, MaxAge = Lifetime,
        });
    }
}
