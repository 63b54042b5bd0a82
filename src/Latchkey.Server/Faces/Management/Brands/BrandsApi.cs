using System.Text.Json.Nodes;
using Latchkey.Server.Core.Brands;
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
        routes.MapGet("/{brandId}", Get);
        routes.MapPut("/{brandId}", Replace);
        routes.MapDelete("/{brandId}", Delete);
        return api;
    }

    private static async Task<IResult> List(HttpContext http, BrandOfOrg brands)
    {
        var brand = await brands.Find(http.Org, http.RequestAborted);
        var wanted = http.Request.Query["q"].ToString();
        return Pages.Whole(http, brand.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase) ? [Json(http, brand)] : []);
    }

    private static async Task<IResult> Get(HttpContext http, string brandId, BrandOfOrg brands) =>
        ApiAnswers.Json(Json(http, await brands.Require(http, brandId)));

    private static async Task<IResult> Replace(HttpContext http, string brandId, BrandOfOrg brands, BrandChanges changes, ServerSettings settings)
    {
        await brands.Require(http, brandId);
        var body = await ApiJson.RequireBody(http);
        if (body.Text("emailDomainId") is { Length: > 0 }) throw new RuleException("emailDomainId", "Mail leaves from the server's own address");
        if (body.Object(DefaultApp) is { } app && app.Any(member => member.Value is not null))
            throw new RuleException(DefaultApp, "Where people go who came from no app is the org's own page");
        var draft = BrandDraft.Of(body.Text("name"), body.Flag("removePoweredByOkta") ?? false, body.Flag("agreeToCustomPrivacyPolicy") ?? false,
            body.Text("customPrivacyPolicyUrl"), body.Text("locale"), settings.Development);
        return ApiAnswers.Json(Json(http, await changes.Replace(http.Doing, draft)));
    }

    private static async Task<IResult> Delete(HttpContext http, string brandId, BrandOfOrg brands)
    {
        await brands.Require(http, brandId);
        throw new BuiltInException("The default brand cannot be deleted.");
    }

    private const string DefaultApp = "defaultApp";

    private static JsonObject Json(HttpContext http, Brand brand)
    {
        var at = $"brands/{brand.Id}";
        var json = new JsonObject
        {
            ["id"] = brand.Id,
            ["name"] = brand.Name,
            ["isDefault"] = true,
            ["agreeToCustomPrivacyPolicy"] = brand.AgreesToPrivacyPolicy,
            ["customPrivacyPolicyUrl"] = brand.PrivacyPolicyUrl,
            ["removePoweredByOkta"] = brand.RemovePoweredBy,
            ["locale"] = brand.Locale,
            ["emailDomainId"] = null,
            [DefaultApp] = new JsonObject { ["appInstanceId"] = null, ["appLinkName"] = null, ["classicApplicationUri"] = null },
        };
        if (http.Request.Query["expand"].ToString().Split(',').Contains("themes"))
            json["_embedded"] = new JsonObject { ["themes"] = new JsonArray(ThemesApi.Json(brand, http.Org)) };
        json["_links"] = new JsonObject { ["self"] = Hal.To(http.Org, at, "GET", "PUT"), ["themes"] = Hal.To(http.Org, at + "/themes", "GET") };
        return json;
    }
}
