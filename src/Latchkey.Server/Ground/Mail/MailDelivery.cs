using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Outbox;
using Latchkey.Server.Ground.Web;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MimeKit.Text;
using AuthenticationException = MailKit.Security.AuthenticationException;

namespace Latchkey.Server.Ground.Mail;

/// <summary>
/// Sends the mail of the outbox. On a development server mail also goes to the log, and without SMTP settings nowhere else.
/// </summary>
internal sealed class MailDelivery : ICourier
{
    private static readonly TimeSpan LongestTalk = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestTrial = TimeSpan.FromSeconds(15);

    private readonly ServerSettings settings;
    private readonly TimeProvider clock;
    private readonly ILogger<MailDelivery> log;
    private readonly MailReach reach;
    private readonly IEnumerable<IUndeliveredMail> undelivered;
    private readonly IRelayOfOrg? orgs;
    private readonly MailRelay? relay;
    private readonly MailboxAddress sender;
    private readonly MailSignature? signature;

    public MailDelivery(ServerSettings settings, TimeProvider clock, ILogger<MailDelivery> log, MailReach reach, IEnumerable<IUndeliveredMail> undelivered,
        IRelayOfOrg? orgs = null)
    {
        (this.settings, this.clock, this.log, this.reach, this.undelivered, this.orgs) = (settings, clock, log, reach, undelivered, orgs);
        relay = settings.Smtp is { } address ? MailRelay.Of(address) : null;
        sender = SenderOf(settings);
        signature = settings.Dkim is { } dkim ? MailSignature.Of(dkim, sender, clock) : null;
    }

    public OutboxKind Kind => Mails.Kind;

    /// <summary>For the mailbox of a development server. Elsewhere nobody looks at it again.</summary>
    public bool KeepsDelivered => settings.Development;

    /// <inheritdoc cref="SenderOf(string)"/>
    public static MailboxAddress SenderOf(ServerSettings settings) =>
        settings.MailFrom is { } from ? SenderOf(from) : new MailboxAddress("", $"no-reply@{settings.BaseUrl.IdnHost}");

    /// <summary>Who mail comes from: an address, or a name with one.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static MailboxAddress SenderOf(string from) =>
        MailboxAddress.TryParse(from, out var sender) && EmailAddress.Is(sender.Address) ? sender
            : throw new FormatException($"'{from}' is no sender of mail. Give an address, or a name with one: \"Example Bakery <no-reply@example.com>\".");

    public async Task<bool> IsReady(CancellationToken ct)
    {
        if (settings is { Smtp: null, Development: false })
        {
            log.LogWarning("No mail server is set: mail stays in the outbox until it expires");
            return false;
        }
        await AskRelay(ct);
        return true;
    }

    public async Task<DeliveryOutcome> Deliver(ClaimedItem item, CancellationToken ct)
    {
        var letter = Mails.Read(item.Payload);
        if (letter.To.Length == 0) return DeliveryOutcome.Moot;
        if (settings.Development)
            log.LogInformation("mail to {To}: {Subject} {Link}", Sentence.Clean(letter.To), letter.Subject, letter.Links is [var link, ..] ? link : "");
        try
        {
            if ((orgs is null ? null : await orgs.RelayOf(item.OrgId, ct)) is { } own)
                await Hand(item.Id, letter, own, letter.Sender is { } from ? new MailboxAddress(letter.SenderName ?? "", from) : sender, ct);
            else if (relay is not null) await Hand(item.Id, letter, relay, sender, ct);
            return DeliveryOutcome.Arrived;
        }
        catch (Exception refusal) when (IsFinal(refusal))
        {
            return DeliveryOutcome.Never(refusal.Message);
        }
        catch (Exception fault) when (IsOfTheRelay(fault) && !ct.IsCancellationRequested)
        {
            return DeliveryOutcome.Later(Reason(fault));
        }
    }

    /// <summary>Where mail goes; null: nowhere from here.</summary>
    public MailRelay? Relay => relay;

    /// <summary>Whom it comes from.</summary>
    public string Sender => sender.ToString();

    /// <summary>Who vouches for it with a signature of ours; null: nobody.</summary>
    public string? SignedFor => signature is null ? null : settings.Dkim!.Domain ?? sender.Domain;

    /// <summary>Hands one letter to the relay while somebody waits to hear whether it takes any.</summary>
    /// <returns>What went wrong, in the relay's words; null: it took the letter.</returns>
    /// <exception cref="InvalidOperationException">There is no relay.</exception>
    public Task<string?> Try(Letter letter, CancellationToken ct) =>
        relay is null ? throw new InvalidOperationException("No mail server is set.") : Try(letter, relay, sender, ct);

    /// <summary>The same by another relay, from somebody else.</summary>
    /// <inheritdoc cref="Try(Letter, CancellationToken)"/>
    public Task<string?> Try(Letter letter, MailRelay by, string from, CancellationToken ct) => Try(letter, by, SenderOf(from), ct);

