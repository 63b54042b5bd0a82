using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Associations;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Branding.Kit;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Branding.Files;

/// <summary>GET /admin/brand/files: what the org's address says of its apps, as it is served. Contract §3.8.</summary>
internal static class FilesEndpoint
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Web) { WriteIndented = true };

    public static async Task<IResult> Show(HttpContext http, AssociationsOfOrgs associations)
    {
        var brand = http.ChosenBrand;
        var all = await associations.Of(http.Org with { BrandId = brand.Id }, http.RequestAborted);
        var host = new Uri(http.Org.Url).IdnHost;
        JsonNode[] files = [all.AssetLinks(host), all.AppleSite(host), new JsonObject { ["origins"] = ApiJson.List(all.RelatedOrigins) }];
        string[] names = [WellKnownName.AssetLinks, WellKnownName.Apple, WellKnownName.WebAuthn];
        var shown = new List<ShownFile>();
        foreach (var (name, file) in names.Zip(files))
            shown.Add(new(name, $"{http.Org.Url}/.well-known/{name}", file.ToJsonString(Indented),
                await associations.Find(http.Org.Id, brand.Id, name, http.RequestAborted) is not null));
        return Page.Of(new FilesPage { Frame = http.Frame(ConsoleSection.Brands), Shown = brand, Files = shown });
    }
}
