using System.Security.Cryptography;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.SingleSignOn;

internal sealed class AuthnTransactions(Database db, Users users, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private const string Columns = "state_hash, org_id, user_id, status, amr, era, link_hash, factor_id, challenge, relay_state, created_at, expires_at";
    private const string Alphabet = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
    private const string Start = "00";
    private const int RandomLength = 40;

    /// <summary>The state token, and what it stands for.</summary>
    /// <param name="user">Who it is.</param>
    /// <param name="status">What they must do next.</param>
    /// <param name="amr">What they have proven.</param>
    /// <param name="relayState">What the program wants to hear again at the end.</param>
    /// <param name="link">The one-time link this began with; null where it began with a password, which must then stay as it is.</param>
    /// <param name="ct">Ends the wait.</param>
    public Task<(string StateToken, AuthnTransaction Transaction)> Begin(User user, string status, string amr, string? relayState, string? link,
        CancellationToken ct) =>
        db.Write(w => Begin(w, user, status, amr, relayState, link), ct);

    /// <summary>In the commit of what was proven, which may be a new password.</summary>
    public async Task<(string StateToken, AuthnTransaction Transaction)> Begin(Writing w, User user, string status, string amr, string? relayState,
        string? link = null)
    {
        var token = Start + RandomNumberGenerator.GetString(Alphabet, RandomLength);
        var now = clock.Now;
        var transaction = new AuthnTransaction
        {
            StateHash = Secrets.Hash(token), OrgId = user.OrgId, UserId = user.Id, Status = status, Amr = amr, RelayState = relayState,
            LinkHash = link is null ? null : Secrets.Hash(link), CreatedAt = now, ExpiresAt = now + Lifetime,
        };
        await w.Change($"""
            insert into authn_transactions ({Columns})
            values (@StateHash, @OrgId, @UserId, @Status, @Amr, (select era from users where id = @UserId), @LinkHash, @FactorId, @Challenge,
                @RelayState, @CreatedAt, @ExpiresAt)
            """, transaction);
        return (token, transaction);
    }

    /// <summary>
    /// Null when it is over, another org's, or what it rests on no longer holds: everything of the person has ended since, or the account is gone.
    /// </summary>
    public async Task<(AuthnTransaction Transaction, User User)?> Find(string orgId, string stateToken, CancellationToken ct)
    {
        if (stateToken.Length != Start.Length + RandomLength) return null;
        var transaction =
            await db.One<AuthnTransaction>($"select {Columns} from authn_transactions where state_hash = @hash and org_id = @orgId and expires_at > @now",
            new { hash = Secrets.Hash(stateToken), orgId, now = clock.Now }, ct);
        return transaction is not null && await users.Read(orgId, transaction.UserId, ct) is { } user && user.Era == transaction.Era ? (transaction, user)
            : null;
    }

    /// <summary>On to an answer of this factor, or to its first one; null: back to the choice of one. Null when another call was quicker.</summary>
    /// <param name="transaction">As it stands.</param>
    /// <param name="factor">Which one.</param>
    /// <param name="challenge">What its device is to answer, where one is asked.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<AuthnTransaction?> TryMove(AuthnTransaction transaction, Factor? factor, DeviceChallenge? challenge, CancellationToken ct)
    {
        var moved = transaction with
        {
            Status = AuthnStatus.Enrolls(transaction.Status) ? factor is null ? AuthnStatus.MfaEnroll : AuthnStatus.MfaEnrollActivate
                : factor is null ? AuthnStatus.MfaRequired : AuthnStatus.MfaChallenge,
            FactorId = factor?.Id,
            Challenge = challenge?.Stored,
        };
        const string move = """
            update authn_transactions set status = @Status, factor_id = @FactorId, challenge = @Challenge
            where state_hash = @StateHash and expires_at > @now
                and (status = @from or (status in ('MFA_REQUIRED', 'MFA_CHALLENGE') and @Status in ('MFA_REQUIRED', 'MFA_CHALLENGE')))
            """;
        return await db.Changed(move, new
        {
            moved.Status,
            moved.FactorId,
            moved.Challenge,
            moved.StateHash,
            from = transaction.Status,
            now = clock.Now,
        }, ct) ? moved : null;
    }

    /// <summary>The question has been answered: on to the new password. Null when another call was quicker.</summary>
    public async Task<AuthnTransaction?> TryAnswered(AuthnTransaction transaction, CancellationToken ct) =>
        await db.Changed("update authn_transactions set status = @to where state_hash = @StateHash and status = @Status and expires_at > @now",
            new { to = AuthnStatus.PasswordReset, transaction.StateHash, transaction.Status, now = clock.Now }, ct)
            ? transaction with { Status = AuthnStatus.PasswordReset } : null;

    /// <summary>Ends it, in the commit of the step that does. False when another call was quicker.</summary>
    public Task<bool> TryEnd(Writing w, AuthnTransaction transaction) =>
        w.Changed("""
            delete from authn_transactions where state_hash = @StateHash and status = @Status and coalesce(challenge, '') = coalesce(@Challenge, '')
                and expires_at > @now
            """, new { transaction.StateHash, transaction.Status, transaction.Challenge, now = clock.Now });

    public Task VoidAllOf(Writing w, string userId) => w.Change("delete from authn_transactions where user_id = @userId", new { userId });

    public Task Cancel(AuthnTransaction transaction, CancellationToken ct) => db.Write(w => TryEnd(w, transaction), ct);

    public Task<int> DeleteExpired(CancellationToken ct) => db.Change(
        "delete from authn_transactions where state_hash in (select state_hash from authn_transactions where expires_at < @now limit @batch)",
        new { now = clock.Now, batch = Cleanup.Batch }, ct);
}
