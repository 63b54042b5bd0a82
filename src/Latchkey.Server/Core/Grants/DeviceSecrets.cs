using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Grants;

/// <summary>Native SSO sessions. Secrets are stored by hash.</summary>
internal sealed class DeviceSecrets(Database db, RefreshFamilies families, Revocations revocations, TimeProvider clock)
{
    /// <summary>A fresh secret with the lifetimes of the refresh token it comes with (contract §2.11), in the same commit.</summary>
    public async Task<(string Secret, DeviceSecret Stored)> Issue(Writing w, Granted granted, string sessionId)
    {
        var secret = Secrets.New();
        var now = clock.Now;
        var idle = (long)TimeSpan.FromMinutes(granted.Rule.RefreshWindowMinutes).TotalMilliseconds;
        DateTimeOffset? end = granted.Rule.RefreshTokenMinutes == 0 ? null : now.AddMinutes(granted.Rule.RefreshTokenMinutes);
        var stored = new DeviceSecret
        {
            Sid = Ids.New(Ids.Session), SecretHash = Secrets.Hash(secret), OrgId = granted.Server.OrgId, ServerId = granted.Server.Id,
            ClientId = granted.App.Id, UserId = granted.User!.Id,
            SessionId = sessionId, Amr = granted.Amr, Acr = granted.Acr, AuthenticatedAt = granted.AuthenticatedAt!.Value, IdleWindowMs = idle, EndsAt = end,
            IdpId = granted.IdpId, CreatedAt = now, ExpiresAt = ExpiryOf(idle, end, now),
        };
        await w.Change("""
            insert into device_secrets (sid, secret_hash, org_id, server_id, client_id, user_id, session_id, amr, acr, authenticated_at, idle_window_ms,
              ends_at, created_at, expires_at, idp_id)
            values (@Sid, @SecretHash, @OrgId, @ServerId, @ClientId, @UserId, @SessionId, @Amr, @Acr, @AuthenticatedAt, @IdleWindowMs, @EndsAt, @CreatedAt,
              @ExpiresAt, @IdpId)
            """, stored);
        await Note(w, stored.Sid, granted.GrantId!);
        return (secret, stored);
    }

    public Task<DeviceSecret?> Find(string orgId, string secret, CancellationToken ct) => secret.Length is 0 or > 100 ? Task.FromResult<DeviceSecret?>(null)
        : db.One<DeviceSecret>("select * from device_secrets where secret_hash = @hash and org_id = @orgId", new { hash = Secrets.Hash(secret), orgId }, ct);

    /// <summary>The one a grant came of.</summary>
    public Task<DeviceSecret?> OfGrant(string grantId, CancellationToken ct) =>
        db.One<DeviceSecret>("select d.* from device_secrets d join device_secret_grants g on g.sid = d.sid where g.grant_id = @grantId", new { grantId }, ct);

    /// <summary>Uses the secret for a grant: false when it ended meanwhile. In use it does not idle out.</summary>
    public async Task<bool> TryUse(Writing w, DeviceSecret secret, string grantId)
    {
        var now = clock.Now;
        if (!await w.Changed("update device_secrets set expires_at = @expires where sid = @Sid and revoked_at is null and expires_at > @now",
            new { secret.Sid, now, expires = ExpiryOf(secret.IdleWindowMs, secret.EndsAt, now) })) return false;
        await Note(w, secret.Sid, grantId);
        return true;
    }

    /// <summary>
    /// Ends the secret and every token that came of it, whichever app holds it (contract §2.7). Also what /logout does with its <c>device_secret</c>.
    /// </summary>
    public Task Revoke(DeviceSecret secret, string because, CancellationToken ct) => db.Write(async w =>
    {
        if (await w.Changed("update device_secrets set revoked_at = @now, expires_at = @now where sid = @Sid and revoked_at is null",
            new { secret.Sid, now = clock.Now })) await EndOffspring(w, secret.OrgId, secret.Sid, because);
    }, ct);

    /// <summary>
    /// What came of one that has just ended in the same commit: whoever uses it meanwhile has done it, and is seen, or finds that it has ended.
    /// </summary>
    /// <returns>How many refresh families that ended.</returns>
    private async Task<int> EndOffspring(Writing w, string orgId, string sid, string because)
    {
        var ended = 0;
        foreach (var grantId in await w.Many<string>("select grant_id from device_secret_grants where sid = @sid", new { sid }))
        {
            if (await families.Revoke(w, grantId, because)) ended++;
            await revocations.Add(w, orgId, Revocations.Grant(grantId));
        }
        return ended;
    }

    public Task RevokeAllOf(Writing w, string userId) =>
        w.Change("update device_secrets set revoked_at = @now, expires_at = @now where user_id = @userId and revoked_at is null",
            new { userId, now = clock.Now });

    /// <summary>
    /// Those it was the first to hold for somebody, with what other apps of their devices got by them: with one it would come back without them.
    /// </summary>
    /// <returns>How many refresh families that ended.</returns>
    public async Task<int> RevokeAllOf(Writing w, string orgId, string userId, string clientId, string because)
    {
        var ended = 0;
        foreach (var sid in await w.Many<string>("""
            update device_secrets set revoked_at = @now, expires_at = @now where user_id = @userId and client_id = @clientId and revoked_at is null
            returning sid
            """, new { userId, clientId, now = clock.Now })) ended += await EndOffspring(w, orgId, sid, because);
        return ended;
    }

    /// <summary>Those it was the first to hold.</summary>
    public Task RevokeAllOfApp(Writing w, string clientId) => w.Change(
        "update device_secrets set revoked_at = @now, expires_at = @now where client_id = @clientId and revoked_at is null", new { clientId, now = clock.Now });

    /// <summary>Kept a day past its end, as replay evidence.</summary>
    public Task<int> DeleteExpired(CancellationToken ct) =>
        db.Change("delete from device_secrets where sid in (select sid from device_secrets where expires_at < @before limit @batch)",
        new { before = clock.Now - TimeSpan.FromDays(1), batch = Cleanup.Batch }, ct);

    private static Task Note(Writing w, string sid, string grantId) =>
        w.Change("insert into device_secret_grants (grant_id, sid) values (@grantId, @sid)", new { grantId, sid });

    private static DateTimeOffset ExpiryOf(long idleMs, DateTimeOffset? end, DateTimeOffset now)
    {
        var idle = idleMs == 0 ? DateTimeOffset.MaxValue : now.AddMilliseconds(idleMs);
        return RefreshFamilies.Bounded(end is { } last && last < idle ? last : idle);
    }
}
