namespace Latchkey.Server.Ground.Mail;

public sealed record MailboxEntry(string Id, string To, string Subject, string Text, string Html, IReadOnlyList<string> Links, DateTimeOffset SentAt);
