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

    /// <param name="doing">Who does it, and where.</param>
    /// <param name="about">What it is to say of itself.</param>
    /// <param name="see">Told what it is by now: whoever asks may refuse it where somebody else was quicker.</param>
    /// <returns>The org as it is from now on.</returns>
    internal async Task<Org> Describe(Doing doing, OrgAbout about, Action<Org>? see = null)
    {
        var at = doing.Org.UpdatedAt;
        await db.Write(async writing =>
        {
            see?.Invoke(await orgs.Hold(writing, doing.Org));
            at = await orgs.Describe(writing, doing.Org, about.Name, about.Rest.ToJsonString());
            await log.Record(writing, doing, AdminEvents.OrgSettingsChanged, new LogParty(doing.Org.Id, "Org", null, about.Name));
        }, doing.Aborted);
        return doing.Org with { Name = about.Name, About = about.Rest.ToJsonString(), UpdatedAt = at };
    }

    /// <param name="doing">Who does it, and where.</param>
    /// <param name="draft">What is decided.</param>
    /// <param name="see">Told what it is by now: whoever asks may refuse it where somebody else was quicker.</param>
    /// <returns>The org as it is from now on.</returns>
    public async Task<Org> Set(Doing doing, OrgSettingsDraft draft, Action<Org>? see = null)
    {
        var org = doing.Org;
        await db.Write(async writing =>
        {
            see?.Invoke(await orgs.Hold(writing, org));
            if (draft.SignUp is { } allowed) await orgs.AllowSignUp(writing, org, allowed);
            if (draft.Recovery is { } recovered) await orgs.RecoverPasswords(writing, org, recovered);
            if (draft.PersistentSessions is { } kept) await orgs.PersistSessions(writing, org, kept);
            if (draft.Deletion is { } deleted) await orgs.DeleteAccounts(writing, org, deleted);
            if (draft.IdentifierFirst is { } first) await orgs.AskNameFirst(writing, org, first);
            if (draft.KeepSignedIn is { } offered) await orgs.KeepSignedIn(writing, org, offered);
            if (draft.WorkProof is { } work) await orgs.AskForWork(writing, org, work);
            if (draft.EmailChange is { } address) await orgs.ChangeEmails(writing, org, address);
            if (draft.DeviceNotices is { } told) await orgs.TellOfDevices(writing, org, told);
            if (draft.PhoneSignIn is { } phone) await orgs.SignInByPhone(writing, org, phone);
            if (draft.OwnProfile is { } edited) await orgs.EditProfile(writing, org, string.Join(' ', edited));
            await log.Record(writing, doing, AdminEvents.OrgSettingsChanged, new LogParty(org.Id, "Org", null, org.Name));
        }, doing.Aborted);
        return org with
        {
            AllowsSignUp = draft.SignUp ?? org.AllowsSignUp,
            RecoversPasswords = draft.Recovery ?? org.RecoversPasswords,
            PersistentSessions = draft.PersistentSessions ?? org.PersistentSessions,
            DeletesAccounts = draft.Deletion ?? org.DeletesAccounts,
            IdentifierFirst = draft.IdentifierFirst ?? org.IdentifierFirst,
            KeepsSignedIn = draft.KeepSignedIn ?? org.KeepsSignedIn,
            WorkProof = draft.WorkProof ?? org.WorkProof,
            ChangesEmail = draft.EmailChange ?? org.ChangesEmail,
            PhoneSignIn = draft.PhoneSignIn ?? org.PhoneSignIn,
            TellsOfDevices = draft.DeviceNotices ?? org.TellsOfDevices,
            EditableProfile = draft.OwnProfile is { } own ? string.Join(' ', own) : org.EditableProfile,
        };
    }
}
