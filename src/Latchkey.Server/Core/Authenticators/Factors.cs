using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Authenticators;

/// <summary>What people have enrolled: one of each kind, or several where its kind allows that.</summary>
public sealed class Factors : IDisposable
{
    private const string Kind = "factors";
    internal const string Purpose = "totp-secret";
    public static readonly SealedColumn Sealed = new(Purpose, "factors", "id", "sealed_secret");
    private const string Columns = "id, org_id, user_id, type, provider, name, place, status, sealed_secret, last_step, created_at, updated_at, activated_at";

    private readonly Database db;
    private readonly Seal seal;
    private readonly TimeProvider clock;
    private readonly Cached<string[]> active;

    public Factors(Database db, Seal seal, TimeProvider clock)
    {
        (this.db, this.seal, this.clock) = (db, seal, clock);
        active = new(db.Changes, [Kind], async (userId, ct) =>
            [.. await db.Many<string>("select distinct type from factors where user_id = @userId and status = 'ACTIVE'", new { userId }, ct)]);
    }

    public Task<IReadOnlyList<Factor>> Of(User user, CancellationToken ct) =>
        db.Many<Factor>($"select {Columns} from factors where user_id = @Id order by created_at, id", new { user.Id }, ct);

    /// <summary>Those of one kind that count.</summary>
    public async Task<IReadOnlyList<Factor>> Active(User user, string type, CancellationToken ct) =>
        [.. (await Of(user, ct)).Where(factor => factor.Active && factor.Type == type)];

    /// <summary>Which kinds the person has set up, from memory.</summary>
    public async Task<IReadOnlyList<string>> ActiveTypes(User user, CancellationToken ct) => await active.Get(user.Id, ct) ?? [];

    internal Factor New(AuthenticatorKind kind, User user, byte[]? secret, bool active, string? provider, string? name)
    {
        var id = Ids.New(kind.IdPrefix);
        var now = clock.Now;
        return new Factor
        {
            Id = id, OrgId = user.OrgId, UserId = user.Id, Type = kind.Type, Provider = provider ?? kind.Providers[0],
            Status = active ? Factor.Activated : Factor.Pending, Name = name, Place = kind.Several ? id : "",
            SealedSecret = secret is null ? null : seal.Close(Purpose, Base32.Encode(secret), id),
            CreatedAt = now, UpdatedAt = now, ActivatedAt = active ? now : null,
        };
    }

    public byte[] SecretOf(Factor factor) => Base32.Decode(seal.Open(Purpose, factor.SealedSecret!, factor.Id));

    /// <summary>In place of one that was begun and never finished. False when the person has an active one in its place.</summary>
    public Task<bool> TryEnroll(Writing writing, Factor factor) =>
        Told(writing, factor.UserId, writing.Changed(Insert + " where factors.status = 'PENDING_ACTIVATION'", factor));

    /// <summary>In place of whatever was there: the person has just proven everything they have.</summary>
    public Task Replace(Writing writing, Factor factor) => Told(writing, factor.UserId, writing.Changed(Insert, factor));

    private const string Insert = $"""
        insert into factors ({Columns})
        values (@Id, @OrgId, @UserId, @Type, @Provider, @Name, @Place, @Status, @SealedSecret, @LastStep, @CreatedAt, @UpdatedAt, @ActivatedAt)
        on conflict (user_id, type, place) do update set id = excluded.id, provider = excluded.provider, name = excluded.name,
            status = excluded.status, sealed_secret = excluded.sealed_secret, last_step = excluded.last_step, created_at = excluded.created_at,
            updated_at = excluded.updated_at, activated_at = excluded.activated_at
        """;

    /// <summary>False when it is active already, or gone.</summary>
    public Task<bool> TryActivate(Writing writing, Factor factor) => Told(writing, factor.UserId, writing.Changed(
        "update factors set status = 'ACTIVE', activated_at = @now, updated_at = @now where id = @Id and status = 'PENDING_ACTIVATION'",
        new { factor.Id, now = clock.Now }));

    /// <summary>Spends a code: it and every older one will not do again. Of any number of racing uses one wins. RFC 6238 §5.2.</summary>
    public Task<bool> TrySpend(Writing writing, Factor factor, long step) => writing.Changed(
        "update factors set last_step = @step where id = @Id and last_step < @step", new { factor.Id, step });

    /// <summary>What its owner calls it from now on. False when it is gone.</summary>
    public Task<bool> TryName(Writing writing, Factor factor, string name) => writing.Changed(
        "update factors set name = @name, updated_at = @now where id = @Id", new { factor.Id, name, now = clock.Now });

    public Task<bool> TryDelete(Writing writing, Factor factor) =>
        Told(writing, factor.UserId, writing.Changed("delete from factors where id = @Id", new { factor.Id }));

    public Task DeleteAll(Writing writing, User user) => Told(writing, user.Id, writing.Changed("delete from factors where user_id = @Id", new { user.Id }));

    public void Dispose() => active.Dispose();

    /// <summary>What is remembered of this person is asked for anew, on every replica.</summary>
    private static async Task<bool> Told(Writing writing, string userId, Task<bool> change)
    {
        if (!await change) return false;
        writing.Announce(Kind, userId);
        return true;
    }
}
