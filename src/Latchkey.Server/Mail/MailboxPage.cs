using Latchkey.Server.Web;

namespace Latchkey.Server.Mail;

/// <summary>What a development server has sent, newest first.</summary>
public sealed record MailboxPage : PageModel<MailboxView>
{
    public required IReadOnlyList<MailboxEntry> Mails { get; init; }
    /// <summary>Where it is.</summary>
    public string Url { get; init; } = "/dev/mail";
}

public sealed record MailboxEntry(string To, string Subject, string Text, string Html, IReadOnlyList<string> Links, DateTimeOffset SentAt);
