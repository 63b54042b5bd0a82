using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.OrgSettings;

/// <summary>Changes what an administrator decides for all of an org: each is one commit with its line in the log, whichever face asks.</summary>
public sealed class OrgSettingsChanges(Database db, OrgDirectory orgs, SystemLog log)
{
    /// <summary>Lets anybody register an app, or nobody who is not an administrator.</summary>
    public Task OpenClientRegistration(Doing doing, bool open) => db.Write(async writing =>
    {
        await orgs.OpenClientRegistration(writing, doing.Org, open);
        await log.Record(writing, doing, AdminEvents.ClientRegistrationSet with { Reason = open ? "open to anybody" : "closed" });
    }, doing.Aborted);

    /// <param name="doing">Who wants it.</param>
    /// <param name="signUp">Whether people make accounts for themselves; null leaves it as it is, here and below.</param>
    /// <param name="recovery">Whether a forgotten password is replaced by mail.</param>
    /// <param name="persistent">Whether browsers keep sessions when they are closed.</param>
    /// <returns>The org as it is from now on.</returns>
    public async Task<Org> Set(Doing doing, bool? signUp, bool? recovery, bool? persistent)
    {
        var org = doing.Org;
        await db.Write(async writing =>
        {
            if (signUp is { } allowed) await orgs.AllowSignUp(writing, org, allowed);
            if (recovery is { } recovered) await orgs.RecoverPasswords(writing, org, recovered);
            if (persistent is { } kept) await orgs.PersistSessions(writing, org, kept);
            await log.Record(writing, doing, AdminEvents.OrgSettingsChanged, new LogParty(org.Id, "Org", null, org.Name));
        }, doing.Aborted);
        return org with
        {
            AllowsSignUp = signUp ?? org.AllowsSignUp,
            RecoversPasswords = recovery ?? org.RecoversPasswords,
            PersistentSessions = persistent ?? org.PersistentSessions,
        };
    }
}
