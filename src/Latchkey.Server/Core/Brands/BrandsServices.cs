using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Core.Brands;

/// <summary>What this room brings.</summary>
internal static class BrandsServices
{
    public static void AddBrands(this IServiceCollection services)
    {
        services.AddSingleton<BrandOfOrg>();
        services.AddSingleton<Pictures>();
        services.AddSingleton<AppLogos>();
        services.AddSingleton<BrandChanges>();
        services.AddSingleton<BrandPages>();
        services.AddSingleton<PageChanges>();
        services.AddSingleton<BrandTextChanges>();
        services.AddSingleton<IPageLook, OrgLook>();
    }
}
