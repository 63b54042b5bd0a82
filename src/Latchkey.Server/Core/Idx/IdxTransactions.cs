using System.Text.Json;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Idx;

/// <summary>
/// Sign-ins in apps' own pages. Whoever holds the interaction handle, or the state handle made of it, goes on with one; both are kept by hash. Contract §4.
/// </summary>
internal sealed class IdxTransactions(Database db, TimeProvider clock)
{
    private const string StatePrefix = "02.";

    /// <summary>The interaction handle.</summary>
    /// <param name="request">What it is for.</param>
    /// <param name="parameters">Of that.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <param name="flow">As <see cref="IdxTransaction.Flow"/>.</param>
    public async Task<string> Begin(AuthorizeRequest request, Parameters parameters, CancellationToken ct, string? flow = null)
    {
        var handle = Secrets.New();
        var now = clock.Now;
        await db.Change($"""
            insert into idx_transactions ({IdxTransaction.Columns})
            values (@Hash, @OrgId, @ServerId, @Parameters, @UserId, @Era, @Amr, @ProvenAt, @FactorAt, @Remember, @NewPassword, @EndsSoon, @Kind,
                @FactorId, @Challenge, @Intent, @Identifier, @SignUp, @Skipped, @CodeUser, @CodeMac, @CodeUntil, @CodeAttempts, @Flow,
                @SessionId, @Version, @CreatedAt, @ExpiresAt)
            """, new IdxTransaction
        {
            Flow = flow, Hash = Secrets.Hash(handle), OrgId = request.App.OrgId, ServerId = request.Server.Id, CreatedAt = now,
            ExpiresAt = now + AuthorizeRequest.LongestWait,
            Parameters = JsonSerializer.Serialize(parameters.All.ToDictionary(), Ground.Web.Parameters.Unescaped),
        }, ct);
        return handle;
    }

    public static string StateHandle(string handle) => StatePrefix + handle;

    /// <summary>The interaction handle that a state handle was made of; null: it is none.</summary>
    public static string? HandleOf(string stateHandle) =>
        stateHandle.StartsWith(StatePrefix, StringComparison.Ordinal) ? stateHandle[StatePrefix.Length..] : null;

    /// <summary>Null when it is over, or another org's.</summary>
    public async Task<IdxTransaction?> Find(string orgId, string handle, CancellationToken ct) => handle.Length is 0 or > 100 ? null
        : await Read(orgId, Secrets.Hash(handle), ct);

    /// <summary>By what is kept of its handle.</summary>
    public Task<IdxTransaction?> Read(string orgId, string hash, CancellationToken ct) => db.One<IdxTransaction>(
        $"select {IdxTransaction.Columns} from idx_transactions where hash = @hash and org_id = @orgId and expires_at > @now",
        new { hash, orgId, now = clock.Now }, ct);

    /// <summary>
    /// On to the next step, in the commit of what led there. False when another call was quicker, or the account is not any more as it was read.
    /// </summary>
    public Task<bool> TryMove(Writing w, IdxTransaction to) => w.Changed("""
        update idx_transactions set user_id = @UserId, era = @Era, amr = @Amr, proven_at = @ProvenAt,
            factor_at = @FactorAt, remember = @Remember, new_password = @NewPassword, ends_soon = @EndsSoon, kind = @Kind,
            factor_id = @FactorId, challenge = @Challenge, intent = @Intent, identifier = @Identifier, sign_up = @SignUp, skipped = @Skipped,
            session_id = @SessionId, version = version + 1
        where hash = @Hash and version = @Version and expires_at > @now
        """ + (to.UserId is null ? "" : " and exists (select 1 from users where id = @UserId and era = @Era)"), new
    {
        to.Hash,
        to.Version,
        to.UserId,
        to.Era,
        to.Amr,
        to.ProvenAt,
        to.FactorAt,
        to.Remember,
        to.NewPassword,
        to.EndsSoon,
        to.Kind,
        to.FactorId,
        to.Challenge,
        to.Intent,
        to.Identifier,
        to.SignUp,
        to.Skipped,
        to.SessionId,
        now = clock.Now,
    });

    /// <summary>
    /// Nothing is due any more, in the commit that begins the session. For a moment the one answer that it has left can be asked for again: the network
    /// may have lost it.
    /// </summary>
    public async Task<bool> TryFinish(Writing w, IdxTransaction to) => await TryMove(w, to)
        && await w.Changed("update idx_transactions set expires_at = @end where hash = @Hash", new { to.Hash, end = clock.Now + Afterwards });

    private static readonly TimeSpan Afterwards = TimeSpan.FromMinutes(1);

    /// <summary>By itself, where nothing else is written.</summary>
    public Task<bool> TryMove(IdxTransaction to, CancellationToken ct) => db.Write(w => TryMove(w, to), ct);

    /// <summary>
    /// What any device of somebody may answer, where nobody is named yet. What was asked first stays: the same document is shown to who asks again.
    /// </summary>
    public async Task<IdxTransaction> Ask(IdxTransaction transaction, string challenge, CancellationToken ct) =>
        await db.Changed("update idx_transactions set challenge = @challenge where hash = @Hash and version = @Version and challenge is null",
            new { transaction.Hash, transaction.Version, challenge }, ct) ? transaction with { Challenge = challenge }
            : await db.One<IdxTransaction>($"select {IdxTransaction.Columns} from idx_transactions where hash = @Hash", new { transaction.Hash }, ct)
                is { } now && now.Version == transaction.Version ? now : transaction;

    /// <summary>Ends it, in the commit of the step that does. False when another call was quicker.</summary>
    public Task<bool> TryEnd(Writing w, IdxTransaction transaction) => w.Changed(
        "delete from idx_transactions where hash = @Hash and version = @Version and expires_at > @now",
        new { transaction.Hash, transaction.Version, now = clock.Now });

    /// <summary>It is over, whoever was quicker.</summary>
    public Task End(Writing w, IdxTransaction transaction) => w.Change("delete from idx_transactions where hash = @Hash", new { transaction.Hash });

    public Task<bool> TryEnd(IdxTransaction transaction, CancellationToken ct) => db.Write(w => TryEnd(w, transaction), ct);

    public Task<int> DeleteExpired(CancellationToken ct) => db.Change(
        "delete from idx_transactions where hash in (select hash from idx_transactions where expires_at < @now limit @batch)",
        new { now = clock.Now, batch = Cleanup.Batch }, ct);
}
