using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Grants;

/// <summary>
/// Ends everything a person holds: sessions, codes, refresh families, access tokens. In one commit with its cause. What can
/// begin something ends before it: a token being turned into a session at the same time has either been turned, and the
/// session is seen and ended, or finds itself void. The next era comes first, because a password or a code begins anything.
/// </summary>
internal sealed class AccountRevocation(Users users, AuthnTransactions transactions, SessionTokens sessionTokens, InterclientTokens interclient,
    Sessions sessions,
    AuthorizationCodes codes, DecoupledRequests decoupled, DeviceSecrets deviceSecrets, RefreshFamilies families, Revocations revocations)
{
    /// <param name="w">The commit of what caused it.</param>
    /// <param name="orgId">The person's org.</param>
    /// <param name="userId">The person.</param>
    /// <param name="because">For the record: <c>deactivated</c>, <c>password changed</c>, …</param>
    /// <param name="tokensToo">False ends the browser sessions only.</param>
    public async Task EndEverything(Writing w, string orgId, string userId, string because, bool tokensToo = true)
    {
        var era = await VoidBeginnings(w, userId);
        await sessions.EndAllOf(w, userId);
        await codes.VoidAllOf(w, userId);
        if (tokensToo) await EndTokens(w, orgId, userId, because, era);
    }

    /// <summary>Ends everything but the session the person is using. Apps in that browser ask again, and are answered.</summary>
    public async Task EndEverythingBut(Writing w, Session kept, string because)
    {
        var era = await VoidBeginnings(w, kept.UserId);
        await sessions.EndOthersOf(w, kept);
        await codes.VoidAllOf(w, kept.UserId);
        await EndTokens(w, kept.OrgId, kept.UserId, because, era);
    }

    /// <summary>What a session could still begin with.</summary>
    private async Task<long> VoidBeginnings(Writing w, string userId)
    {
        var era = await users.NextEra(w, userId);
        await transactions.VoidAllOf(w, userId);
        await sessionTokens.VoidAllOf(w, userId);
        await interclient.VoidAllOf(w, userId);
        await decoupled.VoidAllOf(w, userId);
        return era;
    }

    private async Task EndTokens(Writing w, string orgId, string userId, string because, long era)
    {
        await deviceSecrets.RevokeAllOf(w, userId);
        await families.RevokeAllOf(w, userId, because);
        await revocations.Add(w, orgId, Revocations.User(userId), era);
    }
}