    private async Task<string?> Try(Letter letter, MailRelay relay, MailboxAddress from, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(LongestTrial);
        try
        {
            await Hand(Ids.New(Ids.Mail), letter, relay, from, limit.Token);
            return null;
        }
        catch (Exception refusal) when (IsFinal(refusal))
        {
            return refusal.Message;
        }
        catch (Exception fault) when (IsOfTheRelay(fault) && !ct.IsCancellationRequested)
        {
            return fault is OperationCanceledException ? $"{relay} did not answer within {LongestTrial.TotalSeconds} seconds." : Reason(fault);
        }
    }

    public async Task Settled(ClaimedItem item, string? problem, CancellationToken ct)
    {
        if (problem is null || item.Recipient.Length == 0) return;
        foreach (var hears in undelivered) await hears.Tell(item.OrgId, item.Recipient, problem, ct);
    }

    private async Task Hand(string id, Letter letter, MailRelay relay, MailboxAddress from, CancellationToken ct)
    {
        if (EmailAddress.Parts(letter.To) is not var (local, domain)) throw new FormatException("the recipient is no mail address");
        var to = new MailboxAddress("", $"{local}@{domain}");
        // the same at each attempt, so that a repeat can be recognised
        var message = new MimeMessage { Subject = letter.Subject, Date = clock.Now, MessageId = $"{id}@{settings.BaseUrl.IdnHost}" };
        message.From.Add(from);
        message.To.Add(to);
        message.Headers["Auto-Submitted"] = "auto-generated";                           // RFC 3834: out-of-office replies are not wanted
        message.Body = new MultipartAlternative(new TextPart(TextFormat.Plain) { Text = letter.Text },
            new TextPart(TextFormat.Html) { Text = letter.Html });

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(LongestTalk);
        using var client = await Connect(relay, limit.Token);
        var utf8 = EmailAddress.NeedsUtf8(letter.To);
        if (utf8 && !client.Capabilities.HasFlag(SmtpCapabilities.UTF8))
            throw new FormatException("the relay does not take letters beyond a to z before the @ (SMTPUTF8, RFC 6531)");
        var format = FormatOptions.Default.Clone();
        format.International = utf8;
        // The operator vouches for the operator's sender.
        if (from == sender) signature?.Sign(message, format);
        await client.SendAsync(format, message, from, [to], limit.Token);
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
            var security = relay.Security switch
            {
                RelaySecurity.Tls => SecureSocketOptions.SslOnConnect,
                RelaySecurity.StartTls => SecureSocketOptions.StartTls,
                _ => SecureSocketOptions.None,
            };
            if (relay.ChosenByOrg) await client.ConnectAsync(await Reach(relay, ct), relay.Host, relay.Port, security, ct);
            else await client.ConnectAsync(relay.Host, relay.Port, security, ct);
            if (relay.User is { } user && (!relay.ChosenByOrg || client.Capabilities.HasFlag(SmtpCapabilities.Authentication)))
                await client.AuthenticateAsync(user, relay.Password.Value, ct);
            if (!relay.ChosenByOrg) reach.Learn(client.Capabilities.HasFlag(SmtpCapabilities.UTF8));
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>The name is looked up once, and guarded as what is fetched for orgs (threats row 10).</summary>
    private async Task<Socket> Reach(MailRelay relay, CancellationToken ct) =>
        await Destinations.Connect(await Dns.GetHostAddressesAsync(relay.Host, ct), relay.Port, settings, ct)
            ?? throw new IOException($"{relay.Host} is not an address of the public internet.");

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
        NotSupportedException => fault.Message + (fault.Message.Contains("authentication", StringComparison.Ordinal)
            ? " Leave user:password@ out of its address." : " If it is to be talked to in the clear, say so with ?tls=none."),
        SslHandshakeException => "TLS could not be agreed on, or its certificate is not trusted: " + (fault.InnerException ?? fault).Message,
        _ => (fault.InnerException ?? fault).Message,
    };

    /// <summary>Whatever can go wrong between here and the relay, its answers included.</summary>
    private static bool IsOfTheRelay(Exception fault) =>
        fault is CommandException or ProtocolException or AuthenticationException or SslHandshakeException or IOException or SocketException
        or TimeoutException or OperationCanceledException or NotSupportedException or ServiceNotAuthenticatedException;

    /// <summary>
    /// A 5yz answer about the recipient or about the mail itself, or an address that is none: the same again will be answered the same
    /// (RFC 5321 §4.2.1). What is said about the sender or the password is the operator's to mend, and a full mailbox the recipient's (552, §4.5.3.1.10).
    /// </summary>
    private static bool IsFinal(Exception fault) => fault is FormatException
        or SmtpCommandException
    {
        ErrorCode: SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted, StatusCode: >= (SmtpStatusCode)500 and not (SmtpStatusCode)552
    };
}
