using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Notices;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Recovery;

/// <summary>
/// A person who forgot the password, or is locked out, asks for a mail. Whoever asks learns nothing: for a name that nobody has, or that may not
/// be recovered, the same is read, made and written, and the mail goes to nobody (threats row 20). What the account can do
/// does not change by asking, and nobody's mailbox is filled by a stranger.
/// </summary>
internal sealed class AccountRecovery(Database db, Turns turns, Users users, AccountLinks links, PasswordRulebook rulebook, BrandOfOrg brands, Mails mails,
    ServerSettings settings, SystemLog log, TimeProvider clock)
{
    /// <summary>Mails for one name, in <see cref="Window"/>.</summary>
    public const int MostMails = 5;
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Whether anybody may ask: a policy of the org lets some, and a mail would arrive.</summary>
    public async ValueTask<bool> IsOpen(Org org, CancellationToken ct) => settings.SendsMail && await rulebook.RecoversAny(org, ct);

    /// <summary>The same of a lock: some rule of the org lets people end theirs.</summary>
    public async ValueTask<bool> Unlocks(Org org, CancellationToken ct) => settings.SendsMail && await rulebook.UnlocksAny(org, ct);

    /// <param name="http">The request.</param>
    /// <param name="username">Who they say they are.</param>
    /// <param name="flow">The sign-in to go back to.</param>
    public Task SendPasswordLink(HttpContext http, string username, string? flow = null) => Ask(http, username, Refused,
        async (w, reader, _, brand, policy) =>
        {
            if (reader.Status == UserStatus.Provisioned) await links.Welcome(w, http.Org, reader, brand);
            else await links.ForgottenPassword(w, http.Org, reader, brand, flow, TimeSpan.FromMinutes(policy.RecoveryMinutes));
        }, AdminEvents.RecoveryRequested);

    /// <summary>A link that ends a lock.</summary>
    /// <param name="http">The request.</param>
    /// <param name="username">Who they say they are.</param>
    public Task SendUnlockLink(HttpContext http, string username) => Ask(http, username, StillLocked,
        (w, reader, _, brand, policy) => links.Unlock(w, http.Org, reader, brand, TimeSpan.FromMinutes(policy.RecoveryMinutes)), AdminEvents.UnlockRequested);

    /// <summary>A code instead of a link, for who is about to type it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="username">Who they say they are.</param>
    /// <param name="what">What it is for.</param>
    /// <param name="code">What is mailed.</param>
    /// <param name="expires">When it ends.</param>
    /// <param name="wish">The page that would do with a link as well.</param>
    /// <param name="keep">In the same commit, with whose it is; null: nobody's.</param>
    public Task SendCode(HttpContext http, string username, MailedCodeFor what, string code, DateTimeOffset expires, MailLinkWish wish,
        Func<Writing, User?, Task> keep) =>
        Ask(http, username, RefusedOf(what), async (w, reader, known, brand, _) =>
        {
            // Who has never signed in begins with the invitation.
            var owner = known && reader.Status != UserStatus.Provisioned ? reader : null;
            var link = await wish.Issue(w, http.Org, owner, reader.Email, expires);
            if (reader.Status == UserStatus.Provisioned) await links.Welcome(w, http.Org, reader, brand);
            else await mails.Queue(w, http.Org.Id, what == MailedCodeFor.SignIn ? MailTemplates.Code(http.Org, brand, reader, code, expires, link)
                : MailTemplates.RecoveryCode(http.Org, brand, reader, code, expires, link));
            await keep(w, owner);
        }, what switch
        {
            MailedCodeFor.Unlock => AdminEvents.UnlockRequested,
            MailedCodeFor.SignIn => AdminEvents.SignInCodeRequested,
            _ => AdminEvents.RecoveryRequested,
        });

    private Func<User, PasswordSettings, PasswordAction, string?> RefusedOf(MailedCodeFor what) => what switch
    {
        MailedCodeFor.Unlock => StillLocked,
        MailedCodeFor.SignIn => CannotSignIn,
        _ => Refused,
    };

    private async Task Ask(HttpContext http, string username, Func<User, PasswordSettings, PasswordAction, string?> refused,
        Func<Writing, User, bool, Brand, PasswordSettings, Task> send, LogEntry entry)
    {
        var ct = http.RequestAborted;
        var user = await users.FindByLogin(http.Org.Id, username, ct);
        // Whatever the person was called: they are counted once (threats row 7).
        var key = Identifiers.Canonical(user?.Login ?? username) is { Length: <= 255 } name ? name : Secrets.Hash(username);
        var brand = await brands.Find(http.Org, ct);
        var somebody = user ?? Nobody(http.Org);
        var policy = await rulebook.Of(somebody, ct);
        var no = refused(somebody, policy, await rulebook.ActionOf(http, somebody));
        await db.Write(async w =>
        {
            var now = clock.Now;
            await turns.Take(w, $"recovery {http.Org.Id} {key}");
            var asked = await w.One<long>("select count(*) from recovery_requests where org_id = @orgId and login_key = @key and created_at > @since",
                new { orgId = http.Org.Id, key, since = now - Window });
            await w.Change("insert into recovery_requests (id, org_id, login_key, created_at, expires_at) values (@id, @orgId, @key, @now, @expires)",
                new { id = Secrets.New(), orgId = http.Org.Id, key, now, expires = now + Window });

            var refusal = user is null ? "unknown user" : no ?? (asked >= MostMails ? "too many mails" : null);
            var reader = refusal is null ? user! : Nobody(http.Org);
            await log.Record(w, http.Org, http, entry with
            {
                Actor = user is null ? LogParty.Unknown : user.Party,
                Targets = user is null ? [] : [user.Party],
                Outcome = refusal is null ? "SUCCESS" : "FAILURE",
                Reason = refusal,
                Severity = refusal is null ? "INFO" : "WARN",
            });
            await send(w, reader, refusal is null, brand, policy);
        }, ct);
    }

    private static string? Refused(User user, PasswordSettings policy, PasswordAction action) =>
        !(policy.RecoveredByMail && action.Reset) ? "the password policy does not let them" : CanRecover(user) ? null : "the account cannot be recovered";

    private string? CannotSignIn(User user, PasswordSettings policy, PasswordAction action) =>
        AccountGate.RefusalToSignIn(user, clock.Now)?.Explanation;

    private string? StillLocked(User user, PasswordSettings policy, PasswordAction action) => !action.Unlock ? "the password policy does not let them"
        : user.StatusAt(clock.Now) == UserStatus.LockedOut ? null : "the account is not locked";

    public Task<int> DeleteExpired(CancellationToken ct) => db.Change(
        "delete from recovery_requests where id in (select id from recovery_requests where expires_at < @now limit @batch)",
        new { now = clock.Now, batch = Cleanup.Batch }, ct);

    private static bool CanRecover(User user) =>
        user.Status is UserStatus.Active or UserStatus.PasswordExpired or UserStatus.Recovery or UserStatus.Provisioned;

    /// <summary>Somebody to write to who is nobody.</summary>
    private static User Nobody(Org org) => new()
    {
        Id = "", OrgId = org.Id, Status = UserStatus.Active, Login = "someone@example.com", Email = "", CreatedAt = default, UpdatedAt = default,
        Profile = new JsonObject { ["firstName"] = "Some", ["lastName"] = "One" },
    };
}
