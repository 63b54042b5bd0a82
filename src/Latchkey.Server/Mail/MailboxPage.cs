using Latchkey.Server.Web;

namespace Latchkey.Server.Mail;

/// <summary>What a development server has sent, newest first.</summary>
public sealed record MailboxPage : PageModel<MailboxView>
{
    public required IReadOnlyList<MailboxEntry> Mails { get; init; }
}
