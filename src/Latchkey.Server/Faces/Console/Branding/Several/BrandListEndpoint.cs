using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Domains;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Branding.Kit;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Branding.Several;

/// <summary>/admin/brands: the brands of an org, and another one; /admin/brand/delete: one fewer. Contract §3.8.</summary>
internal static class BrandListEndpoint
{
    public const string Name = "name";

    public static string Address { get; } = ConsoleAddress.Of("brands");

    public static Task<IResult> Show(HttpContext http, BrandOfOrg brands, DomainsOfOrgs domains) => Of(http, brands, domains, FormState.Empty);

    public static async Task<IResult> Create(HttpContext http, BrandOfOrg brands, DomainsOfOrgs domains, BrandChanges changes, ServerSettings settings)
    {
        var typed = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            var made = await changes.Create(http.Doing, BrandDraft.Of(typed.Text(Name), false, false, null, null, settings.Development));
            return new Found(ConsoleAddress.Done(made.At(), "created"));
        }
        catch (RuleException broken)
        {
            return await Of(http, brands, domains, typed.With(broken), StatusCodes.Status400BadRequest);
        }
    }

    public static IResult AskToDelete(HttpContext http)
    {
        var said = Language.Of(http).Texts.Several;
        return http.ChosenBrand.IsDefault ? ConsoleRefusals.NotFound() : Page.Of(new ConfirmPage
        {
            Frame = http.Frame(ConsoleSection.Brands), Title = said.DeleteBrand, Means = said.DeleteBrandMeans, Action = said.DeleteBrand,
            Address = http.ChosenBrand.At("delete"), Back = http.ChosenBrand.At(), TypeName = http.ChosenBrand.Name,
        });
    }

    public static async Task<IResult> Delete(HttpContext http, BrandOfOrg brands, DomainsOfOrgs domains, BrandChanges changes)
    {
        var typed = FormState.Of(await Parameters.Form(http.Request));
        if (typed[ConfirmPage.Typed].Trim() != http.ChosenBrand.Name) return new Found(http.ChosenBrand.At("delete"));
        try
        {
            await changes.Delete(http.Doing, http.ChosenBrand);
            return new Found(ConsoleAddress.Done(Address, "deleted"));
        }
        catch (BuiltInException kept)
        {
            return await Of(http, brands, domains, FormState.Empty.With(Name, kept.Message), StatusCodes.Status409Conflict);
        }
    }

    private static async Task<IResult> Of(HttpContext http, BrandOfOrg brands, DomainsOfOrgs domains, FormState form, int status = StatusCodes.Status200OK) =>
        Page.Of(new BrandListPage
        {
            Frame = http.Frame(ConsoleSection.Brands), Form = form, Brands = await brands.All(http.Org, http.RequestAborted),
            Domains = (await domains.All(http.Org.Id, http.RequestAborted)).ToLookup(domain => domain.BrandId, domain => domain.Domain),
        }, status);
}
