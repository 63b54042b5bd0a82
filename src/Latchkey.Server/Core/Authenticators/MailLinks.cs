using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Authenticators;

/// <summary>
/// Links in mails beside their codes. Looking at one does nothing; whoever says there that it is they lets the page go on that waits, and signs nobody in
/// where they are. In another browser than the one that waits the number is typed that it shows, once: whoever is sent a link by a sign-in that a stranger
/// began does not know it. It stands for the same mailbox as the code: with one of them spent, the other is worth nothing to that page. Decision 0040;
/// threats rows 6 and 8.
/// </summary>
internal sealed class MailLinks(Database db, TimeProvider clock)
{
    public const string Path = "/mailed";

    private const string Columns = "hash, user_id, era, address, number, browser, app, ip, user_agent, onward, state, created_at";
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    /// <summary>The link, in the commit that mails it; the one before it for the same page is worthless then.</summary>
    /// <param name="writing">That commit.</param>
    /// <param name="org">Where.</param>
    /// <param name="wish">What waits for it.</param>
    /// <param name="user">Whose mailbox it is; null: nobody's, or somebody's about to be.</param>
    /// <param name="address">Where it goes.</param>
    /// <param name="until">When it ends.</param>
    public async Task<string> Issue(Writing writing, Org org, MailLinkWish wish, User? user, string address, DateTimeOffset until)
    {
        var token = Secrets.New();
        await writing.Change("""
            insert into mail_links (hash, subject, org_id, user_id, era, address, number, browser, app, ip, user_agent, onward, state, created_at, works_until,
                expires_at)
            values (@hash, @Subject, @orgId, @userId, @era, @address, @number, @Browser, @App, @Ip, @UserAgent, @Onward, 'WAITING', @now, @until, @expires)
            on conflict (subject) do update set hash = excluded.hash, user_id = excluded.user_id, era = excluded.era, address = excluded.address,
                browser = excluded.browser, app = excluded.app, ip = excluded.ip, user_agent = excluded.user_agent, onward = excluded.onward,
                state = excluded.state, created_at = excluded.created_at, works_until = excluded.works_until, expires_at = excluded.expires_at
            """, new
        {
            hash = Secrets.Hash(token),
            wish.Subject,
            orgId = org.Id,
            userId = user?.Id,
            era = user?.Era ?? 0,
            address = Identifiers.Canonical(address),
            number = NumberOf(wish.Subject),
            wish.Browser,
            wish.App,
            wish.Ip,
            wish.UserAgent,
            wish.Onward,
            now = clock.Now,
            until,
            expires = clock.Now + Kept,
        });
        return $"{org.Url}{Path}/{token}";
    }

    /// <summary>What the page shows that waits: the same whether any mail went out.</summary>
    public static string NumberOf(string subject)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes("number " + subject));
        return (10 + BinaryPrimitives.ReadUInt32BigEndian(hash) % 90).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>For the page that waits; null: none was mailed for it, or it took too long.</summary>
    public Task<MailLink?> Of(Org org, string subject, CancellationToken ct) => db.One<MailLink>(
        $"select {Columns} from mail_links where subject = @subject and org_id = @OrgId and works_until > @now",
        new { subject, OrgId = org.Id, now = clock.Now }, ct);

    /// <summary>The same, where it has been opened, and everything of that person stands as it did when it was mailed.</summary>
    public async Task<MailLink?> OpenedBy(Org org, string subject, User user, CancellationToken ct) =>
        await Of(org, subject, ct) is { IsOpened: true } link && link.UserId == user.Id && link.Era == user.Era
            && link.Address == Identifiers.Canonical(user.Email) ? link : null;

    /// <summary>For whoever opens it; null: there is nothing to answer.</summary>
    public Task<MailLink?> Asked(Org org, string token, CancellationToken ct) => token.Length > 100 ? Task.FromResult<MailLink?>(null) : db.One<MailLink>(
        $"select {Columns} from mail_links where hash = @hash and org_id = @OrgId and state = 'WAITING' and works_until > @now",
        new { hash = Secrets.Hash(token), OrgId = org.Id, now = clock.Now }, ct);

    /// <summary>It is they, in the browser that waits. False: somebody was quicker.</summary>
    public Task<bool> TryOpen(MailLink asked, CancellationToken ct) => db.Changed(
        "update mail_links set state = 'OPENED' where hash = @Hash and state = 'WAITING' and works_until > @now", new { asked.Hash, now = clock.Now }, ct);

    /// <summary>The same in another one. False: the number is another, or it was answered before. Either way it is over.</summary>
    public async Task<bool> TryOpen(MailLink asked, string number, CancellationToken ct)
    {
        if (Secrets.Same(number, asked.Number)) return await TryOpen(asked, ct);
        await TryRefuse(asked, ct);
        return false;
    }

    public Task<bool> TryRefuse(MailLink asked, CancellationToken ct) =>
        db.Changed("update mail_links set state = 'REFUSED' where hash = @Hash and state = 'WAITING'", new { asked.Hash }, ct);

    /// <summary>Of any number of racing uses one wins.</summary>
    public Task<bool> TryUse(Writing writing, MailLink opened) => writing.Changed(
        "update mail_links set state = 'USED' where hash = @Hash and state = 'OPENED' and works_until > @now", new { opened.Hash, now = clock.Now });

    public Task<int> DeleteExpired(CancellationToken ct) => db.Change(
        "delete from mail_links where hash in (select hash from mail_links where expires_at < @now limit @batch)",
        new { now = clock.Now, batch = Cleanup.Batch }, ct);
}
