using Latchkey.Server.Core.Brands;
using Latchkey.Server.Faces.Console.Branding.Kit;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Branding.Spoken;

/// <summary>/admin/brand/languages: which languages pages choose from, and which they speak otherwise.</summary>
internal static class LanguagesEndpoint
{
    public const string Locale = "locale", Offered = "offered.";

    public static IResult Show(HttpContext http) => Of(http, Form(http.ChosenBrand).Versioned());

    public static async Task<IResult> Save(HttpContext http, BrandOfOrg brands, BrandChanges changes)
    {
        var typed = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            var before = FormState.Empty;
            var changed = await changes.Revise(http.Doing, http.ChosenBrand.Id, brand =>
            {
                before = typed.Over(Form(brand));
                return LanguagesDraft.Of(typed.Text(Locale), typed.Under(Offered)).On(brand);
            });
            if (changed is not null) http.Undoable(before, Form(changed));
            return new Found(ConsoleAddress.Done(http.ChosenBrand.At("languages"), "saved"));
        }
        catch (RuleException broken)
        {
            return Of(http, typed.With(broken), StatusCodes.Status400BadRequest);
        }
        catch (OvertakenException overtaken)
        {
            return Of(http, typed.Beside(overtaken.Stored), StatusCodes.Status409Conflict);
        }
    }

    private static FormState Form(Brand brand) => FormState.Of(
    [
        new(Locale, brand.Locale),
        .. Language.All.Where(one => Language.IsOffered(one.Tag, brand.Offered)).Select(one => new KeyValuePair<string, string?>(Offered + one.Tag, "on")),
    ]);

    private static Page Of(HttpContext http, FormState form, int status = StatusCodes.Status200OK) =>
        Page.Of(new LanguagesPage { Frame = http.Frame(ConsoleSection.Brands), Shown = http.ChosenBrand, Form = form }, status);
}
