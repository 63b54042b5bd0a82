using System.Text.Json.Nodes;
using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Recovery;

/// <summary>
/// A person who forgot the password asks for a mail. Whoever asks learns nothing: for a name that nobody has, or that may not
/// be recovered, the same is read, made and written, and the mail goes to nobody (threats row 20). What the account can do
/// does not change by asking, and nobody's mailbox is filled by a stranger.
/// </summary>
internal sealed class AccountRecovery(Database db, Turns turns, Users users, AccountLinks links, PasswordRulebook rulebook, BrandOfOrg brands,
    ServerSettings settings, SystemLog log, TimeProvider clock)
{
    /// <summary>Mails for one name, in <see cref="Window"/>.</summary>
    public const int MostMails = 5;
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Whether anybody may ask: a policy of the org lets some, and a mail would arrive.</summary>
    public async ValueTask<bool> IsOpen(Org org, CancellationToken ct) => settings.SendsMail && await rulebook.RecoversAny(org, ct);

    /// <param name="http">The request.</param>
    /// <param name="username">Who they say they are.</param>
    /// <param name="flow">The sign-in to go back to.</param>
    public async Task SendPasswordLink(HttpContext http, string username, string? flow = null)
    {
        var ct = http.RequestAborted;
        var user = await users.FindByLogin(http.Org.Id, username, ct);
        // Whatever the person was called: they are counted once (threats row 7).
        var key = Identifiers.Canonical(user?.Login ?? username) is { Length: <= 255 } name ? name : Secrets.Hash(username);
        var brand = await brands.Find(http.Org, ct);
        var somebody = user ?? Nobody(http.Org);
        var policy = await rulebook.Of(somebody, ct);
        var allowed = policy.RecoveredByMail && (await rulebook.ActionOf(http, somebody)).Reset;
        await db.Write(async w =>
        {
            var now = clock.Now;
            await turns.Take(w, $"recovery {http.Org.Id} {key}");
            var asked = await w.One<long>("select count(*) from recovery_requests where org_id = @orgId and login_key = @key and created_at > @since",
                new { orgId = http.Org.Id, key, since = now - Window });
            await w.Change("insert into recovery_requests (id, org_id, login_key, created_at, expires_at) values (@id, @orgId, @key, @now, @expires)",
                new { id = Secrets.New(), orgId = http.Org.Id, key, now, expires = now + Window });

            var refusal = user is null ? "unknown user" : !allowed ? "the password policy does not let them"
                : !CanRecover(user) ? "the account cannot be recovered" : asked >= MostMails ? "too many mails" : null;
            var reader = refusal is null ? user! : Nobody(http.Org);
            await log.Record(w, http.Org, http, AdminEvents.RecoveryRequested with
            {
                Actor = user is null ? LogParty.Unknown : user.Party,
                Targets = user is null ? [] : [user.Party],
                Outcome = refusal is null ? "SUCCESS" : "FAILURE",
                Reason = refusal,
                Severity = refusal is null ? "INFO" : "WARN",
            });
            if (reader.Status == UserStatus.Provisioned) await links.Welcome(w, http.Org, reader, brand);
            else await links.ForgottenPassword(w, http.Org, reader, brand, flow, TimeSpan.FromMinutes(policy.RecoveryMinutes));
        }, ct);
    }

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
