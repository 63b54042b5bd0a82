using System.Text.Json.Nodes;
using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Branding.Kit;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Branding.SignInPage;

/// <summary>
/// /admin/brand/sign-in: the words, the links and the template of the sign-in page; saved as a draft, tried, published, and taken back. Contract §8.1.
/// </summary>
internal static class SignInPageEndpoint
{
    /// <summary>Of the button that saves without publishing.</summary>
    public const string Draft = "draft";

    public static async Task<IResult> Show(HttpContext http, BrandPages pages)
    {
        var form = SignInPageForm.Of(await Latest(http, pages)).Versioned();
        var began = http.Request.Query["template"] == "default" ? form.Set(SignInPageForm.Content, DefaultPages.SignIn) : form;
        return await Of(http, pages, began);
    }

    public static async Task<IResult> Save(HttpContext http, BrandPages pages, PageChanges changes, ServerSettings settings)
    {
        var typed = FormState.Of(await Parameters.LongForm(http.Request));
        var kept = await Latest(http, pages);
        try
        {
            var draft = SignInPageForm.Read(typed, kept, settings.Development, settings.ScriptedPages);
            void See(JsonObject? current) => typed.Over(SignInPageForm.Of(current));
            Undoable(http, typed[RowForm.Do] == Draft ? await changes.Save(http.Doing, http.ChosenBrand, BrandPages.Preview, draft, See)
                : await changes.Publish(http.Doing, http.ChosenBrand, draft, See));
            return new Found(ConsoleAddress.Done(http.ChosenBrand.At("sign-in"), typed[RowForm.Do] == Draft ? "saved" : "published"));
        }
        catch (RuleException broken)
        {
            return await Of(http, pages, typed.With(broken), StatusCodes.Status400BadRequest);
        }
        catch (OvertakenException overtaken)
        {
            return await Of(http, pages, typed.Beside(overtaken.Stored), StatusCodes.Status409Conflict);
        }
    }

    /// <summary>As it is saved last.</summary>
    public static async Task<IResult> Preview(HttpContext http, BrandPages pages, ISignInPreview preview) =>
        preview.Show(http, http.ChosenBrand, Written(await Latest(http, pages)));

    /// <summary>As it is typed.</summary>
    public static async Task<IResult> Try(HttpContext http, BrandPages pages, ISignInPreview preview, ServerSettings settings)
    {
        var typed = FormState.Of(await Parameters.LongForm(http.Request));
        try
        {
            var draft = SignInPageForm.Read(typed, await Latest(http, pages), settings.Development, settings.ScriptedPages);
            return preview.Show(http, http.ChosenBrand, Written(draft.Document));
        }
        catch (RuleException broken)
        {
            return Page.Of(new UnseenPage { Form = typed.With(broken), Framer = "'self'" }, StatusCodes.Status400BadRequest);
        }
    }

    public static IResult AskToReset(HttpContext http)
    {
        var texts = Language.Of(http).Texts.Branding;
        return Page.Of(new ConfirmPage
        {
            Frame = http.Frame(ConsoleSection.Brands), Title = texts.Reset, Means = texts.ResetMeans, Action = texts.Reset,
            Address = http.ChosenBrand.At("sign-in", "reset"), Back = http.ChosenBrand.At("sign-in"), Form = FormState.Empty,
        });
    }

    public static async Task<IResult> Reset(HttpContext http, PageChanges changes)
    {
        Undoable(http, await changes.ResetWhole(http.Doing, http.ChosenBrand, PageFrames.SignIn));
        return new Found(ConsoleAddress.Done(http.ChosenBrand.At("sign-in"), "saved"));
    }

    /// <summary>A template is too long for what a browser keeps, so what it was before is kept here.</summary>
    public static async Task<IResult> Undo(HttpContext http, BrandPages pages, PageChanges changes)
    {
        var typed = FormState.Of(await Parameters.Form(http.Request));
        if (await changes.TakeBack(http.Doing, http.ChosenBrand, PageFrames.SignIn, typed[FormState.VersionField]))
            return new Found(ConsoleAddress.Done(http.ChosenBrand.At("sign-in"), "saved"));
        var now = SignInPageForm.Of(await Latest(http, pages));
        return await Of(http, pages, now.Beside(now), StatusCodes.Status409Conflict);
    }

    private static void Undoable(HttpContext http, string? version)
    {
        if (version is not null) http.UndoableAt(http.ChosenBrand.At("sign-in", "undo"), version);
    }

    /// <summary>What is being written, else what is shown; null: ours is.</summary>
    private static async Task<JsonObject?> Latest(HttpContext http, BrandPages pages) =>
        await pages.Find(http.Org.Id, http.ChosenBrand.Id, PageFrames.SignIn, BrandPages.Preview, http.RequestAborted)
            ?? await pages.Find(http.Org.Id, http.ChosenBrand.Id, PageFrames.SignIn, BrandPages.Customized, http.RequestAborted);

    private static PagesOfOrg Written(JsonObject? page) =>
        page is null ? PagesOfOrg.None : PagesOfOrg.Of(new Dictionary<string, JsonObject> { [PageFrames.SignIn] = page });

    private static async Task<IResult> Of(HttpContext http, BrandPages pages, FormState form, int status = StatusCodes.Status200OK)
    {
        Task<JsonObject?> Find(string state) => pages.Find(http.Org.Id, http.ChosenBrand.Id, PageFrames.SignIn, state, http.RequestAborted);
        return Page.Of(new SignInPagePage
        {
            Frame = http.Frame(ConsoleSection.Brands), FrameTargets = ["'self'"], Form = form,
            Shown = http.ChosenBrand,
            Published = await Find(BrandPages.Customized) is not null, Drafted = await Find(BrandPages.Preview) is not null,
        }, status);
    }
}
