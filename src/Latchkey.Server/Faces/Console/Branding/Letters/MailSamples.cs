using Latchkey.Server.Core.Notices;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Branding.Kit;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Branding.Letters;

/// <summary>Mails as the administrator who asks would get them; what is in them opens nothing.</summary>
internal static class MailSamples
{
    /// <summary>As it is saved: in the org's own words, where it has some for that language.</summary>
    public static async Task<Letter> Saved(HttpContext http, MailKind kind, string language, MailWordsOfOrg words, TimeProvider clock)
    {
        var ours = Ours(http, kind, language, clock);
        return await words.For(http.Org.Id, http.ChosenBrand.Id, kind.Name, language, http.RequestAborted) is { } own
            ? OrgLetters.Filled(ours, ours.Facts!, own.Language, own.Subject, own.Body) : ours;
    }

    public static Letter Ours(HttpContext http, MailKind kind, string language, TimeProvider clock) =>
        MailTemplates.Sample(kind, http.Org, http.ChosenBrand, http.Administrator.User, language, clock.Now);
}
