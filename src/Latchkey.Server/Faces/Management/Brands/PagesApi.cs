using System.Text.Json.Nodes;
using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Management.Brands;

/// <summary>/api/v1/brands/{brandId}/pages: pages that an org writes itself, tries, publishes and takes back. Contract §3.8, §8.1.</summary>
internal static class PagesApi
{
    /// <summary>Below this, an administrator's browser sees what is being written.</summary>
    public const string PreviewPath = "/login/preview";

    public static RouteGroupBuilder MapBrandPages(this RouteGroupBuilder api)
    {
        var routes = api.MapGroup("/brands/{brandId}/pages");
        foreach (var page in (ReadOnlySpan<string>)[PageFrames.SignIn, PageFrames.Error])
        {
            routes.MapGet("/" + page, (HttpContext http, string brandId, BrandOfOrg brands, BrandPages pages) => Root(http, brandId, page, brands, pages));
            routes.MapGet($"/{page}/default", (HttpContext http, string brandId, BrandOfOrg brands) => Default(http, brandId, page, brands));
            foreach (var state in (ReadOnlySpan<string>)[BrandPages.Customized, BrandPages.Preview])
            {
                routes.MapGet($"/{page}/{state}", (HttpContext http, string brandId, BrandOfOrg brands, BrandPages pages) =>
                    Get(http, brandId, page, state, brands, pages));
                routes.MapPut($"/{page}/{state}", (HttpContext http, string brandId, BrandOfOrg brands, PageChanges changes, ServerSettings settings) =>
                    Put(http, brandId, page, state, brands, changes, settings));
                routes.MapDelete($"/{page}/{state}", (HttpContext http, string brandId, BrandOfOrg brands, PageChanges changes) =>
                    Reset(http, brandId, page, state, brands, changes));
            }
        }
        routes.MapGet("/sign-in/widget-versions", Versions);
        routes.MapGet("/sign-out/customized", GetSignOut);
        routes.MapPut("/sign-out/customized", PutSignOut);
        return api;
    }

    private static async Task<IResult> Root(HttpContext http, string brandId, string page, BrandOfOrg brands, BrandPages pages)
    {
        var brand = await brands.Require(http, brandId);
        var wanted = http.Request.Query["expand"].ToString().Split(',');
        var embedded = new JsonObject();
        if (wanted.Contains("default")) embedded["default"] = Ours(page);
        foreach (var state in (string[])[BrandPages.Customized, BrandPages.Preview])
            if (wanted.Contains(state) && await pages.Find(http.Org.Id, brand.Id, page, state, http.RequestAborted) is { } document) embedded[state] = document;
        if (wanted.Contains("customizedUrl")) embedded["customizedUrl"] = http.Org.Url + "/signin";
        if (wanted.Contains("previewUrl")) embedded["previewUrl"] = $"{http.Org.Url}{PreviewPath}/{page}{(brand.IsDefault ? "" : "?brand=" + brand.Id)}";
        var at = $"brands/{brand.Id}/pages/{page}";
        var root = new JsonObject();
        if (embedded.Count > 0) root["_embedded"] = embedded;
        root["_links"] = new JsonObject
        {
            ["self"] = Hal.To(http.Org, at, "GET"),
            ["default"] = Hal.To(http.Org, at + "/default", "GET"),
            ["customized"] = Hal.To(http.Org, at + "/customized", "GET", "PUT", "DELETE"),
            ["preview"] = Hal.To(http.Org, at + "/preview", "GET", "PUT", "DELETE"),
        };
        return ApiAnswers.Json(root);
    }

    private static async Task<IResult> Default(HttpContext http, string brandId, string page, BrandOfOrg brands)
    {
        await brands.Require(http, brandId);
        return ApiAnswers.Json(Ours(page));
    }

    /// <summary>A template to begin with: it looks much as our own page does.</summary>
    private static JsonObject Ours(string page) => page == PageFrames.Error
        ? new() { ["pageContent"] = DefaultPages.Error }
        : new()
        {
            ["pageContent"] = DefaultPages.SignIn, ["widgetVersion"] = PageDraft.Version,
            ["widgetCustomizations"] = new JsonObject { ["widgetGeneration"] = "G2" },
        };

    private static async Task<IResult> Get(HttpContext http, string brandId, string page, string state, BrandOfOrg brands, BrandPages pages)
    {
        var brand = await brands.Require(http, brandId);
        return ApiAnswers.Json(await pages.Find(http.Org.Id, brand.Id, page, state, http.RequestAborted) ?? throw ApiError.NotFound(state, "BrandPage"));
    }

    private static async Task<IResult> Put(
        HttpContext http, string brandId, string page, string state, BrandOfOrg brands, PageChanges changes, ServerSettings settings)
    {
        var brand = await brands.Require(http, brandId);
        var draft = PageDraft.Of(page, await ApiJson.RequireBody(http), settings.Development, settings.ScriptedPages);
        // It reads what people type.
        if (http.Caller.App is not null && PageDraft.ScriptedOf(draft.Document) is not null)
            throw ApiError.NoPermission("A page with scripts is an administrator's to write.");
        await changes.Save(http.Doing, brand, state, draft);
        return ApiAnswers.Json(draft.Document.DeepClone());
    }

    private static async Task<IResult> Reset(HttpContext http, string brandId, string page, string state, BrandOfOrg brands, PageChanges changes)
    {
        var brand = await brands.Require(http, brandId);
        await changes.Reset(http.Doing, brand, page, state);
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> Versions(HttpContext http, string brandId, BrandOfOrg brands)
    {
        await brands.Require(http, brandId);
        return Pages.Whole(http, [JsonValue.Create("7.0")]);
    }

    private static async Task<IResult> GetSignOut(HttpContext http, string brandId, BrandOfOrg brands, BrandPages pages)
    {
        var brand = await brands.Require(http, brandId);
        return ApiAnswers.Json(await pages.Find(http.Org.Id, brand.Id, PageFrames.SignOut, BrandPages.Customized, http.RequestAborted)
            ?? new JsonObject { ["type"] = SignOutDraft.Ours });
    }

    private static async Task<IResult> PutSignOut(HttpContext http, string brandId, BrandOfOrg brands, PageChanges changes, ServerSettings settings)
    {
        var brand = await brands.Require(http, brandId);
        var body = await ApiJson.RequireBody(http);
        var draft = SignOutDraft.Of(body.Text("type"), body.Text("url"), settings.Development);
        await changes.Save(http.Doing, brand, draft);
        return ApiAnswers.Json(draft.Document.DeepClone());
    }
}
