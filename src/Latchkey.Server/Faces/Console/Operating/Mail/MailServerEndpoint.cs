using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Operating.Mail;

/// <summary>
/// /admin/settings/mail: the mail server that the operator of this server set, and whether it takes a letter now. The letter goes to the administrator who
/// asks, and to nobody else.
/// </summary>
internal static class MailServerEndpoint
{
    public static IResult Show(HttpContext http, MailDelivery delivery, ServerSettings settings) => Page.Of(Of(http, delivery, settings));

    public static async Task<IResult> Try(HttpContext http, MailDelivery delivery, ServerSettings settings, Mails mails, SystemLog log)
    {
        var page = Of(http, delivery, settings);
        var (words, to) = (Language.Of(http).Texts.Operating, page.To);
        var letter = new Letter(to, Sentence.Plain(words.TestSubject, http.Org.Name), words.TestText, $"<p>{words.TestText}</p>", []);
        string? problem = null;
        if (delivery.Relay is not null) problem = await delivery.Try(letter, http.RequestAborted);
        else if (settings.Development) await mails.Queue(http.Org.Id, letter, http.RequestAborted);
        else problem = words.NoMailServer;
        await log.Record(http.Org, http, (problem is null ? AdminEvents.MailTried : AdminEvents.MailTried with { Outcome = "FAILURE", Reason = problem })
            .By(http.Administrator.User.Party, http.Administrator.User.Party));
        return Page.Of(page with { Problem = problem, Taken = problem is null }, problem is null ? StatusCodes.Status200OK : StatusCodes.Status502BadGateway);
    }

    private static MailServerPage Of(HttpContext http, MailDelivery delivery, ServerSettings settings) => new()
    {
        Frame = http.Frame(ConsoleSection.Settings), Relay = delivery.Relay is null || http.Org.OwnsServer ? delivery.Relay?.ToString() : "•••",
        Sender = delivery.Sender, SignedFor = delivery.SignedFor,
        Security = delivery.Relay?.Security switch { RelaySecurity.Tls => "TLS", RelaySecurity.StartTls => "STARTTLS", _ => "–" },
        Mailbox = settings.Development && delivery.Relay is null ? settings.MailboxPath : null, To = http.Administrator.User.Email,
    };
}
