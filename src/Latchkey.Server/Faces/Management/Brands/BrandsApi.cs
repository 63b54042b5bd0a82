using System.Text.Json.Nodes;
using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Domains;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Faces.Management.Brands;

/// <summary>/api/v1/brands: every org has the one it began with. Contract §3.8.</summary>
internal static class BrandsApi
{
    public static RouteGroupBuilder MapBrands(this RouteGroupBuilder api)
    {
        var routes = api.MapGroup("/brands");
        routes.MapGet("", List);
        routes.MapPost("", Create);
        routes.MapGet("/{brandId}", Get);
        routes.MapPut("/{brandId}", Replace);
        routes.MapDelete("/{brandId}", Delete);
        routes.MapGet("/{brandId}/domains", Domains);
        return api;
    }

    private static async Task<IResult> List(HttpContext http, BrandOfOrg brands)
    {
        var wanted = http.Request.Query["q"].ToString();
        var found = (await brands.All(http.Org, http.RequestAborted)).Where(brand => brand.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase)).ToArray();
        return Pages.Part(http, found, Paging.OfWhole(http, found.Length), brand => brand.Id, brand => Json(http, brand));
    }

    private static async Task<IResult> Create(HttpContext http, BrandChanges changes, ServerSettings settings)
    {
        var made = await changes.Create(http.Doing, Read(await ApiJson.RequireBody(http), settings));
        return ApiAnswers.Json(Json(http, made), StatusCodes.Status201Created);
    }

    private static async Task<IResult> Domains(HttpContext http, string brandId, BrandOfOrg brands, DomainsOfOrgs domains)
    {
        var brand = await brands.Require(http, brandId);
        var all = await domains.All(http.Org.Id, http.RequestAborted);
        return ApiAnswers.Json(new JsonObject
        {
            ["domains"] = ApiJson.List(all.Where(domain => domain.BrandId == brand.Id).Select(JsonNode (domain) => DomainsApi.Json(http, domain))),
        });
    }

    private static async Task<IResult> Get(HttpContext http, string brandId, BrandOfOrg brands) =>
        ApiAnswers.Json(Json(http, await brands.Require(http, brandId)));

    private static async Task<IResult> Replace(HttpContext http, string brandId, BrandOfOrg brands, BrandChanges changes, ServerSettings settings)
    {
        await brands.Require(http, brandId);
        var draft = Read(await ApiJson.RequireBody(http), settings);
        return ApiAnswers.Json(Json(http, await changes.Replace(http.Doing, brandId, draft) ?? throw BrandsInApi.Gone(brandId)));
    }

    private static BrandDraft Read(JsonObject body, ServerSettings settings)
    {
        if (body.Text("emailDomainId") is { Length: > 0 }) throw new RuleException("emailDomainId", "Mail leaves from the server's own address");
        if (body.Object(DefaultApp) is { } app && app.Any(member => member.Value?.ToString() is { Length: > 0 }))
            throw new RuleException(DefaultApp, "Where people go who came from no app is the org's own page");
        return BrandDraft.Of(body.Text("name"), body.Flag("removePoweredByOkta") ?? false, body.Flag("agreeToCustomPrivacyPolicy") ?? false,
            body.Text("customPrivacyPolicyUrl"), body.Text("locale"), settings.Development);
    }

    private static async Task<IResult> Delete(HttpContext http, string brandId, BrandOfOrg brands, BrandChanges changes)
    {
        await changes.Delete(http.Doing, await brands.Require(http, brandId));
        return ApiAnswers.Nothing();
    }

    private const string DefaultApp = "defaultApp";

    private static JsonObject Json(HttpContext http, Brand brand)
    {
        var at = $"brands/{brand.Id}";
        var json = ApiJson.Known(new JsonObject
        {
            ["id"] = brand.Id,
            ["name"] = brand.Name,
            ["isDefault"] = brand.IsDefault,
            ["agreeToCustomPrivacyPolicy"] = brand.AgreesToPrivacyPolicy,
            ["customPrivacyPolicyUrl"] = brand.PrivacyPolicyUrl,
            ["removePoweredByOkta"] = brand.RemovePoweredBy,
            ["locale"] = brand.Locale,
            [DefaultApp] = new JsonObject(),
        });
        if (http.Request.Query["expand"].ToString().Split(',').Contains("themes"))
            json["_embedded"] = new JsonObject { ["themes"] = new JsonArray(ThemesApi.Json(brand, http.Org)) };
        json["_links"] = new JsonObject
        {
            ["self"] = brand.IsDefault ? Hal.To(http.Org, at, "GET", "PUT") : Hal.To(http.Org, at, "GET", "PUT", "DELETE"),
            ["themes"] = Hal.To(http.Org, at + "/themes", "GET"),
        };
        return json;
    }
}
