using Latchkey.Server.Core.Clients;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;
using Microsoft.IdentityModel.Tokens;

namespace Latchkey.Server.Core.Certification;

/// <summary>The key pairs that are held for apps. Those that sign are kept in memory.</summary>
internal sealed class KeyCredentials : IDisposable
{
    /// <summary>Of one app, with its requests: all of them are read at once.</summary>
    public const int Most = 50;

    private const string Kind = "key-credentials";
    private const string Purpose = "app-key";
    private const string Columns = "id, org_id, app_id, kid, public_jwk, request, certificate, valid_until, created_at, updated_at";

    public static readonly SealedColumn Sealed = new(Purpose, "key_credentials", "id", "sealed_private_key");

    private readonly Database db;
    private readonly Seal seal;
    private readonly Turns turns;
    private readonly TimeProvider clock;
    private readonly Cached<IReadOnlyList<SigningKey>> signers;

    public KeyCredentials(Database db, Seal seal, Turns turns, TimeProvider clock)
    {
        (this.db, this.seal, this.turns, this.clock) = (db, seal, turns, clock);
        signers = new(db.Changes, [Kind, Apps.Kind], Load);
    }

    public Task<IReadOnlyList<KeyCredential>> WithCertificate(string appId, CancellationToken ct) =>
        db.Many<KeyCredential>($"select {Columns} from key_credentials where app_id = @appId and certificate is not null order by created_at, kid",
            new { appId }, ct);

    public Task<IReadOnlyList<KeyCredential>> Requests(string appId, CancellationToken ct) =>
        db.Many<KeyCredential>($"select {Columns} from key_credentials where app_id = @appId and request is not null order by created_at, kid",
            new { appId }, ct);

    public Task<KeyCredential?> Find(string appId, string kid, CancellationToken ct) =>
        db.One<KeyCredential>($"select {Columns} from key_credentials where app_id = @appId and kid = @kid", new { appId, kid }, ct);

    /// <summary>Whether the app may sign with it.</summary>
    public static async Task<bool> Has(Writing writing, string appId, string kid) => await writing.One<long>(
        "select count(*) from key_credentials where app_id = @appId and kid = @kid and certificate is not null", new { appId, kid }) > 0;

    /// <summary>What signs for an app that chose one of its own; null: it did not.</summary>
    public async ValueTask<SigningKey?> Signer(App app, CancellationToken ct) => app.SigningKid is { } kid
        ? (await signers.Get(app.Id, ct))?.FirstOrDefault(key => key.Kid == kid) : null;

    /// <summary>One of an app of the org, whichever: for what it signed and comes back.</summary>
    public async Task<SigningKey?> Verifier(string orgId, string kid, CancellationToken ct)
    {
        var appId = await db.One<string>(
            "select app_id from key_credentials where org_id = @orgId and kid = @kid and certificate is not null order by app_id limit 1",
            new { orgId, kid }, ct);
        return appId is null ? null : (await signers.Get(appId, ct))?.FirstOrDefault(key => key.Kid == kid);
    }

    /// <summary>Null when the app has it already, or as many as it may have.</summary>
    public async Task<KeyCredential?> Insert(Writing writing, App app, KeyPair pair, string? request, string? certificate, DateTimeOffset? validUntil)
    {
        await turns.Take(writing, $"keys {app.Id}");
        var id = Ids.New(Ids.KeyCredential);
        writing.Announce(Kind, app.Id);
        return await writing.ChangeReturning<KeyCredential>($"""
            insert into key_credentials (id, org_id, app_id, kid, public_jwk, sealed_private_key, request, certificate, valid_until, created_at, updated_at)
            select @id, @OrgId, @appId, @Kid, @PublicJwk, @closed, @request, @certificate, @validUntil, @now, @now
            where (select count(*) from key_credentials where app_id = @appId) < @Most
            on conflict do nothing
            returning {Columns}
            """, new
        {
            id,
            app.OrgId,
            appId = app.Id,
            pair.Kid,
            pair.PublicJwk,
            closed = seal.Close(Purpose, pair.PrivateJwk, boundTo: id),
            request,
            certificate,
            validUntil,
            now = clock.Now,
            Most,
        });
    }

    /// <summary>For a copy: the pair as it is.</summary>
    public async Task<KeyPair> Open(Writing writing, KeyCredential key) => new(key.Kid, key.PublicJwk, seal.Open(Purpose,
        (await writing.One<string>("select sealed_private_key from key_credentials where id = @Id", new { key.Id }))!, boundTo: key.Id));

    /// <summary>Its request is answered. Null when it was already, or is gone.</summary>
    public Task<KeyCredential?> Certify(Writing writing, KeyCredential key, string certificate, DateTimeOffset validUntil)
    {
        writing.Announce(Kind, key.AppId);
        return writing.ChangeReturning<KeyCredential>($"""
            update key_credentials set certificate = @certificate, request = null, valid_until = @validUntil, updated_at = @now
            where id = @Id and request is not null returning {Columns}
            """, new { key.Id, certificate, validUntil, now = clock.Now });
    }

    /// <summary>False when its certificate has come, or it is gone.</summary>
    public static Task<bool> Withdraw(Writing writing, KeyCredential key) =>
        writing.Changed("delete from key_credentials where id = @Id and request is not null", new { key.Id });

    public void Dispose() => signers.Dispose();

    private async Task<IReadOnlyList<SigningKey>?> Load(string appId, CancellationToken ct) =>
        [.. (await db.Many<Row>("select id, org_id, kid, public_jwk, sealed_private_key, created_at from key_credentials where app_id = @appId and "
            + "certificate is not null", new { appId }, ct)).Select(row => SigningKey.Load(new SigningKeyRow
            {
                Kid = row.Kid, OrgId = row.OrgId, ServerId = "", Algorithm = SecurityAlgorithms.RsaSha256, Status = KeyStatus.Active, PublicJwk = row.PublicJwk,
                SealedPrivateKey = row.SealedPrivateKey, CreatedAt = row.CreatedAt,
            }, seal.Open(Purpose, row.SealedPrivateKey, boundTo: row.Id)))];

    private sealed record Row
    {
        public required string Id { get; init; }
        public required string OrgId { get; init; }
        public required string Kid { get; init; }
        public required string PublicJwk { get; init; }
        public required string SealedPrivateKey { get; init; }
        public required DateTimeOffset CreatedAt { get; init; }
    }
}
