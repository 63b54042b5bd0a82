using Latchkey.Server.Core.Notices;
using Latchkey.Server.Faces.Console.Branding.Kit;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Branding.Letters;

/// <summary>/admin/brand/mails/{name}/reset: back to our own words, in one language or in all.</summary>
internal static class MailResetEndpoint
{
    public static IResult Ask(HttpContext http, string name)
    {
        if (MailKinds.Find(name) is not { } kind) return ConsoleRefusals.NotFound();
        var said = Language.Of(http).Texts.Wording;
        var language = LanguageIn(http);
        return Page.Of(new ConfirmPage
        {
            Frame = http.Frame(ConsoleSection.Brands), Title = language is null ? said.ResetMail : said.DeleteWords,
            Means = language is null ? said.ResetMailMeans : said.DeleteWordsMeans, Action = language is null ? said.ResetMail : said.DeleteWords,
            Address = ConsoleAddress.With(http.ChosenBrand.At("mails", kind.Name, "reset"), (MailForm.Tongue, language)),
            Back = MailEndpoint.At(http.ChosenBrand, kind, language),
        });
    }

    public static async Task<IResult> Reset(HttpContext http, string name, MailWordsOfOrg words, MailWordsChanges changes)
    {
        if (MailKinds.Find(name) is not { } kind) return ConsoleRefusals.NotFound();
        if (LanguageIn(http) is not { } language) await changes.DeleteAll(http.Doing, http.ChosenBrand.Id, kind);
        else
        {
            if (await MailEndpoint.In(http, kind, words, language) is not { } own) return ConsoleRefusals.NotFound();
            try
            {
                await changes.Delete(http.Doing, own);
            }
            catch (ApiError)
            {
                return ConsoleRefusals.NotFound();                     // became everybody's meanwhile: the page shows no such button
            }
        }
        return new Found(ConsoleAddress.Done(MailEndpoint.At(http.ChosenBrand, kind, null), "deleted"));
    }

    private static string? LanguageIn(HttpContext http) =>
        http.Request.Query[MailForm.Tongue].ToString() is { Length: > 0 and <= 35 } language ? language : null;
}
