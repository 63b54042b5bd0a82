using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Mailbox;

/// <summary>
/// GET /dev/mail and /dev/mail.json, with a secret behind them where strangers can come: the mail of every org on a development server. Mapped
/// nowhere else.
/// </summary>
public static class MailboxEndpoint
{
    public static async Task<IResult> Show(HttpContext http, Mails mails, ServerSettings settings)
    {
        var ct = http.RequestAborted;
        return Page.Of(new MailboxPage { Language = Language.English, Mails = await mails.Newest(ct), Url = settings.MailboxPath });
    }

    public static async Task<IResult> Json(HttpContext http, Mails mails)
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok((await mails.Newest(http.RequestAborted)).Select(mail => new { mail.To, mail.Subject, mail.Text, mail.Html, mail.Links }));
    }
}
