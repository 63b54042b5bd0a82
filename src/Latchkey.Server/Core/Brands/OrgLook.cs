using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Brands;

/// <summary>Pages look as their org does; before an org is known, as Latchkey's own.</summary>
internal sealed class OrgLook(BrandOfOrg brands) : IPageLook
{
    public async ValueTask<Brand> Of(HttpContext http)
    {
        if (http.Features.Get<Org>() is not { } org) return Brand.Default("", "Latchkey");
        // A page that says the database is away must not need it.
        try { return await brands.Find(org, http.RequestAborted); }
        catch (DatabaseUnavailableException) { return Brand.Default(org.Id, org.Name); }
    }
}
