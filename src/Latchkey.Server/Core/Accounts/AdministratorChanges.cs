using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Accounts;

/// <summary>Makes people administrators of their org, and takes that from them: each is one commit with its line in the log. Contract §3.2, roles.</summary>
internal sealed class AdministratorChanges(Database db, LoggedWrites writes, Turns turns)
{
    /// <summary>By id.</summary>
    public Task<IReadOnlyList<string>> All(string orgId, string after, int most, CancellationToken ct) => db.Many<string>(
        "select id from users where org_id = @orgId and is_admin = 1 and id > @after order by id limit @most", new { orgId, after, most }, ct);

    /// <summary>False where they are one already.</summary>
    /// <exception cref="StandingException">They are deactivated.</exception>
    public Task<bool> TryGrant(Doing doing, User user)
    {
        if (user.Status == UserStatus.Deprovisioned) throw new StandingException("A deactivated user cannot be an administrator.");
        return writes.Write(doing, AdminEvents.AdministratorMade, async writing =>
        {
            writing.Announce(Users.Kind, user.Id);
            return await writing.Changed("update users set is_admin = 1 where id = @Id and is_admin = 0 and status <> 'DEPROVISIONED'", new { user.Id });
        }, user.Party);
    }

    /// <summary>Their API tokens end with it. False where they are none.</summary>
    /// <exception cref="StandingException">Nobody would be left who could make another.</exception>
    public Task<bool> TryRevoke(Doing doing, User user) => writes.Write(doing, AdminEvents.AdministratorUnmade, async writing =>
    {
        // Of two who take it from each other at the same time, the second finds that there is nobody else. The index of administrators finds them, and
        // not that of everybody active.
        await turns.Take(writing, $"administrators {user.OrgId}");
        var others = await writing.One<long>("""
            select count(*) from (select id from users
              where org_id = @OrgId and is_admin = 1 and id <> @Id and status || '' in ('ACTIVE', 'PASSWORD_EXPIRED', 'RECOVERY') limit 1) other
            """, new { user.OrgId, user.Id });
        if (others == 0) throw new StandingException("An organization keeps at least one administrator who can sign in.");
        if (!await writing.Changed("update users set is_admin = 0 where id = @Id and is_admin = 1", new { user.Id })) return false;
        await writing.Change("delete from api_tokens where user_id = @Id", new { user.Id });
        writing.Announce(Users.Kind, user.Id);
        return true;
    }, user.Party);
}
