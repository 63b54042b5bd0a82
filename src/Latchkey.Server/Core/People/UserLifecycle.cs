using Latchkey.Server.Core.Membership;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.People;

/// <summary>
/// How a person's standing changes. Contract §3.2, "Status machine". Each step is one conditional statement that says
/// whether it won, so racing administrators agree on what happened; false is "not from where the person stands now".
/// </summary>
internal sealed class UserLifecycle(OneTimeLinks links, IEnumerable<INamesOthers> naming, TimeProvider clock)
{
    /// <summary>STAGED or DEPROVISIONED: to ACTIVE with a password, else to PROVISIONED, waiting for one.</summary>
    public Task<bool> Activate(Writing writing, User user) => Move(writing, user,
        "status in ('STAGED', 'DEPROVISIONED')",
        "status = case when password_hash is null then 'PROVISIONED' else 'ACTIVE' end, activated_at = @now");

    /// <summary>Ends the account. Its password, links and API tokens go; what it was handed out the caller revokes in the same commit.</summary>
    public async Task<bool> Deactivate(Writing writing, User user)
    {
        const string ended = "password_hash = null, recovery_question = null, recovery_answer_hash = null, failed_attempts = 0, locked_at = null";
        if (!await Move(writing, user, "status <> 'DEPROVISIONED'", $"status = 'DEPROVISIONED', {ended}"))
            return false;

        await links.VoidAll(writing, user.Id);
        await writing.Change("delete from api_tokens where user_id = @Id", new { user.Id });
        await writing.Change("delete from app_users where user_id = @Id", new { user.Id });
        return true;
    }

    public Task<bool> Suspend(Writing writing, User user) => Move(writing, user, "status = 'ACTIVE'", "status = 'SUSPENDED'");

    public Task<bool> Unsuspend(Writing writing, User user) => Move(writing, user, "status = 'SUSPENDED'", "status = 'ACTIVE'");

    public Task<bool> Unlock(Writing writing, User user) =>
        Move(writing, user, $"locked_at is not null and not {UserStatuses.LockOver}", "failed_attempts = 0, failed_codes = 0, locked_at = null");

    public Task<bool> ExpirePassword(Writing writing, User user) =>
        Move(writing, user, "status in ('ACTIVE', 'PASSWORD_EXPIRED') and password_hash is not null", "status = 'PASSWORD_EXPIRED'");

    /// <summary>The old password no longer signs in; a lock gives way, because only a new password helps now.</summary>
    public Task<bool> ResetPassword(Writing writing, User user) => Move(writing, user,
        "status in ('ACTIVE', 'PASSWORD_EXPIRED', 'RECOVERY')", "status = 'RECOVERY', failed_attempts = 0, locked_at = null");

    /// <summary>Forgets the person, rules too. Only a deactivated one: the second DELETE of two.</summary>
    public async Task<bool> Delete(Writing writing, User user)
    {
        if (!await writing.Changed("delete from users where id = @Id and status = 'DEPROVISIONED'", new { user.Id })) return false;
        foreach (var names in naming) await names.Forget(writing, new(NamedKind.Person, user.OrgId, user.Id));
        writing.Announce(Memberships.Kind, user.Id);
        writing.Announce(Users.Kind, user.Id);
        return true;
    }

    private async Task<bool> Move(Writing writing, User user, string from, string to)
    {
        var now = clock.Now;
        var moved = await writing.Changed(
            $"update users set {to}, status_changed_at = @now, updated_at = @now where id = @Id and {from}",
            new { user.Id, now });
        if (moved) writing.Announce(Users.Kind, user.Id);
        return moved;
    }
}
