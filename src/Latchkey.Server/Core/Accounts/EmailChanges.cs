using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Notices;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Accounts;

/// <summary>
/// A person changes their own address. It is where a forgotten password is mended, so it takes both mailboxes: a code from the new address, and one
/// from the old, or a second factor that is no mailbox. An address that somebody else signs in with gets no code, and nobody is told so (threats
/// rows 8 and 20). Whoever signs in by their address does so by the new one. Sessions and apps go on: nothing was proven by the address that does not
/// hold any more; links and codes that went to the old one end. Decision 0027.
/// </summary>
internal sealed class EmailChanges(Database db, Turns turns, Users users, UserChanges changes, AccountNotices notices, Mails mails,
    BrandOfOrg brands, MasterKey master, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);
    public const int MostAttempts = 5;
    public const int MostInAnHour = 5;

    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>What the browser holds; null: too many for now.</summary>
    /// <param name="org">Where.</param>
    /// <param name="user">Whose address.</param>
    /// <param name="draft">They, with it.</param>
    /// <param name="asksOld">The old address is to be proven as well.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<string?> Begin(Org org, User user, UserDraft draft, bool asksOld, CancellationToken ct)
    {
        var (id, now) = (Secrets.New(), clock.Now);
        var hash = Secrets.Hash(id);
        var (ofNew, ofOld) = (Secrets.Digits(Totp.Digits), Secrets.Digits(Totp.Digits));
        var brand = await brands.Find(org, ct);
        var free = await users.FindByLogin(org.Id, draft.Login, ct) is not { } owner || owner.Id == user.Id;
        return await db.Write(async writing =>
        {
            await turns.Take(writing, $"email-changes {user.Id}");
            if (await writing.One<long>("select count(*) from email_changes where user_id = @Id and created_at > @since", new { user.Id, since = now - Window })
                >= MostInAnHour) return null;
            await writing.Change("""
                insert into email_changes (id, org_id, user_id, email, old_key, new_mac, old_mac, works_until, created_at, expires_at)
                values (@hash, @OrgId, @UserId, @Email, @old, @newMac, @oldMac, @until, @now, @expires)
                """, new
            {
                hash,
                user.OrgId,
                UserId = user.Id,
                draft.Email,
                old = Identifiers.Canonical(user.Email),
                now,
                until = now + Lifetime,
                expires = now + Window,
                newMac = free ? Mac(hash, "new", ofNew) : null,
                oldMac = asksOld ? Mac(hash, "old", ofOld) : null,
            });
            // To nobody where it is taken: what is made and written is the same.
            await mails.Queue(writing, org.Id, MailTemplates.NewAddress(org, brand, user, free ? draft.Email : "", ofNew, now + Lifetime));
            if (asksOld) await mails.Queue(writing, org.Id, MailTemplates.OldAddress(org, brand, user, ofOld, now + Lifetime));
            return id;
        }, ct);
    }

    /// <summary>Null: there is none that could still be finished.</summary>
    public async Task<EmailChange?> Find(User user, string id, CancellationToken ct) =>
        await Read(user, Secrets.Hash(id), ct) is { } row ? new(row.Email, row.OldMac is not null) : null;

    /// <summary>The person with the new address; null for codes that do not do. Of any number of racing uses one changes it.</summary>
    public async Task<User?> Finish(Doing doing, User user, string id, string ofNew, string ofOld, MailReach reach)
    {
        var hash = Secrets.Hash(id);
        // Counted before they are looked at, so that parallel guesses share the five.
        if (!await db.Changed("""
            update email_changes set attempts = attempts + 1
            where id = @hash and user_id = @Id and used_at is null and attempts < @most and works_until > @now
            """, new { hash, user.Id, most = MostAttempts, now = clock.Now }, doing.Aborted)) return null;
        if (await Read(user, hash, doing.Aborted) is not { NewMac: { } newMac } row) return null;
        var proven = Secrets.Same(newMac, Mac(hash, "new", SecondFactor.Digits(ofNew)))
            & (row.OldMac is null || Secrets.Same(row.OldMac, Mac(hash, "old", SecondFactor.Digits(ofOld))));
        if (!proven) return null;

        var tell = await notices.AddressChanged(doing.Org, user, doing.Aborted);
        return await changes.Readdress(doing, user, current => Draft(current, row.Email, reach), async writing => await writing.Changed("""
            update email_changes set used_at = @now
            where id = @hash and used_at is null and exists (select 1 from users where id = email_changes.user_id and email_key = email_changes.old_key)
            """, new { hash, now = clock.Now }), async (writing, changed) =>
        {
            await writing.Change("update email_changes set used_at = @now where user_id = @Id and used_at is null", new { user.Id, now = clock.Now });
            await users.VerifyEmail(writing, changed);
            await tell(writing, changed);
        });
    }

    /// <summary>They, with another address. Whoever signs in by the one they have signs in by it.</summary>
    /// <exception cref="Ground.Rules.RuleException">It is none, or no mail gets there.</exception>
    public static UserDraft Draft(User user, string email, MailReach reach)
    {
        var given = new JsonObject { ["email"] = email };
        if (Identifiers.Canonical(user.Login) == Identifiers.Canonical(user.Email)) given["login"] = email;
        return UserDraft.Of(user, given, ProfileSchema.OfEveryOrg, reach);
    }

    public Task<int> DeleteExpired(CancellationToken ct) => db.Change(
        "delete from email_changes where id in (select id from email_changes where expires_at < @now limit @batch)",
        new { now = clock.Now, batch = Cleanup.Batch }, ct);

    private Task<Row?> Read(User user, string hash, CancellationToken ct) => db.One<Row>("""
        select email, new_mac, old_mac from email_changes where id = @hash and user_id = @Id and used_at is null and works_until > @now
        """, new { hash, user.Id, now = clock.Now }, ct);

    private string Mac(string hash, string which, string code) => MailedCodes.Mac(master, $"{hash} {which}", code);

    private sealed record Row
    {
        public required string Email { get; init; }
        public string? NewMac { get; init; }
        public string? OldMac { get; init; }

        public override string ToString() => "a change of an address";
    }
}
