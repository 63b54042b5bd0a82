using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Authenticators;

/// <summary>What people have enrolled: one of each kind, or several where its kind allows that.</summary>
internal sealed class Factors : IDisposable
{
    private const string Kind = "factors";
    internal const string Purpose = "totp-secret";
    public static readonly SealedColumn Sealed = new(Purpose, "factors", "id", "sealed_secret");

    /// <summary>Of one kind that a person may have several of: begun in as many browsers or programs, and not finished yet.</summary>
    public const int MostBegun = 5;

    private const string Columns = """
        id, org_id, user_id, type, provider, name, place, status, sealed_secret, last_step, credential_id, credential, challenge, last_used_at, created_at,
        updated_at, activated_at
        """;

    private readonly Database db;
    private readonly Seal seal;
    private readonly TimeProvider clock;
    private readonly Cached<ActiveFactors> active;

    public Factors(Database db, Seal seal, TimeProvider clock)
    {
        (this.db, this.seal, this.clock) = (db, seal, clock);
        active = new(db.Changes, [Kind], async (userId, ct) =>
        {
            var rows = await db.Many<ActiveFactor>("select id, type from factors where user_id = @userId and status = 'ACTIVE'", new { userId }, ct);
            return new([.. rows.Select(factor => factor.Id)], [.. rows.Select(factor => factor.Type).Distinct()]);
        });
    }

    public Task<IReadOnlyList<Factor>> Of(User user, CancellationToken ct) =>
        db.Many<Factor>($"select {Columns} from factors where user_id = @Id order by created_at, id", new { user.Id }, ct);

    /// <summary>Those of one kind that count.</summary>
    public async Task<IReadOnlyList<Factor>> Active(User user, string type, CancellationToken ct) =>
        [.. (await Of(user, ct)).Where(factor => factor.Active && factor.Type == type)];

    /// <summary>Whether they have one that counts, as the commit leaves them.</summary>
    public async Task<bool> HasAny(Writing writing, User user) =>
        await writing.One<long>("select count(*) from factors where user_id = @Id and status = 'ACTIVE'", new { user.Id }) > 0;

    /// <summary>Which kinds the person has set up, from memory.</summary>
    public async Task<IReadOnlyList<string>> ActiveTypes(User user, CancellationToken ct) => (await active.Get(user.Id, ct))?.Types ?? [];

    /// <summary>Which the person has, from memory.</summary>
    public async Task<IReadOnlyList<string>> ActiveIds(User user, CancellationToken ct) => (await active.Get(user.Id, ct))?.Ids ?? [];

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

    /// <summary>By what the device knows it by.</summary>
    public Task<Factor?> FindByCredential(string orgId, string credentialId, CancellationToken ct) =>
        db.One<Factor>($"select {Columns} from factors where org_id = @orgId and credential_id = @credentialId", new { orgId, credentialId }, ct);

    /// <summary>
    /// In place of one that was begun and never finished; of those that have a place each, the newest wait. False when the person has an active one in its
    /// place, or the device's is somebody's already.
    /// </summary>
    public async Task<bool> TryEnroll(Writing writing, Factor factor)
    {
        if (factor.Place.Length > 0 && !factor.Active)
            await writing.Change("""
                delete from factors where user_id = @UserId and type = @Type and status = 'PENDING_ACTIVATION' and id not in (
                  select id from factors where user_id = @UserId and type = @Type and status = 'PENDING_ACTIVATION' order by created_at desc, id limit @kept)
                """, new { factor.UserId, factor.Type, kept = MostBegun - 1 });
        return await Told(writing, factor.UserId,
            writing.Changed(factor.Place.Length > 0 ? Insert + " on conflict do nothing" : Upsert + " where factors.status = 'PENDING_ACTIVATION'", factor));
    }

    /// <summary>
    /// In place of whatever was there: the person has just proven everything they have. False when the device's is somebody's already.
    /// </summary>
    public Task<bool> TryReplace(Writing writing, Factor factor) =>
        Told(writing, factor.UserId, writing.Changed(factor.Place.Length > 0 ? Insert + " on conflict do nothing" : Upsert, factor));

    private const string Insert = $"""
        insert into factors ({Columns})
        values (@Id, @OrgId, @UserId, @Type, @Provider, @Name, @Place, @Status, @SealedSecret, @LastStep, @CredentialId, @Credential, @Challenge, @LastUsedAt,
            @CreatedAt, @UpdatedAt, @ActivatedAt)
        """;

