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
    public async Task<string> Begin(AuthorizeRequest request, Parameters parameters, CancellationToken ct)
    {
        var handle = Secrets.New();
        var now = clock.Now;
        await db.Change($"""
            insert into idx_transactions ({IdxTransaction.Columns})
            values (@Hash, @OrgId, @ServerId, @Parameters, @UserId, @Era, @Amr, @ProvenAt, @FactorAt, @Remember, @NewPassword, @Kind, @FactorId, @Challenge,
                @Version, @CreatedAt, @ExpiresAt)
            """, new IdxTransaction
        {
            Hash = Secrets.Hash(handle), OrgId = request.App.OrgId, ServerId = request.Server.Id, CreatedAt = now,
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
        : await db.One<IdxTransaction>(
            $"select {IdxTransaction.Columns} from idx_transactions where hash = @hash and org_id = @orgId and expires_at > @now",
            new { hash = Secrets.Hash(handle), orgId, now = clock.Now }, ct);

    /// <summary>On to the next step, in the commit of what led there. False when another call was quicker.</summary>
    public Task<bool> TryMove(Writing w, IdxTransaction to) => w.Changed("""
        update idx_transactions set user_id = @UserId, era = coalesce((select era from users where id = @UserId), 0), amr = @Amr, proven_at = @ProvenAt,
            factor_at = @FactorAt, remember = @Remember, new_password = @NewPassword, kind = @Kind, factor_id = @FactorId, challenge = @Challenge,
            version = version + 1
        where hash = @Hash and version = @Version and expires_at > @now
        """, new
    {
        to.Hash,
        to.Version,
        to.UserId,
        to.Amr,
        to.ProvenAt,
        to.FactorAt,
        to.Remember,
        to.NewPassword,
        to.Kind,
        to.FactorId,
        to.Challenge,
        now = clock.Now,
    });

    /// <summary>By itself, where nothing else is written.</summary>
    public Task<bool> TryMove(IdxTransaction to, CancellationToken ct) => db.Write(w => TryMove(w, to), ct);

    /// <summary>Ends it, in the commit of the step that does. False when another call was quicker.</summary>
    public Task<bool> TryEnd(Writing w, IdxTransaction transaction) => w.Changed(
        "delete from idx_transactions where hash = @Hash and version = @Version and expires_at > @now",
        new { transaction.Hash, transaction.Version, now = clock.Now });

    public Task<bool> TryEnd(IdxTransaction transaction, CancellationToken ct) => db.Write(w => TryEnd(w, transaction), ct);

    public Task<int> DeleteExpired(CancellationToken ct) => db.Change(
        "delete from idx_transactions where hash in (select hash from idx_transactions where expires_at < @now limit @batch)",
        new { now = clock.Now, batch = Cleanup.Batch }, ct);
}
