using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Latchkey.Server.Languages;
using Latchkey.Server.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Latchkey.Server.Mail;

/// <summary>
/// Sends what is in the outbox: as soon as it is committed, and again later what could not be sent. On a development
/// server mail also goes to the log, and without SMTP settings nowhere else.
/// </summary>
public sealed class MailDelivery : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestTalk = TimeSpan.FromSeconds(60);

    private readonly Mails mails;
    private readonly Database db;
    private readonly ServerSettings settings;
    private readonly TimeProvider clock;
    private readonly ILogger<MailDelivery> log;

    public MailDelivery(Mails mails, Database db, ServerSettings settings, TimeProvider clock, ILogger<MailDelivery> log)
    {
        (this.mails, this.db, this.settings, this.clock, this.log) = (mails, db, settings, clock, log);
        if (settings.Smtp is { Scheme: not "smtp" })
            throw new InvalidOperationException($"Mail goes out over smtp:// with STARTTLS, usually on port 587; '{settings.Smtp.Scheme}:' is not supported.");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings is { Smtp: null, Development: false })
        {
            log.LogWarning("No mail server is set: mail stays in the outbox until it expires");
            return;
        }

        using var alarm = new ChangeAlarm(db, Mails.Kind, clock);
        while (true)
        {
            try
            {
                await SendDue(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogFault(fault, $"Could not look into the outbox; looking again in {Look}");
            }
            await alarm.Wait(Look, stoppingToken);
        }
    }

    /// <summary>Sends everything that is due now.</summary>
    public async Task SendDue(CancellationToken ct)
    {
        foreach (var due in await mails.Due(ct))
            if (await mails.TryClaim(due, ct) is { } mail) await Send(mail, ct);
    }

    private async Task Send(OutgoingMail mail, CancellationToken ct)
    {
        if (settings.Development)
            log.LogInformation("mail to {To}: {Subject} {Link}", Sentence.Clean(mail.Letter.To), mail.Letter.Subject, mail.Letter.Links is [var link, ..] ? link : "");
        try
        {
            if (settings.Smtp is { } server) await Hand(mail, server, ct);
            await mails.Sent(mail, ct);
        }
        catch (Exception refusal) when (IsFinal(refusal))
        {
            log.LogWarning("Mail {Mail} will not be taken: {Reason}", mail.Id, refusal.Message);
            await mails.GiveUp(mail, ct);
        }
        catch (Exception fault) when (fault is SmtpException or IOException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            log.LogWarning("Mail {Mail} could not be sent at attempt {Attempt}, trying again later: {Reason}", mail.Id, mail.Attempts, (fault.InnerException ?? fault).Message);
            await mails.Postpone(mail, ct);
        }
    }

    private async Task Hand(OutgoingMail mail, Uri server, CancellationToken ct)
    {
        using var message = new MailMessage(new MailAddress(settings.MailFrom ?? $"no-reply@{settings.BaseUrl.IdnHost}"), new MailAddress(mail.Letter.To));
        message.Subject = mail.Letter.Subject;
        message.Headers["Message-ID"] = $"<{mail.Id}@{settings.BaseUrl.IdnHost}>";      // the same at each attempt, so that a repeat can be recognised
        message.Headers["Auto-Submitted"] = "auto-generated";                           // RFC 3834: out-of-office replies are not wanted
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(mail.Letter.Text, Encoding.UTF8, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(mail.Letter.Html, Encoding.UTF8, MediaTypeNames.Text.Html));

        using var client = new SmtpClient(server.Host, server.Port > 0 ? server.Port : 587);
        // What we mail opens accounts: it travels encrypted, except to a server on this very machine.
        client.EnableSsl = !server.IsLoopback;
        if (server.UserInfo.Split(':', 2) is [{ Length: > 0 } user, var password])
            client.Credentials = new NetworkCredential(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password));

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(LongestTalk);
        await client.SendMailAsync(message, limit.Token);
    }

    /// <summary>A 5yz answer about the recipient (RFC 5321 §4.2.1), or an address that is none.</summary>
    private static bool IsFinal(Exception fault) => fault is FormatException
        or SmtpFailedRecipientException { StatusCode: SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.MailboxNameNotAllowed or SmtpStatusCode.UserNotLocalTryAlternatePath };
}
