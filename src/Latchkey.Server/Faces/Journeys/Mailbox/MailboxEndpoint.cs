using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Mailbox;

/// <summary>
/// GET /dev/mail and /dev/mail.json, with a secret behind them where strangers can come: the mail of every org on a development server. Mapped
/// nowhere else.
/// </summary>
internal static class MailboxEndpoint
{
    public static async Task<IResult> Show(HttpContext http, Mails mails, ServerSettings settings)
    {
        var newest = await mails.Newest(http.RequestAborted);
        return Page.Of(new MailboxPage { Language = Language.English, Mails = newest, Url = settings.MailboxPath, FrameTargets = ["'self'"] });
    }

    /// <summary>GET /dev/mail/{id}: one mail as its recipient's program shows it, for a frame of the page. Its HTML may do as much there: nothing.</summary>
    public static async Task<IResult> AsHtml(HttpContext http, string id, Mails mails)
    {
        if (await mails.Find(id, http.RequestAborted) is not { } mail) return TypedResults.NotFound();
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data: https:; form-action 'none'; base-uri 'none'; "
            + "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";
        headers.CacheControl = "no-store";
        // A link opens beside the mailbox: most pages do not let themselves be shown in a frame.
        return TypedResults.Content(mail.Html.Replace("<head>", "<head><base target=\"_blank\">", StringComparison.Ordinal), "text/html; charset=utf-8");
    }

    public static async Task<IResult> Json(HttpContext http, Mails mails)
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok((await mails.Newest(http.RequestAborted)).Select(mail => new { mail.To, mail.Subject, mail.Text, mail.Html, mail.Links }));
    }
}
