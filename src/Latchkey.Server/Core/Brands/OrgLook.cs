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
        var previewing = http.Features.Get<Previewing>() is not null;
        if (http.Features.Get<Org>() is not { } org || (!previewing && http.Request.Cookies[IPageLook.Cookie] == IPageLook.Plain)) return null;
        try
        {
            var written = previewing ? await pages.Previewed(org.Id, http.RequestAborted) : await pages.Of(org.Id, http.RequestAborted);
            return written.Frames.GetValueOrDefault(page);
        }
        catch (DatabaseUnavailableException) { return null; }
    }
}
