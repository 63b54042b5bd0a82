using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MimeKit.Text;
using AuthenticationException = MailKit.Security.AuthenticationException;

namespace Latchkey.Server.Ground.Mail;

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
    private readonly MailReach reach;
    private readonly MailRelay? relay;
    private readonly MailboxAddress sender;

    public MailDelivery(Mails mails, Database db, ServerSettings settings, TimeProvider clock, ILogger<MailDelivery> log, MailReach? reach = null)
    {
        (this.mails, this.db, this.settings, this.clock, this.log, this.reach) = (mails, db, settings, clock, log, reach ?? new());
        relay = settings.Smtp is { } address ? MailRelay.Of(address) : null;
        sender = settings.MailFrom is { } from ? SenderOf(from) : new MailboxAddress("", $"no-reply@{settings.BaseUrl.IdnHost}");
    }

    /// <summary>Who mail comes from: an address, or a name with one.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static MailboxAddress SenderOf(string from) =>
        MailboxAddress.TryParse(from, out var sender) && EmailAddress.Is(sender.Address) ? sender
            : throw new FormatException($"'{from}' is no sender of mail. Give an address, or a name with one: \"Example Bakery <no-reply@example.com>\".");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings is { Smtp: null, Development: false })
        {
            log.LogWarning("No mail server is set: mail stays in the outbox until it expires");
            return;
        }

        await AskRelay(stoppingToken);
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
        {
            try
            {
                if (await mails.TryClaim(due, ct) is { } mail) await Send(mail, ct);
            }
            catch (InvalidOperationException closed)
            {
                // It stays for when the right key is back, and nobody else's mail waits for that.
                log.LogError("Mail {Mail} is left in the outbox: {Reason}", due.Id, closed.Message);
            }
        }
    }

    private async Task Send(OutgoingMail mail, CancellationToken ct)
    {
        if (mail.Letter.To.Length == 0)
        {
            await mails.Sent(mail, ct);
            return;
        }
        if (settings.Development)
            log.LogInformation("mail to {To}: {Subject} {Link}", Sentence.Clean(mail.Letter.To), mail.Letter.Subject,
                mail.Letter.Links is [var link, ..] ? link : "");
        try
        {
            if (relay is not null) await Hand(mail, relay, ct);
            await mails.Sent(mail, ct);
        }
        catch (Exception refusal) when (IsFinal(refusal))
        {
            log.LogWarning("Mail {Mail} will not be taken: {Reason}", mail.Id, refusal.Message);
            await mails.GiveUp(mail, ct);
        }
        catch (Exception fault) when (IsOfTheRelay(fault) && !ct.IsCancellationRequested)
        {
            log.LogWarning("Mail {Mail} could not be sent at attempt {Attempt}, trying again later: {Reason}", mail.Id, mail.Attempts, Reason(fault));
            await mails.Postpone(mail, ct);
        }
    }

    private async Task Hand(OutgoingMail mail, MailRelay relay, CancellationToken ct)
    {
        if (EmailAddress.Parts(mail.Letter.To) is not var (local, domain)) throw new FormatException("the recipient is no mail address");
        var to = new MailboxAddress("", $"{local}@{domain}");
        // the same at each attempt, so that a repeat can be recognised
        var message = new MimeMessage { Subject = mail.Letter.Subject, Date = clock.Now, MessageId = $"{mail.Id}@{settings.BaseUrl.IdnHost}" };
        message.From.Add(sender);
        message.To.Add(to);
        message.Headers["Auto-Submitted"] = "auto-generated";                           // RFC 3834: out-of-office replies are not wanted
        message.Body = new MultipartAlternative(new TextPart(TextFormat.Plain) { Text = mail.Letter.Text },
            new TextPart(TextFormat.Html) { Text = mail.Letter.Html });

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(LongestTalk);
        using var client = await Connect(relay, limit.Token);
        var utf8 = EmailAddress.NeedsUtf8(mail.Letter.To);
        if (utf8 && !client.Capabilities.HasFlag(SmtpCapabilities.UTF8))
            throw new FormatException("the relay does not take letters beyond a to z before the @ (SMTPUTF8, RFC 6531)");
        var format = FormatOptions.Default.Clone();
        format.International = utf8;
        await client.SendAsync(format, message, sender, [to], limit.Token);
        await client.DisconnectAsync(quit: true, limit.Token);
    }

    /// <summary>To the point where mail can be handed over; what the relay can do is remembered.</summary>
    private async Task<SmtpClient> Connect(MailRelay relay, CancellationToken ct)
    {
        // Whether a certificate has been called back is asked of servers that mail relays often cannot reach.
        var client = new SmtpClient { Timeout = (int)LongestTalk.TotalMilliseconds, CheckCertificateRevocation = false };
        try
        {
            if (relay.OwnTrust() is { } trusts)
                client.ServerCertificateValidationCallback = (_, certificate, _, problems) =>
                    (problems & ~SslPolicyErrors.RemoteCertificateChainErrors) == 0 && certificate is X509Certificate2 shown && trusts(shown);
            await client.ConnectAsync(relay.Host, relay.Port, relay.Security switch
            {
                RelaySecurity.Tls => SecureSocketOptions.SslOnConnect,
                RelaySecurity.StartTls => SecureSocketOptions.StartTls,
                _ => SecureSocketOptions.None,
            }, ct);
            if (relay.User is { } user) await client.AuthenticateAsync(user, relay.Password.Value, ct);
            reach.Learn(client.Capabilities.HasFlag(SmtpCapabilities.UTF8));
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Whom the relay can reach is known before the first address is typed. One that is away says so at the first mail.</summary>
    private async Task AskRelay(CancellationToken ct)
    {
        if (relay is null) return;
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(LongestTalk);
            using var client = await Connect(relay, limit.Token);
            await client.DisconnectAsync(quit: true, limit.Token);
        }
        catch (Exception fault) when (IsOfTheRelay(fault) && !ct.IsCancellationRequested)
        {
            log.LogWarning("The mail server {Relay} does not take mail from here now: {Reason}", relay, Reason(fault));
        }
    }

    private static string Reason(Exception fault) => fault switch
    {
        NotSupportedException => fault.Message + " If it is to be talked to in the clear, say so with ?tls=none.",
        SslHandshakeException => "TLS could not be agreed on, or its certificate is not trusted: " + (fault.InnerException ?? fault).Message,
        _ => (fault.InnerException ?? fault).Message,
    };

    /// <summary>Whatever can go wrong between here and the relay, its answers included.</summary>
    private static bool IsOfTheRelay(Exception fault) =>
        fault is CommandException or ProtocolException or AuthenticationException or SslHandshakeException or IOException or SocketException
        or TimeoutException or OperationCanceledException or NotSupportedException;

    /// <summary>A 5yz answer about the recipient (RFC 5321 §4.2.1), or an address that is none.</summary>
    private static bool IsFinal(Exception fault) => fault is FormatException
        or SmtpCommandException
    {
        ErrorCode: SmtpErrorCode.RecipientNotAccepted,
        StatusCode: SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.MailboxNameNotAllowed or SmtpStatusCode.UserNotLocalTryAlternatePath
    };
}
