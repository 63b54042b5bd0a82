using System.Text.Json;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Ground.Mail;

/// <summary>
/// The outbox. A mail is written in the same commit as what caused it, so neither exists without the other;
/// <see cref="MailDelivery"/> sends it afterwards.
/// </summary>
public sealed class Mails(Database db, Seal seal, TimeProvider clock)
{
    private const string Purpose = "mail";

    public const string Kind = "mail";

    /// <summary>As long as the links in them live; a mail that could not be sent by then is of no use.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>How long one attempt may take before another process may think the sender has died.</summary>
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>A mail to nobody is kept too, for an hour: asking for one takes as long whether anybody has the name or not (threats row 20).</summary>
    private static readonly TimeSpan KeptForNobody = TimeSpan.FromHours(1);

    public async Task Queue(Writing writing, string orgId, Letter letter)
    {
        var id = Ids.New(Ids.Mail);
        var now = clock.Now;
        await writing.Change("""
            insert into mails (id, org_id, recipient, subject, sealed_letter, created_at, next_attempt_at, expires_at)
            values (@id, @orgId, @To, @Subject, @letter, @now, @now, @expires)
            """, new
        {
            id,
            orgId,
            letter.To,
            letter.Subject,
            letter = seal.Close(Purpose, JsonSerializer.Serialize(letter), id),
            now,
            expires = now + (letter.To.Length > 0 ? Kept : KeptForNobody)
        });
        writing.Announce(Kind, id);
    }

    public Task Queue(string orgId, Letter letter, CancellationToken ct) => db.Write(writing => Queue(writing, orgId, letter), ct);

    /// <summary>What is due, oldest first.</summary>
    public Task<IReadOnlyList<DueMail>> Due(CancellationToken ct) => db.Many<DueMail>(
        "select id, next_attempt_at from mails where next_attempt_at <= @now and expires_at > @now order by next_attempt_at limit 50", new { now = clock.Now },
        ct);

    /// <summary>Takes a mail to send it; null when another process has it.</summary>
    public async Task<OutgoingMail?> TryClaim(DueMail due, CancellationToken ct) => await db.ChangeReturning<Claimed>("""
        update mails set attempts = attempts + 1, next_attempt_at = @until where id = @Id and next_attempt_at = @NextAttemptAt
        returning id, sealed_letter, attempts
        """, new { due.Id, due.NextAttemptAt, until = clock.Now + Claim }, ct) is { } claimed
        ? new(claimed.Id, Open(claimed.Id, claimed.SealedLetter), claimed.Attempts) : null;

    public Task Sent(OutgoingMail mail, CancellationToken ct) =>
        db.Change("update mails set sent_at = @now, next_attempt_at = null where id = @Id", new { mail.Id, now = clock.Now }, ct);

    /// <summary>Again later, each time after twice as long: 30 s, a minute, … an hour.</summary>
    public Task Postpone(OutgoingMail mail, CancellationToken ct)
    {
        var wait = TimeSpan.FromSeconds(30 * Math.Pow(2, Math.Min(mail.Attempts - 1, 10)));
        return db.Change("update mails set next_attempt_at = @at where id = @Id", new { mail.Id, at = clock.Now + (wait < LongestWait ? wait : LongestWait) },
            ct);
    }

    /// <summary>The address will never take it.</summary>
    public Task GiveUp(OutgoingMail mail, CancellationToken ct) => db.Change("update mails set next_attempt_at = null where id = @Id", new { mail.Id }, ct);

    /// <summary>The newest mails of every org, for the mailbox of a development server.</summary>
    public async Task<IReadOnlyList<MailboxEntry>> Newest(CancellationToken ct) => [.. (await db.Many<MailboxRow>(
        "select id, sealed_letter, created_at from mails where recipient <> '' order by created_at desc, id desc limit 200", null, ct)).Select(Entry)];

    private MailboxEntry Entry(MailboxRow row)
    {
        var letter = Open(row.Id, row.SealedLetter);
        return new(letter.To, letter.Subject, letter.Text, letter.Html, letter.Links, row.CreatedAt);
    }

    public Task<int> DeleteExpired(CancellationToken ct) => db.Change(
        "delete from mails where id in (select id from mails where expires_at < @now limit @batch)", new { now = clock.Now, batch = Cleanup.Batch }, ct);

    /// <summary>What was written, as it stood in the commit. Sealed, because a one-time link in a copy of the database is one in somebody's hands.</summary>
    private Letter Open(string id, string sealedLetter) => JsonSerializer.Deserialize<Letter>(seal.Open(Purpose, sealedLetter, id))!;

    private sealed record Claimed(string Id, string SealedLetter, long Attempts);

    private sealed record MailboxRow
    {
        public required string Id { get; init; }
        public required string SealedLetter { get; init; }
        public required DateTimeOffset CreatedAt { get; init; }
    }
}
