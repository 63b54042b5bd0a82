using Latchkey.Server.Core.Brands;
using Latchkey.Server.Faces.Console.Branding.Kit;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Branding.Worded;

/// <summary>/admin/brand/texts/{name}: what our pages say there in one language, in an org's own words. Left empty, it is ours.</summary>
internal static class TextEndpoint
{
    public const string Text = "text";

    /// <summary>Of the buttons that show how it reads, and that take ours again.</summary>
    public const string Try = "try", Reset = "reset";

    public static IResult Show(HttpContext http, string name) => PageTexts.Find(name) is { } which
        ? Of(http, which, Form(Own(http, which)).Versioned()) : ConsoleRefusals.NotFound();

    public static async Task<IResult> Save(HttpContext http, string name, BrandTextChanges changes)
    {
        if (PageTexts.Find(name) is not { } which) return ConsoleRefusals.NotFound();
        var typed = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            var language = TextListEndpoint.LanguageIn(http);
            var draft = BrandTextDraft.Of(language, which, typed[RowForm.Do] == Reset ? null : typed.Text(Text));
            if (typed[RowForm.Do] == Try) return Of(http, which, typed.Without(RowForm.Do));
            var before = FormState.Empty;
            await changes.Say(http.Doing, http.ChosenBrand, draft, own => before = typed.Over(Form(own)));
            http.Undoable(before, Form(draft.Text));
            return new Found(ConsoleAddress.Done(At(http.ChosenBrand, which, language), "saved"));
        }
        catch (RuleException broken)
        {
            return Of(http, which, typed.With(broken), StatusCodes.Status400BadRequest);
        }
        catch (OvertakenException overtaken)
        {
            return Of(http, which, typed.Beside(overtaken.Stored), StatusCodes.Status409Conflict);
        }
    }

    public static string At(Brand brand, PageText which, Language language) =>
        ConsoleAddress.With(brand.At("texts", which.Name), (TextListEndpoint.Tongue, language.Tag));

    private static string? Own(HttpContext http, PageText which) =>
        http.ChosenBrand.Words?.In(TextListEndpoint.LanguageIn(http).Tag).GetValueOrDefault(which.Name);

    private static FormState Form(string? own) => FormState.Of([new(Text, own)]);

    private static Page Of(HttpContext http, PageText which, FormState form, int status = StatusCodes.Status200OK)
    {
        var language = TextListEndpoint.LanguageIn(http);
        var ours = which.In(Language.Known(language.Tag)!.Texts);
        var marks = BrandTextDraft.Marks(ours)!;
        return Page.Of(new TextPage
        {
            Frame = http.Frame(ConsoleSection.Brands), Shown = http.ChosenBrand, Spoken = language, Name = which.Name, Ours = ours, Form = form,
            Address = At(http.ChosenBrand, which, language), Marks = marks.Count == 0 ? null : BrandTextDraft.Listed(marks),
            Reads = form.Problems.Count > 0 ? null : form.Text(Text) ?? ours,
            Samples = [http.Administrator.User.DisplayName, http.ChosenBrand.Name, .. Enumerable.Range(2, 8).Select(number => language.Number(number))],
            IsOwn = Own(http, which) is not null,
        }, status);
    }
}
