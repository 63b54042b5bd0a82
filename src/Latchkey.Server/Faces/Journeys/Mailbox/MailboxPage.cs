using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Mailbox;

/// <summary>What a development server has sent, newest first.</summary>
public sealed record MailboxPage : PageModel<MailboxView>
{
    public required IReadOnlyList<MailboxEntry> Mails { get; init; }
    /// <summary>Where it is.</summary>
    public string Url { get; init; } = "/dev/mail";
}
