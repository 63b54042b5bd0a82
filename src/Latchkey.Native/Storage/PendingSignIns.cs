using Latchkey.Native.Proofs;

namespace Latchkey.Native.Storage;

/// <summary>The sign-ins that wait for the browser, found by their state. A few: a person may have closed some tabs.</summary>
internal sealed class PendingSignIns(ICredentialStore store, string folder, ProofKeys keys, string issuer, TimeProvider clock, TimeSpan lifetime)
{
    private const int Most = 8;
    private readonly StoredItem<List<PendingSignIn>> item = new(store, folder, "pending", StorageJson.Default.ListPendingSignIn);

    /// <summary>Adds one. Those given up for it, too old or too many, lose their keys.</summary>
    public async Task AddAsync(PendingSignIn pending, CancellationToken ct)
    {
        List<PendingSignIn> givenUp = [];
        try
        {
            await item.ChangeAsync(known =>
            {
                var kept = Live(known).TakeLast(Most - 1).ToList();
                givenUp = [.. (known ?? []).Where(p => p.Issuer == issuer).Except(kept)];
                return [.. kept, pending];
            }, ct).ConfigureAwait(false);
        }
        catch
        {
            await keys.ForgetAsync(pending.ProofKey, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
        foreach (var given in givenUp) await keys.ForgetAsync(given.ProofKey, ct).ConfigureAwait(false);
    }

    public async Task<PendingSignIn?> FindAsync(string? state, CancellationToken ct) =>
        state is null ? null : Live(await item.ReadAsync(ct).ConfigureAwait(false)).FirstOrDefault(p => p.State == state);

    public async Task<PendingSignIn?> NewestAsync(CancellationToken ct) =>
        Live(await item.ReadAsync(ct).ConfigureAwait(false)).LastOrDefault(p => p.RedirectUri.Length > 0);

    /// <summary>The newest in the app's own pages.</summary>
    public async Task<PendingSignIn?> NewestInPagesAsync(CancellationToken ct) =>
        Live(await item.ReadAsync(ct).ConfigureAwait(false)).LastOrDefault(p => p.StateHandle is not null);

    /// <summary>The same with more known of it; nothing when it was taken or given up meanwhile.</summary>
    public Task ChangeAsync(PendingSignIn changed, CancellationToken ct) =>
        item.ChangeAsync(known => known?.Select(p => p.State == changed.State ? changed : p).ToList(), ct);

    /// <summary>Takes the sign-in out: true for exactly one caller, whatever process it is in.</summary>
    public async Task<bool> TakeAsync(PendingSignIn pending, CancellationToken ct)
    {
        var won = false;
        await item.ChangeAsync(known =>
        {
            won = Live(known).Any(p => p.State == pending.State);
            var rest = Live(known).Where(p => p.State != pending.State).ToList();
            return rest.Count == 0 ? null : rest;
        }, ct).ConfigureAwait(false);
        return won;
    }

    private IEnumerable<PendingSignIn> Live(List<PendingSignIn>? known) => (known ?? []).Where(p => p.Issuer == issuer
        && (clock.GetUtcNow() - p.StartedAt).Duration() < (p.EndsAt is { } end ? end - p.StartedAt : lifetime));
}
