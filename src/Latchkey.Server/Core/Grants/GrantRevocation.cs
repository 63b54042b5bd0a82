using Latchkey.Server.Core.Clients;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Grants;

/// <summary>
/// Ends what apps were granted: one grant with its refresh family and every access token that came of it (RFC 7009 §2.1,
/// RFC 6749 §4.1.2), or all there is of an app, or of one app for one person. What could still
/// become a grant is void first, as in <see cref="AccountRevocation"/>.
/// </summary>
internal sealed class GrantRevocation(Database db, AuthorizationCodes codes, DecoupledRequests decoupled, InterclientTokens interclient,
    DeviceSecrets deviceSecrets,
    RefreshFamilies families, Revocations revocations)
{
    public Task Revoke(string orgId, string grantId, string because, CancellationToken ct) => db.Write(async w =>
    {
        await families.Revoke(w, grantId, because);
        await revocations.Add(w, orgId, Revocations.Grant(grantId));
    }, ct);

    /// <summary>One access token; its grant and its refresh token live on.</summary>
    public Task RevokeToken(string orgId, string jti, CancellationToken ct) => db.Write(w => revocations.Add(w, orgId, Revocations.Token(jti)), ct);

    /// <returns>How many refresh families that ended.</returns>
    public async Task<int> EndAllOf(Writing w, string orgId, string userId, string clientId, string because)
    {
        await codes.VoidAllOf(w, userId, clientId);
        await decoupled.VoidAllOf(w, userId, clientId);
        var ended = await deviceSecrets.RevokeAllOf(w, orgId, userId, clientId, because);
        ended += await families.RevokeAllOf(w, userId, clientId, because);
        await revocations.Add(w, orgId, Revocations.UserOfApp(userId, clientId));
        return ended;
    }

    /// <summary>What could still become such families.</summary>
    public Task VoidBeginnings(FamilyQuery query, CancellationToken ct) => db.Write(async w =>
    {
        await codes.VoidAllOf(w, query);
        await decoupled.VoidAllOf(w, query);
    }, ct);

    /// <summary>What could still become a family of its. Those there are end by the app's mark: see <see cref="Apps.SetActive"/>.</summary>
    public async Task EndAllOfApp(Writing w, string orgId, string clientId)
    {
        await codes.VoidAllOfApp(w, clientId);
        await decoupled.VoidAllOfApp(w, orgId, clientId);
        await interclient.VoidAllOfApp(w, clientId);
        await deviceSecrets.RevokeAllOfApp(w, clientId);
        await revocations.Add(w, orgId, Revocations.App(clientId));
    }
}
