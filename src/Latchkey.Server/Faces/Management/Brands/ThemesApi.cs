using System.Text.Json.Nodes;
using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Management.Brands;

/// <summary>/api/v1/brands/{brandId}/themes: colours, pictures and where they show. A brand has one theme. Contract §3.8.</summary>
internal static class ThemesApi
{
    public static RouteGroupBuilder MapThemes(this RouteGroupBuilder api)
    {
        var routes = api.MapGroup("/brands/{brandId}/themes");
        routes.MapGet("", List);
        routes.MapGet("/{themeId}", Get);
        routes.MapPut("/{themeId}", Replace);
        foreach (var (path, kind) in (ReadOnlySpan<(string, PictureKind)>)
            [("logo", PictureKind.Logo), ("favicon", PictureKind.Favicon), ("background-image", PictureKind.Background)])
        {
            routes.MapPost("/{themeId}/" + path, (HttpContext http, string brandId, string themeId, BrandOfOrg brands, BrandChanges changes) =>
                Upload(http, brandId, themeId, kind, brands, changes));
            routes.MapDelete("/{themeId}/" + path, (HttpContext http, string brandId, string themeId, BrandOfOrg brands, BrandChanges changes) =>
                Remove(http, brandId, themeId, kind, brands, changes));
        }
        return api;
    }

    private static async Task<IResult> List(HttpContext http, string brandId, BrandOfOrg brands) =>
        Pages.Whole(http, [Json(await brands.Require(http, brandId), http.Org)]);

    private static async Task<IResult> Get(HttpContext http, string brandId, string themeId, BrandOfOrg brands) =>
        ApiAnswers.Json(Json(await Require(http, brandId, themeId, brands), http.Org));

    private static async Task<IResult> Replace(HttpContext http, string brandId, string themeId, BrandOfOrg brands, BrandChanges changes)
    {
        await Require(http, brandId, themeId, brands);
        var body = await ApiJson.RequireBody(http);
        return ApiAnswers.Json(Json(await changes.Dress(http.Doing, brandId, ThemeDraft.Of(body.Text)) ?? throw BrandsInApi.Gone(brandId), http.Org));
    }

    private static async Task<IResult> Upload(HttpContext http, string brandId, string themeId, PictureKind kind, BrandOfOrg brands, BrandChanges changes)
    {
        await Require(http, brandId, themeId, brands);
        var picture = Picture.Of(kind, (await UploadedForm.RequireFile(http)).Span);
        _ = await changes.SetPicture(http.Doing, brandId, picture) ?? throw BrandsInApi.Gone(brandId);
        return ApiAnswers.Json(new JsonObject { ["url"] = http.Org.Url + BrandImage.Path(picture.Name) }, StatusCodes.Status201Created);
    }

    private static async Task<IResult> Remove(HttpContext http, string brandId, string themeId, PictureKind kind, BrandOfOrg brands, BrandChanges changes)
    {
        await Require(http, brandId, themeId, brands);
        await changes.RemovePicture(http.Doing, brandId, kind);
        return ApiAnswers.Nothing();
    }

    public static JsonObject Json(Brand brand, Org org)
    {
        var at = $"brands/{brand.Id}/themes/{IdOf(brand)}";
        var theme = new JsonObject
        {
            ["id"] = IdOf(brand),
            ["logo"] = Address(brand.Logo ?? PageAssets.Url("latchkey.svg"), org),
            ["favicon"] = Address(brand.Favicon ?? PageAssets.Url("latchkey.svg"), org),
        };
        if (brand.Background is { } background) theme["backgroundImage"] = Address(background, org);
        theme["primaryColorHex"] = brand.PrimaryColorHex;
        theme["primaryColorContrastHex"] = brand.PrimaryColorContrastHex ?? brand.OnPrimary.ToString();
        theme["secondaryColorHex"] = brand.SecondaryColorHex;
        theme["secondaryColorContrastHex"] = brand.SecondaryColorContrastHex ?? brand.OnSecondary.ToString();
        theme["signInPageTouchPointVariant"] = brand.SignInVariant;
        theme["endUserDashboardTouchPointVariant"] = brand.DashboardVariant;
        theme["errorPageTouchPointVariant"] = brand.ErrorVariant;
        theme["emailTemplateTouchPointVariant"] = brand.MailVariant;
        theme["loadingPageTouchPointVariant"] = brand.LoadingVariant;
        theme["_links"] = new JsonObject
        {
            ["self"] = Hal.To(org, at, "GET", "PUT"),
            ["logo"] = Hal.To(org, at + "/logo", "POST", "DELETE"),
            ["favicon"] = Hal.To(org, at + "/favicon", "POST", "DELETE"),
            ["background-image"] = Hal.To(org, at + "/background-image", "POST", "DELETE"),
        };
        return theme;
    }

    private static string Address(string picture, Org org) => picture.StartsWith('/') ? org.Url + picture : picture;

    private static string IdOf(Brand brand) => "thd" + brand.Id[3..];

    private static async Task<Brand> Require(HttpContext http, string brandId, string themeId, BrandOfOrg brands) =>
        await brands.Require(http, brandId) is var brand && IdOf(brand) == themeId ? brand : throw ApiError.NotFound(themeId, "Theme");
}
