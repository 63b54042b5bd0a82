using System.Text.Json;
using Latchkey.Server.Ground.Outbox;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Ground.Mail;

/// <summary>Mail on its way: written into the outbox in the same commit as what caused it; <see cref="MailDelivery"/> sends it afterwards.</summary>
internal sealed class Mails(OutboxItems outbox, Database db, Seal seal, IEnumerable<ILetterForm> forms)
{
    /// <summary>
    /// Kept as long as the links in it live; a mail that could not be sent by then is of no use. Sealed, because a one-time link in a copy of the
    /// database is one in somebody's hands. Tried again after 30 s, a minute, … an hour.
    /// </summary>
    public static readonly OutboxKind Kind = new("mail")
    {
        Kept = TimeSpan.FromDays(7), Lease = TimeSpan.FromMinutes(5), FirstWait = TimeSpan.FromSeconds(30), LongestWait = TimeSpan.FromHours(1), AtOnce = 4,
        Sealed = true,
    };

    /// <summary>A mail to nobody is kept too, for an hour: asking for one takes as long whether anybody has the name or not (threats row 20).</summary>
    private static readonly TimeSpan KeptForNobody = TimeSpan.FromHours(1);

    public async Task Queue(Writing writing, string orgId, Letter letter)
    {
        if (letter.Facts is { } facts)
        {
            foreach (var form in forms)
            {
                if (await form.Fill(writing, orgId, letter, facts) is not { } filled) return;
                letter = filled;
            }
        }
        await outbox.Queue(writing, Kind,
            new OutboxItem(Ids.New(Ids.Mail), orgId, letter.To, JsonSerializer.Serialize(letter)) { Kept = letter.To.Length > 0 ? null : KeptForNobody });
    }

    public Task Queue(string orgId, Letter letter, CancellationToken ct) => db.Write(writing => Queue(writing, orgId, letter), ct);

    /// <summary>The newest mails of every org, for the mailbox of a development server.</summary>
    public async Task<IReadOnlyList<MailboxEntry>> Newest(CancellationToken ct) => [.. (await db.Many<MailboxRow>(
        "select id, payload, created_at from outbox where kind = 'mail' and recipient <> '' order by seq desc limit 200", null, ct)).Select(Entry)];

    /// <summary>One of them.</summary>
    public async Task<MailboxEntry?> Find(string id, CancellationToken ct) => await db.One<MailboxRow>(
        "select id, payload, created_at from outbox where id = @id and kind = 'mail'", new { id }, ct) is { } row ? Entry(row) : null;

    /// <summary>What was written, as it stood in the commit.</summary>
    internal static Letter Read(string payload) => JsonSerializer.Deserialize<Letter>(payload)!;

    private MailboxEntry Entry(MailboxRow row)
    {
        var letter = Read(seal.Open(Kind.Name, row.Payload, row.Id));
        return new(row.Id, letter.To, letter.Subject, letter.Text, letter.Html, letter.Links, row.CreatedAt);
    }

    private sealed record MailboxRow
    {
        public required string Id { get; init; }
        public required string Payload { get; init; }
        public required DateTimeOffset CreatedAt { get; init; }
    }
}
