using Latchkey.Server.Web;

namespace Latchkey.Server.Mail;

public sealed record MailboxEntry(string To, string Subject, string Text, string Html, IReadOnlyList<string> Links, DateTimeOffset SentAt);
