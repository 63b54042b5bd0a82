using Latchkey.Server.Core.Notices;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Branding.Kit;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Branding.Letters;

/// <summary>GET /admin/brand/mails: every mail that is sent, and which of them the org has words of its own for.</summary>
internal static class MailListEndpoint
{
    public static async Task<IResult> Show(HttpContext http, MailWordsOfOrg words)
    {
        var (brand, language) = (http.ChosenBrand, Language.Of(http));
        var counts = await words.Counts(http.Org.Id, brand.Id, http.RequestAborted);
        return Page.Of(new MailListPage
        {
            Frame = http.Frame(ConsoleSection.Brands), Shown = brand,
            Mails = [.. MailKinds.All.Select(kind => new ShownMail(kind.Name, MailSubjects.Of(kind, language, brand), counts.GetValueOrDefault(kind.Name)))],
        });
    }
}
