using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Core.Associations;
using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Management.Brands;

/// <summary>/api/v1/brands/{brandId}/well-known-uris: what an org adds to the files that name its programs and sites. Contract §3.8.</summary>
internal static class WellKnownApi
{
    public static RouteGroupBuilder MapWellKnownUris(this RouteGroupBuilder api)
    {
        var routes = api.MapGroup("/brands/{brandId}/well-known-uris");
        routes.MapGet("", All);
        routes.MapGet("/{path}", Get);
        routes.MapGet("/{path}/customized", GetCustomized);
        routes.MapPut("/{path}/customized", PutCustomized);
        return api;
    }

    private static async Task<IResult> All(HttpContext http, string brandId, BrandOfOrg brands, AssociationsOfOrgs associations)
    {
        var brand = await brands.Require(http, brandId);
        var links = new JsonObject { ["self"] = Hal.To(http.Org, At(brand), "GET") };
        foreach (var name in WellKnownName.All) links[name] = Hal.To(http.Org, $"{At(brand)}/{name}", "GET");
        var root = new JsonObject();
        if (http.Request.Query["expand"].ToString() is { Length: > 0 } expand)
        {
            var embedded = new JsonObject();
            foreach (var name in WellKnownName.All.Where(name => expand is "all" || expand.Split(',').Contains(name)))
                if (await associations.Find(http.Org.Id, brand.Id, name, http.RequestAborted) is { } added)
                    embedded[name] = new JsonObject { ["customized"] = Customized(http.Org, brand, name, added) };
            root["_embedded"] = embedded;
        }
        root["_links"] = links;
        return ApiAnswers.Json(root);
    }

    private static async Task<IResult> Get(HttpContext http, string brandId, string path, BrandOfOrg brands, AssociationsOfOrgs associations)
    {
        var (brand, name) = (await brands.Require(http, brandId), Require(path));
        var all = await associations.Of(http.Org with { BrandId = brand.Id }, http.RequestAborted);
        var host = new Uri(http.Org.Url).IdnHost;
        return ApiAnswers.Json(new JsonObject
        {
            ["representation"] = name switch
            {
                WellKnownName.AssetLinks => all.AssetLinks(host),
                WellKnownName.Apple => all.AppleSite(host),
                _ => new JsonObject { ["origins"] = ApiJson.List(all.RelatedOrigins) },
            },
            ["_links"] = new JsonObject
            {
                ["self"] = Hal.To(http.Org, $"{At(brand)}/{name}", "GET"), ["customized"] = Hal.To(http.Org, $"{At(brand)}/{name}/customized", "GET", "PUT"),
            },
        });
    }

    private static async Task<IResult> GetCustomized(HttpContext http, string brandId, string path, BrandOfOrg brands, AssociationsOfOrgs associations)
    {
        var (brand, name) = (await brands.Require(http, brandId), Require(path));
        var added = await associations.Find(http.Org.Id, brand.Id, name, http.RequestAborted) ?? throw ApiError.NotFound(name, "WellKnownURI");
        return ApiAnswers.Json(Customized(http.Org, brand, name, added));
    }

    private static async Task<IResult> PutCustomized(HttpContext http, string brandId, string path, BrandOfOrg brands, WellKnownChanges changes)
    {
        var (brand, name) = (await brands.Require(http, brandId), Require(path));
        if (http.Caller.App is not null) throw ApiError.NoPermission("Who belongs to the org's address is an administrator's to say.");
        var draft = WellKnownDraft.Of(name, (await ApiJson.RequireBody(http))["representation"], Localhost.IsThisMachine(new Uri(http.Org.Url)));
        await changes.Replace(http.Doing, brand.Id, draft);
        return ApiAnswers.Json(Customized(http.Org, brand, name, draft.Document));
    }

    private static JsonObject Customized(Org org, Brand brand, string name, JsonNode added) => new()
    {
        ["representation"] = added.DeepClone(),
        ["_links"] = new JsonObject { ["self"] = Hal.To(org, $"{At(brand)}/{name}/customized", "GET", "PUT") },
    };

    private static string At(Brand brand) => $"brands/{brand.Id}/well-known-uris";

    private static string Require(string path) => WellKnownName.All.FirstOrDefault(name => name == path) ?? throw ApiError.NotFound(path, "WellKnownURI");
}
