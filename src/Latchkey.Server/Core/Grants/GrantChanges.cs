using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Grants;

/// <summary>
/// Takes back what apps and browsers hold for people: each time one commit with its line in the log, whichever face asks.
/// Contract §2.1, Consent; §2.4, §2.13, §3.2.
/// </summary>
internal sealed class GrantChanges(Database db, LoggedWrites writes, SystemLog log, AccountRevocation account, GrantRevocation grants, Consents consents,
    RefreshFamilies families, FamilyList list, Revocations revocations)
{
    /// <summary>A person is signed out everywhere, and every app with them.</summary>
    public Task EndEverything(Doing doing, User user) =>
        End(doing, AdminEvents.EverythingRevoked, user, writing => account.EndEverything(writing, user.OrgId, user.Id, "global token revocation"));

    /// <param name="doing">Who wants it.</param>
    /// <param name="user">Whose.</param>
    /// <param name="tokensToo">Whether what apps hold ends as well.</param>
    public Task EndSessions(Doing doing, User user, bool tokensToo) => End(doing, AdminEvents.SessionsCleared, user,
        writing => account.EndEverything(writing, user.OrgId, user.Id, "sessions ended by an administrator", tokensToo));

    /// <summary>A person ends all but the session they are using.</summary>
    public Task EndOthers(Doing doing, User user, Session kept) =>
        End(doing, AdminEvents.SessionsCleared, user, writing => account.EndEverythingBut(writing, kept, "signed out by the person"));

    /// <summary>What a person agreed to, and what came of it.</summary>
    public Task RevokeConsents(Doing doing, User user, IReadOnlyList<Consent> ending) => db.Write(async writing =>
    {
        foreach (var ofApp in ending.GroupBy(consent => consent.ClientId))
        {
            if (await consents.Revoke(writing, user.OrgId, user.Id, ofApp.Key, [.. ofApp.Select(consent => consent.Id)]) > 0)
                await log.Record(writing, doing, AdminEvents.ConsentRevoked, user.Party, Named(ofApp.Key));
        }
    }, doing.Aborted);

    /// <summary>Refresh tokens, with every access token that came of them.</summary>
    /// <param name="doing">Who wants it.</param>
    /// <param name="query">Which.</param>
    /// <param name="id">Only this one of them; null: all.</param>
    public async Task RevokeTokens(Doing doing, FamilyQuery query, string? id)
    {
        // Void first: what becomes a family at the same time is seen and ended, or finds itself void.
        if (id is null) await grants.VoidBeginnings(query, doing.Aborted);
        await list.Revoke(query, id, (writing, family) => log.Record(writing, doing, AdminEvents.TokenRevoked, Token(family.Id), Named(family.ClientId),
            new LogParty(family.UserId, "User", null, null)), doing.Aborted);
    }

    /// <summary>A person signs an app out on one of their devices. False where it was signed out already.</summary>
    public Task<bool> SignOutApp(Doing doing, RefreshFamily family) => writes.Write(doing, AdminEvents.TokenRevokedByOwner, async writing =>
    {
        if (!await families.Revoke(writing, family.Id, "signed out by the person")) return false;
        await revocations.Add(writing, family.OrgId, Revocations.Grant(family.Id));
        return true;
    }, Token(family.Id), Named(family.ClientId));

    /// <summary>A person takes an app's access back: what they agreed to and whatever it holds, on every device. False where it had none.</summary>
    public Task<bool> RemoveApp(Doing doing, User user, string clientId) => writes.Write(doing, AdminEvents.ConsentRevoked, async writing =>
    {
        var agreed = await consents.Forget(writing, user.Id, clientId);
        return await grants.EndAllOf(writing, user.OrgId, user.Id, clientId, "removed by the person") + agreed > 0;
    }, user.Party, Named(clientId));

    private Task End(Doing doing, LogEntry entry, User user, Func<Writing, Task> end, params IReadOnlyList<LogParty> others) => writes.Write(doing, entry,
        async writing =>
        {
            await end(writing);
            return true;
        }, [user.Party, .. others]);

    private static LogParty Named(string clientId) => new(clientId, "PublicClientApp", clientId, null);

    private static LogParty Token(string familyId) => new(familyId, "refresh_token", null, null);
}
