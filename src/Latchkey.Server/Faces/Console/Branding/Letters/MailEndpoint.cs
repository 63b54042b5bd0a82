using Latchkey.Server.Core.Notices;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Branding.Kit;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Branding.Letters;

/// <summary>/admin/brand/mails/{name}: what a mail says in one language, and whom it goes to. Contract §3.8.</summary>
internal static class MailEndpoint
{
    public static async Task<IResult> Show(HttpContext http, string name, MailWordsOfOrg words)
    {
        if (MailKinds.Find(name) is not { } kind) return ConsoleRefusals.NotFound();
        return await Of(http, kind, words, await Began(http, kind, words));
    }

    public static async Task<IResult> Save(HttpContext http, string name, MailWordsOfOrg words, MailWordsChanges changes)
    {
        if (MailKinds.Find(name) is not { } kind) return ConsoleRefusals.NotFound();
        var typed = FormState.Of(await Parameters.LongForm(http.Request));
        var brand = http.ChosenBrand;
        var existing = await In(http, kind, words, typed[MailForm.Tongue]);
        try
        {
            var draft = MailForm.Read(kind, typed);
            if (existing is null)
            {
                var made = await changes.Create(http.Doing, brand.Id, kind, MailForm.Read(kind, typed.Without(MailForm.Default)));
                if (draft.IsDefault is true && !made.IsDefault) await changes.Replace(http.Doing, made, draft);
            }
            else
            {
                var before = FormState.Empty;
                if (await changes.Replace(http.Doing, existing, draft, current => before = typed.Over(MailForm.Of(current))) is not { } changed)
                    return ConsoleRefusals.NotFound();
                // Which words are for everybody else is chosen, not taken back: one of them always is.
                if (changed.IsDefault == before.Ticked(MailForm.Default)) http.Undoable(before, MailForm.Of(changed));
            }
            return new Found(ConsoleAddress.Done(At(brand, kind, draft.Language), "saved"));
        }
        catch (RuleException broken)
        {
            return await Of(http, kind, words, typed.With(broken), StatusCodes.Status400BadRequest);
        }
        catch (OvertakenException overtaken)
        {
            return await Of(http, kind, words, typed.Beside(overtaken.Stored), StatusCodes.Status409Conflict);
        }
        catch (ApiError conflict)
        {
            return await Of(http, kind, words, typed.With(MailForm.Tongue, conflict.Message), StatusCodes.Status409Conflict);
        }
    }

    /// <summary>To whoever asks, and nobody else. Its links and codes open nothing.</summary>
    public static async Task<IResult> Test(HttpContext http, string name, MailWordsOfOrg words, Mails mails, TimeProvider clock)
    {
        if (MailKinds.Find(name) is not { } kind) return ConsoleRefusals.NotFound();
        var language = (await Parameters.Form(http.Request))[MailForm.Tongue] ?? MailTemplates.LanguageOf(http.Administrator.User);
        var letter = await MailSamples.Saved(http, kind, language, words, clock);
        await mails.Queue(http.Org.Id, letter with { Facts = null }, http.RequestAborted);
        return new Found(ConsoleAddress.Done(At(http.ChosenBrand, kind, language), "mailed"));
    }

    public static async Task<IResult> SetRecipients(HttpContext http, string name, MailWordsOfOrg words, MailWordsChanges changes)
    {
        if (MailKinds.Find(name) is not { } kind) return ConsoleRefusals.NotFound();
        try
        {
            var wanted = MailRecipients.Of(kind, (await Parameters.Form(http.Request))[MailForm.Recipients]);
            var before = await words.Recipients(http.Org.Id, http.ChosenBrand.Id, kind.Name, http.RequestAborted);
            await changes.SetRecipients(http.Doing, http.ChosenBrand.Id, kind, wanted);
            http.Undoable(Said(before), Said(wanted));
            return new Found(ConsoleAddress.Done(At(http.ChosenBrand, kind, null), "saved"));
        }
        catch (RuleException broken)
        {
            return await Of(http, kind, words, (await Began(http, kind, words)).With(broken), StatusCodes.Status400BadRequest);
        }
    }

    private static FormState Said(MailRecipients recipients) => FormState.Of([new(MailForm.Recipients, recipients.Word)]);

    public static string At(Brand brand, MailKind kind, string? language) =>
        ConsoleAddress.With(brand.At("mails", kind.Name), (MailForm.Tongue, language));

    /// <summary>The own words of a language; null where it has none.</summary>
    public static async Task<MailWords?> In(HttpContext http, MailKind kind, MailWordsOfOrg words, string? language) =>
        (await words.All(http.Org.Id, http.ChosenBrand.Id, kind.Name, http.RequestAborted))
            .FirstOrDefault(one => language is not null && MailWordsOfOrg.Key(one.Language) == MailWordsOfOrg.Key(language));

    /// <summary>What stands there, else ours: in the language of the address, in that of the words for everybody, or in what the pages speak.</summary>
    private static async Task<FormState> Began(HttpContext http, MailKind kind, MailWordsOfOrg words)
    {
        var all = await words.All(http.Org.Id, http.ChosenBrand.Id, kind.Name, http.RequestAborted);
        var language = http.Request.Query[MailForm.Tongue].ToString() is { Length: > 0 and <= 35 } asked ? asked
            : all.FirstOrDefault(one => one.IsDefault)?.Language ?? http.ChosenBrand.Locale ?? Language.English.Tag;
        return (all.FirstOrDefault(one => MailWordsOfOrg.Key(one.Language) == MailWordsOfOrg.Key(language)) is { } own
            ? MailForm.Of(own) : MailForm.Of(kind, language, http.ChosenBrand)).Versioned();
    }

    private static async Task<IResult> Of(HttpContext http, MailKind kind, MailWordsOfOrg words, FormState form, int status = StatusCodes.Status200OK)
    {
        var all = await words.All(http.Org.Id, http.ChosenBrand.Id, kind.Name, http.RequestAborted);
        return Page.Of(new MailPage
        {
            Frame = http.Frame(ConsoleSection.Brands), FrameTargets = ["'self'"], Shown = http.ChosenBrand, Form = form, Kind = kind.Name,
            Subject = MailSubjects.Of(kind, Language.Of(http), http.ChosenBrand),
            Variables = [.. MailKind.Common.Concat(kind.Own).Select(name => $"${{{name}}}")],
            Written = [.. all.Select(one => one.Language)],
            Default = all.FirstOrDefault(one => one.IsDefault)?.Language,
            Recipients = kind.Needs.Count > 0 ? null : (await words.Recipients(http.Org.Id, http.ChosenBrand.Id, kind.Name, http.RequestAborted)).Word,
        }, status);
    }
}
