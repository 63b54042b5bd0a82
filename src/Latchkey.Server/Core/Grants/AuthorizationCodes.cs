using Latchkey.Server.Core.Requests;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Grants;

internal sealed class AuthorizationCodes(Database db, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(300);

    /// <summary>FAPI 2.0 Security Profile §5.3.2.1.</summary>
    public static readonly TimeSpan Fapi2Lifetime = TimeSpan.FromSeconds(60);

    /// <param name="w">The commit it is part of.</param>
    /// <param name="request">Already filtered: its scopes and claims are the granted ones.</param>
    /// <param name="session">Whose.</param>
    /// <param name="grantId">What everything that comes of the same answer is revoked by.</param>
    public async Task<string> Issue(Writing w, AuthorizeRequest request, Session session, string grantId)
    {
        var code = Secrets.New();
        var now = clock.Now;
        await w.Change("""
            insert into authorization_codes
              (hash, org_id, server_id, client_id, user_id, session_id, grant_id, redirect_uri, scope, claims, nonce, code_challenge, key_thumbprint, amr,
                acr, authenticated_at, created_at, expires_at, interaction, idp_id)
            values
              (@Hash, @OrgId, @ServerId, @ClientId, @UserId, @SessionId, @GrantId, @RedirectUri, @Scope, @Claims, @Nonce, @CodeChallenge, @KeyThumbprint,
                @Amr, @Acr, @AuthenticatedAt, @CreatedAt, @ExpiresAt, @Interaction, @IdpId)
            """, new AuthorizationCode
        {
            Hash = Secrets.Hash(code), OrgId = request.App.OrgId, ServerId = request.Server.Id, ClientId = request.App.Id,
            UserId = session.UserId, SessionId = session.Id,
            GrantId = grantId,
            RedirectUri = request.ReplyTo.RedirectUri, Scope = string.Join(' ', request.Scopes), Claims = request.Claims.Stored, Nonce = request.Nonce,
            CodeChallenge = request.CodeChallenge, KeyThumbprint = request.DPoPKey,
            Amr = session.Amr, Acr = request.ReachedAcr, AuthenticatedAt = session.AuthenticatedAt, CreatedAt = now,
            Interaction = request.Interaction, IdpId = session.IdpId,
            ExpiresAt = now + (request.App.IsFapi2 ? Fapi2Lifetime : Lifetime),
        });
        return code;
    }

    public Task<AuthorizationCode?> Find(string code, CancellationToken ct) =>
        db.One<AuthorizationCode>("select * from authorization_codes where hash = @hash", new { hash = Secrets.Hash(code) }, ct);

    /// <summary>
    /// Spends the code. False when someone else already has, or it is too late: the database decides, so two racing requests cannot both win.
    /// </summary>
    public Task<bool> TryRedeem(Writing w, AuthorizationCode code) => w.Changed(
        "update authorization_codes set redeemed_at = @now where hash = @Hash and redeemed_at is null and expires_at > @now",
        new { code.Hash, now = clock.Milliseconds });

    public async Task<bool> WasRedeemed(AuthorizationCode code, CancellationToken ct) =>
        await db.One<long>("select count(*) from authorization_codes where hash = @Hash and redeemed_at is not null", new { code.Hash }, ct) > 0;

    public Task VoidAllOf(Writing w, string userId) => w.Change(
        "delete from authorization_codes where user_id = @userId and redeemed_at is null", new { userId });

    public Task VoidAllOf(Writing w, string userId, string clientId) => w.Change(
        "delete from authorization_codes where user_id = @userId and client_id = @clientId and redeemed_at is null", new { userId, clientId });

    public Task VoidAllOf(Writing w, FamilyQuery query) =>
        w.Change($"delete from authorization_codes where org_id = @OrgId and redeemed_at is null{query.Narrowing()}", query);

    public Task VoidAllOfApp(Writing w, string clientId) => w.Change(
        "delete from authorization_codes where client_id = @clientId and redeemed_at is null", new { clientId });

    /// <summary>Kept a day past its end, so that a replay is still recognised as one.</summary>
    public Task<int> DeleteExpired(CancellationToken ct) => db.Change(
        "delete from authorization_codes where hash in (select hash from authorization_codes where expires_at < @before limit 1000)",
        new { before = (clock.Now - TimeSpan.FromDays(1)).ToUnixTimeMilliseconds() }, ct);
}
