using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Brands;

/// <summary>Pages look as their org does; before an org is known, as Latchkey's own.</summary>
internal sealed class OrgLook(BrandOfOrg brands, BrandPages pages) : IPageLook
{
    public async ValueTask<Brand> Of(HttpContext http)
    {
        if (http.Features.Get<Org>() is not { } org) return Brand.Default("", "Latchkey");
        // A page that says the database is away must not need it.
        try { return await brands.Find(org, http.RequestAborted); }
        catch (DatabaseUnavailableException) { return Brand.Default(org.Id, org.Name); }
    }

    public async ValueTask<PageFrame?> FrameOf(HttpContext http, string page)
    {
        if (http.Features.Get<Previewing>() is { } previewing) return previewing.Frames.GetValueOrDefault(page);
        if (http.Features.Get<Org>() is not { } org || http.Request.Cookies[IPageLook.Cookie] == IPageLook.Plain) return null;
        try { return (await pages.Of(org, http.RequestAborted)).Frames.GetValueOrDefault(page); }
        catch (DatabaseUnavailableException) { return null; }
    }

    public async ValueTask<StyleSheet?> SheetOf(HttpContext http)
    {
        if (http.Features.Get<Previewing>() is { } previewing) return previewing.Sheet?.AsTried();
        if (http.Features.Get<Org>() is not { } org || http.Request.Cookies[IPageLook.Cookie] == IPageLook.Plain) return null;
        try { return (await pages.Of(org, http.RequestAborted)).Sheet; }
        catch (DatabaseUnavailableException) { return null; }
    }
}