    private const string Upsert = Insert + """

        on conflict (user_id, type, place) do update set id = excluded.id, provider = excluded.provider, name = excluded.name,
            status = excluded.status, sealed_secret = excluded.sealed_secret, last_step = excluded.last_step, created_at = excluded.created_at,
            updated_at = excluded.updated_at, activated_at = excluded.activated_at
        """;

    /// <summary>False when it is active already, gone, or asked something else meanwhile, or when the device's is somebody's already.</summary>
    /// <param name="writing">The commit.</param>
    /// <param name="factor">As it was begun.</param>
    /// <param name="becomes">As it is from now on: with what its device said of it.</param>
    public Task<bool> TryActivate(Writing writing, Factor factor, Factor becomes) => Told(writing, factor.UserId, writing.Changed("""
        update factors set status = 'ACTIVE', activated_at = @now, updated_at = @now, challenge = null, name = @Name,
            last_step = case when last_step < @LastStep then @LastStep else last_step end, credential_id = @CredentialId, credential = @Credential
        where id = @Id and status = 'PENDING_ACTIVATION' and coalesce(challenge, '') = coalesce(@Challenge, '')
            and not exists (select 1 from factors other where other.org_id = @OrgId and other.credential_id = @CredentialId)
        """, new { factor.Id, factor.OrgId, factor.Challenge, becomes.Name, becomes.LastStep, becomes.CredentialId, becomes.Credential, now = clock.Now }));

    /// <summary>A program is told to have the device answer this; what it was told before is worthless.</summary>
    public async Task<Factor> Ask(Factor factor, DeviceChallenge challenge, CancellationToken ct)
    {
        var asked = factor with { Challenge = challenge.Stored };
        await db.Change("update factors set challenge = @Challenge where id = @Id", new { asked.Id, asked.Challenge }, ct);
        return asked;
    }

    /// <summary>Spends what a program's device was asked. Of any number of racing answers one wins.</summary>
    public Task<bool> TryAnswer(Writing writing, Factor factor) => writing.Changed(
        "update factors set challenge = null where id = @Id and challenge = @Challenge", new { factor.Id, factor.Challenge });

    /// <summary>
    /// A device has signed, and this is how often by its own count; one that does not count says 0 each time. False when it has come that far
    /// before, which means that there are two of it, or when it is gone. WebAuthn Level 3 §7.2, step 22.
    /// </summary>
    public Task<bool> TrySign(Writing writing, Factor factor, long count, string credential) => writing.Changed("""
        update factors set last_step = @count, last_used_at = @now, credential = @credential
        where id = @Id and status = 'ACTIVE' and (last_step < @count or (last_step = 0 and @count = 0))
        """, new { factor.Id, count, credential, now = clock.Now });

    /// <summary>Spends a code: it and every older one will not do again. Of any number of racing uses one wins. RFC 6238 §5.2.</summary>
    public Task<bool> TrySpend(Writing writing, Factor factor, long step) => writing.Changed(
        "update factors set last_step = @step, last_used_at = @now where id = @Id and last_step < @step", new { factor.Id, step, now = clock.Now });

    /// <summary>What its owner calls it from now on. False when it is gone.</summary>
    public Task<bool> TryName(Writing writing, Factor factor, string name) => writing.Changed(
        "update factors set name = @name, updated_at = @now where id = @Id and user_id = @UserId", new { factor.Id, factor.UserId, name, now = clock.Now });

    public Task<bool> TryDelete(Writing writing, Factor factor) =>
        Told(writing, factor.UserId, writing.Changed("delete from factors where id = @Id", new { factor.Id }));

    public Task DeleteAll(Writing writing, User user) => Told(writing, user.Id, writing.Changed("delete from factors where user_id = @Id", new { user.Id }));

    public void Dispose() => active.Dispose();

    private sealed record ActiveFactor(string Id, string Type);

    private sealed record ActiveFactors(IReadOnlyList<string> Ids, IReadOnlyList<string> Types);

    /// <summary>What is remembered of this person is asked for anew, on every replica.</summary>
    private static async Task<bool> Told(Writing writing, string userId, Task<bool> change)
    {
        if (!await change) return false;
        writing.Announce(Kind, userId);
        return true;
    }
}
