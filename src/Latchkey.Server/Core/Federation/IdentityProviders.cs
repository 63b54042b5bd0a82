using System.Text.Json;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Federation;

/// <summary>The identity providers of all orgs. Every page of a sign-in asks for them, so they are kept in memory, org by org.</summary>
internal sealed class IdentityProviders : IKnownProviders, IDisposable
{
    /// <summary>As many as an org may have: all of them are read at once.</summary>
    public const int Most = 50;

    private const string Kind = "identity-providers";
    private const string Purpose = "identity-provider";

    public static readonly SealedColumn Sealed = new(Purpose, "identity_providers", "id", "sealed_secret");

    private readonly Seal seal;
    private readonly Turns turns;
    private readonly TimeProvider clock;
    private readonly Cached<IReadOnlyList<IdentityProvider>> cached;

    public IdentityProviders(Database db, Seal seal, Turns turns, TimeProvider clock)
    {
        (this.seal, this.turns, this.clock) = (seal, turns, clock);
        const string all = $"select {IdentityProviderRow.Columns} from identity_providers where org_id = @orgId order by id";
        cached = new(db.Changes, [Kind], async (orgId, ct) =>
            [.. (await db.Many<IdentityProviderRow>(all, new { orgId }, ct)).Select(row => row.ToProvider())]);
    }

    public static string StatusOf(bool active) => active ? "ACTIVE" : "INACTIVE";

    public async ValueTask<IReadOnlyList<IdentityProvider>> All(string orgId, CancellationToken ct) => await cached.Get(orgId, ct) ?? [];

    public async ValueTask<IdentityProvider?> Find(string orgId, string id, CancellationToken ct) =>
        (await All(orgId, ct)).FirstOrDefault(provider => provider.Id == id);

    public async ValueTask<string?> TypeOf(string orgId, string id, CancellationToken ct) => (await Find(orgId, id, ct))?.Type;

    /// <summary>Those that people may be sent to, in the order of their names.</summary>
    public async ValueTask<IReadOnlyList<IdentityProvider>> Active(string orgId, CancellationToken ct) =>
        [.. (await All(orgId, ct)).Where(provider => provider.Active).OrderBy(provider => provider.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>What its client proves itself with; null: it has nothing.</summary>
    /// <exception cref="InvalidOperationException">It was sealed under another master key.</exception>
    public Secret? SecretOf(IdentityProvider provider) => provider.SealedSecret is { } closed ? new(seal.Open(Purpose, closed, provider.Id)) : null;

    /// <summary>Null when another provider of the org has the name, or the org has as many as it may have.</summary>
    public async Task<IdentityProvider?> Create(Writing writing, string orgId, IdentityProviderDraft draft)
    {
        await TakeTurn(writing, orgId);
        var id = Ids.New(Ids.App);
        return (await writing.ChangeReturning<IdentityProviderRow>($"""
            insert into identity_providers (id, org_id, name, name_key, type, status, upstream, rules, sealed_secret, created_at, updated_at)
            select @id, @orgId, @Name, @key, @Type, @status, @upstream, @rules, @secret, @now, @now
            where (select count(*) from identity_providers where org_id = @orgId) < @Most
            on conflict do nothing
            returning {IdentityProviderRow.Columns}
            """, Args(id, orgId, draft)))?.ToProvider();
    }

    /// <summary>As it is by now; until the commit nobody else changes it. Null when it is gone.</summary>
    public async Task<IdentityProvider?> Hold(Writing writing, IdentityProvider existing)
    {
        await TakeTurn(writing, existing.OrgId);
        return (await writing.One<IdentityProviderRow>($"select {IdentityProviderRow.Columns} from identity_providers where id = @Id",
            new { existing.Id }))?.ToProvider();
    }

    /// <summary>Null when another provider of the org has the name, or this one is gone. <see cref="Hold"/> it first.</summary>
    public async Task<IdentityProvider?> Change(Writing writing, IdentityProvider existing, IdentityProviderDraft draft) =>
        (await writing.ChangeReturning<IdentityProviderRow>($"""
            update identity_providers set name = @Name, name_key = @key, status = @status, upstream = @upstream, rules = @rules, updated_at = @now,
              sealed_secret = case when @keeps = 1 then sealed_secret else @secret end
            where id = @id
              and not exists (select 1 from identity_providers other where other.org_id = @orgId and other.name_key = @key and other.id <> @id)
            returning {IdentityProviderRow.Columns}
            """, Args(existing.Id, existing.OrgId, draft)))?.ToProvider();

    /// <summary>Null when it is gone.</summary>
    public async Task<IdentityProvider?> SetActive(Writing writing, IdentityProvider existing, bool active)
    {
        writing.Announce(Kind, existing.OrgId);
        return (await writing.ChangeReturning<IdentityProviderRow>(
            $"update identity_providers set status = @status, updated_at = @now where id = @Id returning {IdentityProviderRow.Columns}",
            new { existing.Id, status = StatusOf(active), now = clock.Now }))?.ToProvider();
    }

    /// <summary>With what people are there. False when it is gone.</summary>
    public async Task<bool> Delete(Writing writing, IdentityProvider existing)
    {
        await TakeTurn(writing, existing.OrgId);
        return await writing.Changed("delete from identity_providers where id = @Id", new { existing.Id });
    }

    public void Dispose() => cached.Dispose();

    private Task TakeTurn(Writing writing, string orgId)
    {
        writing.Announce(Kind, orgId);
        return turns.Take(writing, $"identity providers {orgId}");
    }

    private object Args(string id, string orgId, IdentityProviderDraft draft) => new
    {
        id,
        orgId,
        draft.Name,
        key = Identifiers.Canonical(draft.Name),
        draft.Type,
        status = StatusOf(draft.Active),
        upstream = JsonSerializer.Serialize(draft.Upstream),
        rules = JsonSerializer.Serialize(draft.Rules),
        secret = draft.Secret is { } secret ? seal.Close(Purpose, secret.Value, id) : null,
        keeps = draft.KeepsSecret ? 1 : 0,
        now = clock.Now,
        Most,
    };
}
