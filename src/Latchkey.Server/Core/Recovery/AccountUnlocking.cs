using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Recovery;

/// <summary>A mailed link ends a lock, and does nothing else: whoever opens it is signed in nowhere, and the password stays. Contract §3.5.</summary>
internal sealed class AccountUnlocking(Database db, OneTimeLinks links, Users users, UserLifecycle lifecycle, SystemLog log, TimeProvider clock)
{
    /// <summary>Whose account it is about; null: nobody's who could sign in then. Looking spends nothing.</summary>
    public async Task<User?> OwnerOf(Org org, OneTimeLink link, CancellationToken ct) =>
        link.Purpose == OneTimeLinks.Unlock && link.Works(clock.Now) && await users.Read(org.Id, link.UserId, ct)
            is { Status: not (UserStatus.Deprovisioned or UserStatus.Suspended or UserStatus.Staged) } user ? user : null;

    /// <summary>False: another use of the link was quicker. The lock may have ended by itself meanwhile, which is as good.</summary>
    public Task<bool> TryEnd(HttpContext http, User user, string token) =>
        TryEnd(http, user, w => links.TryUse(w, user.OrgId, token, OneTimeLinks.Unlock));

    /// <summary>The same, by who showed the link in an earlier step.</summary>
    public Task<bool> TryEnd(HttpContext http, User user, Func<Writing, Task<bool>> uses) => db.Write(async w =>
    {
        if (!await uses(w)) return false;
        if (await lifecycle.Unlock(w, user)) await log.Record(w, http.Org, http, AdminEvents.AccountUnlocked.By(user.Party, user.Party));
        return true;
    }, http.RequestAborted);
}
