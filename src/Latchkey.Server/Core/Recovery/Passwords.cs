using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Recovery;

/// <summary>
/// Sets passwords and takes them out of use: the one place that does. A new one ends whatever was begun with the old one, in the same commit, so that
/// whoever else knew that is out: sessions, tokens, links and codes on their way, requests waiting for an answer.
/// </summary>
internal sealed class Passwords(Users users, PasswordHistory history, IPasswordRulebook rulebook, AccountRevocation revocation, OneTimeLinks links,
    TimeProvider clock)
{
    /// <summary>A new password, which also ends a lock and completes an activation, a recovery or an expiry.</summary>
    /// <param name="w">The commit of whatever allows it.</param>
    /// <param name="user">Whose.</param>
    /// <param name="hash">What is stored of it.</param>
    /// <param name="kept">The session in which the person chose it themselves goes on; null: none does.</param>
    /// <returns>The person as they stand then; null when they are deactivated or gone.</returns>
    public async Task<User?> Set(Writing w, User user, string hash, Session? kept = null)
    {
        var now = clock.Now;
        await history.Keep(w, user, (await rulebook.Of(user, default)).History);
        if (!await w.Changed("""
            update users set password_hash = @hash, password_changed_at = @now, updated_at = @now, failed_attempts = 0, locked_at = null,
                activated_at = case when status = 'STAGED' then activated_at else coalesce(activated_at, @now) end,
                status_changed_at = case when status in ('PROVISIONED', 'RECOVERY', 'PASSWORD_EXPIRED') then @now else status_changed_at end,
                status = case when status in ('PROVISIONED', 'RECOVERY', 'PASSWORD_EXPIRED') then 'ACTIVE' else status end
            where id = @Id and status <> 'DEPROVISIONED'
            """, new { user.Id, hash, now })) return null;

        await End(w, user, "password changed", kept);
        return await users.Read(w, user);
    }

    /// <summary>The same, by someone who proved the password of <paramref name="user"/> as read: null also when it is no longer that one.</summary>
    public async Task<User?> Change(Writing w, User user, string hash, Session? kept = null) =>
        await w.Changed("update users set updated_at = updated_at where id = @Id and password_hash = @PasswordHash", new { user.Id, user.PasswordHash })
            ? await Set(w, user, hash, kept) : null;

    /// <summary>
    /// Ends what was begun with a password that no longer counts. Whoever still holds a link or a code that was mailed must not choose the next one
    /// with it.
    /// </summary>
    public async Task End(Writing w, User user, string because, Session? kept = null)
    {
        await links.VoidAll(w, user.Id);
        await MailedCodes.Void(w, user);
        if (kept is null) await revocation.EndEverything(w, user.OrgId, user.Id, because);
        else await revocation.EndEverythingBut(w, kept, because);
    }
}
