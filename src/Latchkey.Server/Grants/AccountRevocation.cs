using Latchkey.Server.Sessions;
using Latchkey.Server.Storage;

namespace Latchkey.Server.Grants;

/// <summary>Ends everything a person holds: sessions, codes, refresh families, access tokens. In one commit with its cause.</summary>
public sealed class AccountRevocation(Sessions.Sessions sessions, AuthorizationCodes codes, RefreshFamilies families, DeviceSecrets.DeviceSecrets deviceSecrets, DeviceSecrets.InterclientTokens interclient, Decoupled.DecoupledRequests decoupled, Revocations revocations)
{
    /// <param name="w">The commit of what caused it.</param>
    /// <param name="orgId">The person's org.</param>
    /// <param name="userId">The person.</param>
    /// <param name="because">For the record: <c>deactivated</c>, <c>password changed</c>, …</param>
    /// <param name="tokensToo">False ends the browser sessions only.</param>
    public async Task EndEverything(Writing w, string orgId, string userId, string because, bool tokensToo = true)
    {
        await sessions.EndAllOf(w, userId);
        await codes.VoidAllOf(w, userId);
        if (tokensToo) await EndTokens(w, orgId, userId, because);
    }

    /// <summary>Ends everything but the session the person is using. Apps in that browser ask again, and are answered.</summary>
    public async Task EndEverythingBut(Writing w, Session kept, string because)
    {
        await sessions.EndOthersOf(w, kept);
        await codes.VoidAllOf(w, kept.UserId);
        await EndTokens(w, kept.OrgId, kept.UserId, because);
    }

    private async Task EndTokens(Writing w, string orgId, string userId, string because)
    {
        await deviceSecrets.RevokeAllOf(w, userId);
        await interclient.VoidAllOf(w, userId);
        await decoupled.VoidAllOf(w, userId);
        await families.RevokeAllOf(w, userId, because);
        await revocations.Add(w, orgId, Revocations.User(userId));
    }
}
