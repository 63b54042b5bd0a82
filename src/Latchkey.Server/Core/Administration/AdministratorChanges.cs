using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Administration;

/// <summary>
/// Makes people super administrators of their org by themselves, and takes that from them: each is one commit with its line in the log. It stands in their
/// own row, for an org that nobody could administer would be lost. Contract §3.2, roles.
/// </summary>
internal sealed class AdministratorChanges(LoggedWrites writes, Turns turns)
{
    private const string Label = "Super Administrator: everything";

    /// <summary>False where they are one already.</summary>
    /// <exception cref="StandingException">They are deactivated.</exception>
    /// <exception cref="BeyondException">Whoever does it is none.</exception>
    public Task<bool> TryGrant(Doing doing, User user)
    {
        doing.RequireMayGive(Authority.Super);
        if (user.Status == UserStatus.Deprovisioned) throw new StandingException("A deactivated user cannot be an administrator.");
        return writes.Write(doing, RoleEvents.UserGranted.From("", Label), async writing =>
        {
            writing.Announce(Users.Kind, user.Id);
            return await writing.Changed("update users set is_admin = 1 where id = @Id and is_admin = 0 and status <> 'DEPROVISIONED'", new { user.Id });
        }, user.Party);
    }

    /// <summary>Their API tokens end with it, where no other role is left. False where they are none.</summary>
    /// <exception cref="StandingException">Nobody would be left who could make another.</exception>
    /// <exception cref="BeyondException">Whoever does it is none.</exception>
    public Task<bool> TryRevoke(Doing doing, User user)
    {
        doing.RequireMayGive(Authority.Super);
        return writes.Write(doing, RoleEvents.UserRevoked.From(Label, ""), async writing =>
        {
            await RequireOther(writing, turns, user);
            if (!await writing.Changed("update users set is_admin = 0 where id = @Id and is_admin = 1", new { user.Id })) return false;
            await RoleAssignments.EndTokens(writing, user.Id);
            writing.Announce(Users.Kind, user.Id);
            return true;
        }, user.Party);
    }

    /// <summary>Before somebody stops being one, whichever way.</summary>
    /// <exception cref="StandingException">Nobody would be left.</exception>
    public static async Task RequireOther(Writing writing, Turns turns, User user)
    {
        // Of two who take it from each other at the same time, the second finds that there is nobody else. The index of administrators finds them, and
        // not that of everybody active.
        await turns.Take(writing, $"administrators {user.OrgId}");
        var others = await writing.One<long>("""
            select count(*) from (select id from users
              where org_id = @OrgId and is_admin = 1 and id <> @Id and status || '' in ('ACTIVE', 'PASSWORD_EXPIRED', 'RECOVERY') limit 1) other
            """, new { user.OrgId, user.Id });
        if (others == 0) throw new StandingException("An organization keeps at least one administrator who can sign in.");
    }
}
