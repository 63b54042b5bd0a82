using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Branding.Kit;

/// <summary>Which brand of an org a page of the console is about: the one in its address, else the one that every org has.</summary>
internal static class BrandInAddress
{
    public const string Parameter = "brand";

    /// <summary>Before each page of a brand: there is such a brand.</summary>
    public static T OfChosenBrand<T>(this T routes) where T : IEndpointConventionBuilder => routes.AddEndpointFilter(async (invocation, next) =>
    {
        var http = invocation.HttpContext;
        var all = await http.RequestServices.GetRequiredService<BrandOfOrg>().All(http.Org, http.RequestAborted);
        var id = http.Request.Query[Parameter].ToString();
        if ((id.Length == 0 ? all[0] : all.FirstOrDefault(brand => brand.Id == id)) is not { } brand) return ConsoleRefusals.NotFound();
        http.Features.Set(brand);
        http.Request.RouteValues["brandId"] = brand.Id;                // for the calls that are shown
        return await next(invocation);
    });

    extension(HttpContext http)
    {
        public Brand ChosenBrand => http.Features.Get<Brand>() ?? throw new InvalidOperationException("This route is about no brand.");
    }

    /// <summary>Of a page about it.</summary>
    public static string At(this Brand brand, params IReadOnlyList<string> parts) =>
        ConsoleAddress.With(ConsoleAddress.Of(["brand", .. parts]), (Parameter, brand.IsDefault ? null : brand.Id));
}
