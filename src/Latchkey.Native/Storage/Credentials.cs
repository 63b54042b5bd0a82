using Latchkey.Native.Proofs;
using Latchkey.Native.Unlocking;

namespace Latchkey.Native.Storage;

/// <summary>Every credential of the app: an index readable without touching tokens, and one secret with tokens for each.</summary>
internal sealed class Credentials(ICredentialStore store, string folder, ProofKeys keys, Unlocks unlocks)
{
    public const int Layout = 3;
    private const int LayoutWithoutLocks = 2;
    private readonly StoredItem<CredentialIndex> index = new(store, folder, "index", StorageJson.Default.CredentialIndex);

    /// <summary>Credentials share sixteen locks: a lock file cannot be deleted safely, and they would pile up with every sign-in.</summary>
    public StoredItem<StoredCredential> Tokens(string id) =>
        new(store, folder, "credential-" + id, StorageJson.Default.StoredCredential, "credential-" + id[0]) { AsStored = Unlocks.Close };

    /// <summary>
    /// The tokens; null when there are none. Tokens that can never be read again are forgotten with their entry, so that the error comes once.
    /// </summary>
    public async Task<StoredCredential?> ReadAsync(string id, CancellationToken ct)
    {
        try
        {
            return await Tokens(id).ReadAsync(ct).ConfigureAwait(false);
        }
        catch (SignInException e) when (e.Kind == SignInErrorKind.StorageReset)
        {
            await RemoveAsync(id, ct).ConfigureAwait(false);
            throw;
        }
    }

    public async Task<CredentialIndex> IndexAsync(CancellationToken ct) => Checked(await index.ReadAsync(ct).ConfigureAwait(false)) ?? new();

    /// <summary>What a newer version of the app wrote is left as it is: the person updates the app, or goes back to the newer one.</summary>
    private static CredentialIndex? Checked(CredentialIndex? known) => known is not { Layout: > Layout } ? known
        : throw SignInException.Newer("The index of credentials");

    /// <summary>
    /// One change of the index. Its layout is the oldest that knows what is in it: an app that goes back a version signs out nobody without need.
    /// </summary>
    private Task<CredentialIndex?> ChangeAsync(Func<CredentialIndex?, CredentialIndex?> change, CancellationToken ct) =>
        index.ChangeAsync(
            known => change(Checked(known)) is { } changed
            ? changed with { Layout = changed.Entries.Exists(e => e.Lock is not null) ? Layout : LayoutWithoutLocks } : null, ct);

    /// <summary>Tokens first: an entry without tokens would be a damaged store, tokens without an entry are merely forgotten.</summary>
    public async Task AddAsync(CredentialEntry entry, StoredCredential tokens, bool makeDefault, CancellationToken ct)
    {
        await Tokens(entry.Id).WriteAsync(tokens, ct).ConfigureAwait(false);
        await ChangeAsync(known =>
        {
            var index = known ?? new();
            var becomesDefault = makeDefault || index.DefaultOf(entry.Issuer) is not { } chosen || chosen.Id == entry.Id;
            index = index with { Entries = [.. index.Entries.Where(e => e.Id != entry.Id), entry] };
            return becomesDefault ? index.WithDefault(entry) : index;
        }, ct).ConfigureAwait(false);
    }

    /// <summary>The credential of the same person with the same tags: signing in again continues it.</summary>
    public async Task<CredentialEntry?> FindAsync(string issuer, string subject, IReadOnlyDictionary<string, string> tags, bool ephemeral,
        CancellationToken ct) =>
        (await IndexAsync(ct).ConfigureAwait(false)).Entries.FirstOrDefault(e =>
            e.Issuer == issuer && FleetingStore.IsFleeting(e.Id) == ephemeral && new UserInfo(e.Claims).Subject == subject && e.Tags.Count == tags.Count
            && tags.All(t => e.Tags.GetValueOrDefault(t.Key) == t.Value));

    public async Task RemoveAsync(string id, CancellationToken ct)
    {
        CredentialEntry? removed = null;
        await ChangeAsync(known =>
        {
            removed = known?.Entries.FirstOrDefault(e => e.Id == id);
            return known?.Without(id);
        }, ct).ConfigureAwait(false);
        await Tokens(id).DeleteAsync(ct).ConfigureAwait(false);
        await keys.ForgetAsync(removed?.ProofKey, ct).ConfigureAwait(false);
        await unlocks.ForgetAsync(removed?.Lock, ct).ConfigureAwait(false);
    }

    public Task ReplaceAsync(CredentialEntry entry, CancellationToken ct) => ChangeAsync(entry.Id, _ => entry, ct);

    /// <summary>Changes what is known of one credential, as it stands now.</summary>
    public Task ChangeAsync(string id, Func<CredentialEntry, CredentialEntry> change, CancellationToken ct) =>
        ChangeAsync(known => known is null ? null : known with { Entries = [.. known.Entries.Select(e => e.Id == id ? change(e) : e)] }, ct);

    public Task SetDefaultAsync(string id, CancellationToken ct) =>
        ChangeAsync(known => known?.Entries.FirstOrDefault(e => e.Id == id) is { } entry ? known.WithDefault(entry) : known, ct);
}
