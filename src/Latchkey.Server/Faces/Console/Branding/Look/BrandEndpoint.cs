using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Branding.Kit;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Branding.Look;

/// <summary>GET and POST /admin/brand: what an org is called to people, and how its pages look; and /admin/brand/preview, which shows it unsaved.</summary>
internal static class BrandEndpoint
{
    public static IResult Show(HttpContext http) => Of(http, http.ChosenBrand, BrandForm.Of(http.ChosenBrand).Versioned());

    public static async Task<IResult> Save(HttpContext http, BrandOfOrg brands, BrandChanges changes, ServerSettings settings)
    {
        var (typed, shown) = (FormState.Of(await Parameters.Form(http.Request)), http.ChosenBrand);
        try
        {
            var before = shown;
            var changed = await changes.Revise(http.Doing, shown.Id, brand =>
            {
                typed.Over(BrandForm.Of(brand));
                return BrandForm.Read(typed, before = brand, settings.Development);
            });
            // A contrast that the API chose for a colour goes with the colour, and the form does not bring it back.
            if (changed is not null && BrandForm.KeepsContrasts(before, changed)) http.Undoable(BrandForm.Of(before), BrandForm.Of(changed));
            return new Found(ConsoleAddress.Done(shown.At(), "saved"));
        }
        catch (RuleException broken)
        {
            return Of(http, shown, typed.With(broken), StatusCodes.Status400BadRequest);
        }
        catch (OvertakenException overtaken)
        {
            var now = await brands.Find(http.Org, shown.Id, http.RequestAborted);
            return Of(http, now ?? shown, typed.Beside(overtaken.Stored), StatusCodes.Status409Conflict);
        }
    }

    /// <summary>As it is saved.</summary>
    public static async Task<IResult> Preview(HttpContext http, BrandPages pages, ISignInPreview preview) =>
        preview.Show(http, http.ChosenBrand, await pages.Of(http.Org, http.ChosenBrand, http.RequestAborted));

    /// <summary>As it is typed.</summary>
    public static async Task<IResult> Try(HttpContext http, BrandPages pages, ISignInPreview preview, ServerSettings settings)
    {
        var (typed, brand) = (FormState.Of(await Parameters.Form(http.Request)), http.ChosenBrand);
        try
        {
            var (draft, theme) = BrandForm.Read(typed, brand, settings.Development);
            return preview.Show(http, theme.On(draft.On(brand)), await pages.Of(http.Org, brand, http.RequestAborted));
        }
        catch (RuleException broken)
        {
            return Page.Of(new UnseenPage { Form = typed.With(broken), Framer = "'self'" }, StatusCodes.Status400BadRequest);
        }
    }

    internal static Page Of(HttpContext http, Brand brand, FormState form, int status = StatusCodes.Status200OK) =>
        Page.Of(new BrandPage { Frame = http.Frame(ConsoleSection.Brands), FrameTargets = ["'self'"], Shown = brand, Form = form }, status);
}
