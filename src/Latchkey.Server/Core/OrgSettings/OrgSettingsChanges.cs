using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.OrgSettings;

/// <summary>Changes what an administrator decides for all of an org: each is one commit with its line in the log, whichever face asks.</summary>
internal sealed class OrgSettingsChanges(Database db, OrgDirectory orgs, SystemLog log)
{
    /// <summary>Lets anybody register an app, or nobody who is not an administrator.</summary>
    public Task OpenClientRegistration(Doing doing, bool open) => db.Write(async writing =>
    {
        await orgs.OpenClientRegistration(writing, doing.Org, open);
        await log.Record(writing, doing, AdminEvents.ClientRegistrationSet with { Reason = open ? "open to anybody" : "closed" });
    }, doing.Aborted);

    /// <returns>The org as it is from now on.</returns>
    internal async Task<Org> Describe(Doing doing, OrgAbout about)
    {
        await db.Write(async writing =>
        {
            await orgs.Describe(writing, doing.Org, about.Name, about.Rest.ToJsonString());
            await log.Record(writing, doing, AdminEvents.OrgSettingsChanged, new LogParty(doing.Org.Id, "Org", null, about.Name));
        }, doing.Aborted);
        return doing.Org with { Name = about.Name, About = about.Rest.ToJsonString() };
    }

    /// <returns>The org as it is from now on.</returns>
    public async Task<Org> Set(Doing doing, OrgSettingsDraft draft)
    {
        var org = doing.Org;
        await db.Write(async writing =>
        {
            if (draft.SignUp is { } allowed) await orgs.AllowSignUp(writing, org, allowed);
            if (draft.Recovery is { } recovered) await orgs.RecoverPasswords(writing, org, recovered);
            if (draft.PersistentSessions is { } kept) await orgs.PersistSessions(writing, org, kept);
            if (draft.Deletion is { } deleted) await orgs.DeleteAccounts(writing, org, deleted);
            if (draft.OwnProfile is { } edited) await orgs.EditProfile(writing, org, string.Join(' ', edited));
            await log.Record(writing, doing, AdminEvents.OrgSettingsChanged, new LogParty(org.Id, "Org", null, org.Name));
        }, doing.Aborted);
        return org with
        {
            AllowsSignUp = draft.SignUp ?? org.AllowsSignUp,
            RecoversPasswords = draft.Recovery ?? org.RecoversPasswords,
            PersistentSessions = draft.PersistentSessions ?? org.PersistentSessions,
            DeletesAccounts = draft.Deletion ?? org.DeletesAccounts,
            EditableProfile = draft.OwnProfile is { } own ? string.Join(' ', own) : org.EditableProfile,
        };
    }
}
