using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>
/// GET /login/preview/{page}: what an administrator is writing, as people would see it. GET /login/default: our own page, whatever was written.
/// Contract §8.1.
/// </summary>
internal static class PagePreviewEndpoint
{
    public static async Task<IResult> Show(
        HttpContext http, string page, Sessions sessions, BrandOfOrg brands, BrandPages pages, Authorities authorities)
    {
        if (await sessions.Current(http) is not var (_, user) || !(await authorities.Of(user, http.RequestAborted)).May(Rights.Read("brands")))
            return HostedPages.Error(http, 403, "access_denied", "Only an administrator who is signed in here sees what is being written.");
        var chosen = http.Request.Query["brand"].ToString() is { Length: > 0 } id ? await brands.Find(http.Org, id, http.RequestAborted) : null;
        var brand = chosen ?? await brands.Find(http.Org, http.RequestAborted);
        var written = await pages.Previewed(http.Org, brand, http.RequestAborted);
        if (page == PageFrames.SignIn) return SignInPreview.Show(http, brand, written, framed: false);
        http.Features.Set(new Previewing(written.Frames, written.Sheet));
        return page == PageFrames.Error ? HostedPages.Error(http, 400, "invalid_request", "This is how a refusal is shown.")
            : HostedPages.Error(http, 404, "not_found", "There is no such page.");
    }

    /// <summary>For the steps that follow as well, whose pages may be as broken as the first.</summary>
    public static async Task<IResult> Default(HttpContext http, Sessions sessions, PendingSignIns pending, ServerSettings settings)
    {
        http.Response.Cookies.Append(IPageLook.Cookie, IPageLook.Plain, new CookieOptions
        {
            HttpOnly = true, IsEssential = true, Path = "/", Secure = settings.Https, SameSite = SameSiteMode.Lax, MaxAge = Plain,
        });
        return new Found(await sessions.Current(http) is null ? $"{Threshold.FirstPage}?flow={await pending.BeginHome(http)}" : "/");
    }

    private static readonly TimeSpan Plain = TimeSpan.FromMinutes(10);
}
