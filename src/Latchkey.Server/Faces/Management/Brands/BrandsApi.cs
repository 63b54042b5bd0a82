using System.Text.Json.Nodes;
using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Management.Brands;

/// <summary>/api/v1/brands. Contract §3.8.</summary>
internal static class BrandsApi
{
    public static RouteGroupBuilder MapBrands(this RouteGroupBuilder api)
    {
        var routes = api.MapGroup("/brands");
        routes.MapGet("", List);
        routes.MapGet("/{brandId}", Get);
        return api;
    }

    private static async Task<IResult> List(HttpContext http, BrandOfOrg brands) =>
        Pages.Whole(http, [Json(await brands.Find(http.Org, http.RequestAborted), http.Org)]);

    private static async Task<IResult> Get(HttpContext http, string brandId, BrandOfOrg brands) =>
        ApiAnswers.Json(Json(await brands.Require(http, brandId), http.Org));

    private static JsonObject Json(Brand brand, Org org) => new()
    {
        ["id"] = brand.Id,
        ["name"] = brand.Name,
        ["isDefault"] = true,
        ["removePoweredByOkta"] = brand.RemovePoweredBy,
        ["_links"] = new JsonObject { ["self"] = Hal.To(org, $"brands/{brand.Id}", "GET") },
    };
}
