using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Notices;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Accounts;

/// <summary>
/// Accounts about to be. There is none before its address is proven by a mailed code, so nobody can hold someone else's
/// address. An address that has an account gets a mail too, and a row whose code nobody has: both look and cost the same
/// (threats row 20). Only a code that was mailed can be right, so an hour's guesses at one address are few.
/// </summary>
internal sealed class SignUps(Database db, Turns turns, Users users, SignedUp accounts, Seal seal, MasterKey master, Belonging belonging, Mails mails,
    BrandOfOrg brands, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);
    public const int MostAttempts = 5;

    private const string Purpose = "sign-up";
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);
    private const int MostMails = 5;

    /// <summary>What the browser holds to prove the address with.</summary>
    /// <param name="org">Where.</param>
    /// <param name="language">Of the mail.</param>
    /// <param name="draft">Who they say they are.</param>
    /// <param name="passwordHash">What is stored of the password they want.</param>
    /// <param name="wish">The page that would do with a link as well, by the hash of what the browser holds (<see cref="SubjectOf"/>).</param>
    /// <param name="ct">Ends it.</param>
    public async Task<string> Begin(Org org, Language language, UserDraft draft, string passwordHash, Func<string, MailLinkWish> wish, CancellationToken ct)
    {
        var id = Secrets.New();
        await Begin(org, language, id, draft, passwordHash, wish(id), ct);
        return id;
    }

    /// <summary>The same, known by a secret that somebody holds already.</summary>
    public Task Begin(Org org, Language language, string id, UserDraft draft, string passwordHash, MailLinkWish wish, CancellationToken ct) =>
        WithCode(org, language, id, new(draft.Profile, passwordHash), wish, ct);

    /// <summary>
    /// The same where no page waits for a code: the mail alone has the link, and whoever opens it types the password again (<see cref="FinishWithPassword"/>).
    /// </summary>
    /// <param name="org">Where.</param>
    /// <param name="language">Of the mail.</param>
    /// <param name="draft">Who they say they are.</param>
    /// <param name="passwordHash">What is stored of the password they want.</param>
    /// <param name="next">Where they go from there; null: to the org's own page.</param>
    /// <param name="ct">Ends it.</param>
    public Task BeginByMail(Org org, Language language, UserDraft draft, string passwordHash, string? next, CancellationToken ct)
    {
        var (id, until) = (Secrets.New(), clock.Now + Window);
        return Begin(org, id, new(draft.Profile, passwordHash) { ByMail = true, Next = next }, until,
            (_, brand, email, _) => Task.FromResult(MailTemplates.SignUpLink(org, language, brand, email, id, until)), ct);
    }

    /// <summary>What the link in its mail is for.</summary>
    public static string SubjectOf(string id) => Secrets.Hash($"sign-up {id}");

    /// <summary>Another code for the same person, which is known by another secret. Nothing happens where it is over.</summary>
    public async Task Again(Org org, Language language, string id, string next, MailLinkWish wish, CancellationToken ct)
    {
        if (await Find(org, id, ct) is { } row) await WithCode(org, language, next, Open(row), wish, ct);
    }

    private Task WithCode(Org org, Language language, string id, Person person, MailLinkWish wish, CancellationToken ct)
    {
        var until = clock.Now + Lifetime;
        // An address that has an account is shown the same number, and nobody has the link.
        return Begin(org, id, person, until, async (writing, brand, email, code) =>
            MailTemplates.SignUp(org, language, brand, email, code, until, await wish.Issue(writing, org, null, email, until)), ct);
    }

    private async Task Begin(Org org, string id, Person person, DateTimeOffset until, Func<Writing, Brand, string, string, Task<Letter>> letter,
        CancellationToken ct)
    {
        var (code, now) = (Secrets.Digits(Totp.Digits), clock.Now);
        var email = person.Profile["email"]!.GetValue<string>();
        var key = Identifiers.Canonical(email);
        var brand = await brands.Find(org, ct);
        var owner = await users.FindByLogin(org.Id, email, ct);

        await db.Write(async writing =>
        {
            await turns.Take(writing, $"sign-ups {org.Id} {key}");
            var earlier =
                await writing.One<long>("select count(*) from sign_ups where org_id = @OrgId and email_key = @key and created_at > @since",
                new { OrgId = org.Id, key, since = now - Window });
            await writing.Change("""
                insert into sign_ups (id, org_id, email_key, sealed_person, mac, attempts, works_until, created_at, expires_at)
                values (@Id, @OrgId, @key, @sealed, @mac, 0, @until, @now, @expires)
                """, new
            {
                Id = Secrets.Hash(id),
                OrgId = org.Id,
                key,
                now,
                until,
                expires = now + Window,
                @sealed = seal.Close(Purpose, JsonSerializer.Serialize(person), Secrets.Hash(id)),
                mac = owner is null && earlier < MostMails ? MailedCodes.Mac(master, Secrets.Hash(id), code) : null,
            });
            var written = await letter(writing, brand, email, code);
            if (earlier >= MostMails) return;
            await mails.Queue(writing, org.Id, owner is null ? written : MailTemplates.AccountExists(org, brand, owner));
        }, ct);
    }

    /// <summary>The address a sign-up is for; null when there is none that could still be finished.</summary>
    public async Task<string?> AddressOf(Org org, string id, CancellationToken ct) =>
        await Find(org, id, ct) is { } row ? Open(row).Profile["email"]!.GetValue<string>() : null;

    /// <summary>The new account, or null for a code that does not do. Of any number of racing uses one makes it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="id">Which sign-up.</param>
    /// <param name="typed">The code.</param>
    /// <param name="groupIds">What the new person is put in, as far as it is still there.</param>
    public async Task<User?> Finish(HttpContext http, string id, string typed, IReadOnlyList<string> groupIds)
    {
        var ct = http.RequestAborted;
        if (!await TryGuess(http.Org, id, ct)) return null;
        if (await Find(http.Org, id, ct) is not { Mac: { } mac } row || Open(row).ByMail) return null;
        if (!Secrets.Same(mac, MailedCodes.Mac(master, row.Id, SecondFactor.Digits(typed))))
        {
            await belonging.RequireKey(ct);
            return null;
        }
        return await Make(http, row, groupIds, _ => Task.FromResult(true));
    }

    /// <summary>The same, by the link in the mail, where whoever reads it has said yes; null: nobody has.</summary>
    public async Task<User?> FinishByLink(HttpContext http, MailLinks links, string id, IReadOnlyList<string> groupIds) =>
        await links.Of(http.Org, SubjectOf(id), http.RequestAborted) is { IsOpened: true } link
            && await Find(http.Org, id, http.RequestAborted) is { Mac: not null } row
            ? await Make(http, row, groupIds, writing => links.TryUse(writing, link)) : null;

    /// <summary>
    /// The same by the link of a mail that no page waited for: it proves the address, and the password that whoever typed the address is the one who reads
    /// its mail. Without that, a stranger's password would open the account that somebody else's press had made.
    /// </summary>
    /// <returns>The new account; null for a password that is not the one, or comes too late.</returns>
    public async Task<User?> FinishWithPassword(HttpContext http, PasswordHashing hashing, string id, string typed, IReadOnlyList<string> groupIds)
    {
        var ct = http.RequestAborted;
        if (!await TryGuess(http.Org, id, ct)) return null;
        if (await Find(http.Org, id, ct) is not { Mac: not null } row || Open(row) is not { ByMail: true } person) return null;
        return await hashing.VerifyHash(person.PasswordHash, typed, ct) == PasswordVerdict.Wrong ? null
            : await Make(http, row, groupIds, _ => Task.FromResult(true));
    }

    /// <summary>What such a link leads to: whose address it proves, and where they go from there; null: to nothing any more.</summary>
    public async Task<(string Email, string? Next)?> ByMail(Org org, string id, CancellationToken ct) =>
        await Find(org, id, ct) is { Attempts: < MostAttempts } row && Open(row) is { ByMail: true } person
            ? (person.Profile["email"]!.GetValue<string>(), person.Next) : null;

    /// <summary>Counted before it is looked at, so that parallel guesses share the five.</summary>
    private Task<bool> TryGuess(Org org, string id, CancellationToken ct) => db.Changed(
        "update sign_ups set attempts = attempts + 1 where id = @Id and org_id = @OrgId and used_at is null and attempts < @most and works_until > @now",
        new { Id = Secrets.Hash(id), OrgId = org.Id, most = MostAttempts, now = clock.Now }, ct);

    private async Task<User?> Make(HttpContext http, Row row, IReadOnlyList<string> groupIds, Func<Writing, Task<bool>> counts)
    {
        var ct = http.RequestAborted;
        var person = Open(row);
        var make = await accounts.Make(http, new NewUser
        {
            OrgId = http.Org.Id, Profile = person.Profile, Status = UserStatus.Active, PasswordHash = person.PasswordHash, EmailVerified = true,
            GroupIds = groupIds,
        });
        return await db.Write(async writing =>
            await counts(writing)
                && await writing.Changed("update sign_ups set used_at = @now where id = @Id and used_at is null", new { row.Id, now = clock.Now })
                ? await make(writing) : null, ct);
    }

    private Task<Row?> Find(Org org, string id, CancellationToken ct) => db.One<Row>(
        "select id, sealed_person, mac, attempts from sign_ups where id = @Id and org_id = @OrgId and used_at is null and works_until > @now",
        new { Id = Secrets.Hash(id), OrgId = org.Id, now = clock.Now }, ct);

    private Person Open(Row row) => JsonSerializer.Deserialize<Person>(seal.Open(Purpose, row.SealedPerson, row.Id))!;

    public Task<int> DeleteExpired(CancellationToken ct) => db.Change(
        "delete from sign_ups where id in (select id from sign_ups where expires_at < @now limit @batch)", new { now = clock.Now, batch = Cleanup.Batch }, ct);

    private sealed record Row
    {
        public required string Id { get; init; }
        public required string SealedPerson { get; init; }
        public string? Mac { get; init; }
        public int Attempts { get; init; }
    }

    private sealed record Person(JsonObject Profile, string PasswordHash)
    {
        /// <summary>Whose address the link in a mail proves, and no code does.</summary>
        public bool ByMail { get; init; }
        public string? Next { get; init; }

        public override string ToString() => "person about to be";
    }
}
