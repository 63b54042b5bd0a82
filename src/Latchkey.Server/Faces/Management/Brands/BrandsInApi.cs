using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Management.Brands;

/// <summary>Brands as addresses name them.</summary>
internal static class BrandsInApi
{
    public static async Task<Brand> Require(this BrandOfOrg brands, HttpContext http, string id) =>
        await brands.Find(http.Org, id, http.RequestAborted) ?? throw Gone(id);

    public static ApiError Gone(string id) => ApiError.NotFound(id, "Brand");
}
