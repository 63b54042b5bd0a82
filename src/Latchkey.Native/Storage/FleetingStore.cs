using System.Collections.Concurrent;
using System.Text.Json;

namespace Latchkey.Native.Storage;

/// <summary>
/// Keeps ephemeral credentials in memory and everything else in the real store: their tokens never reach it, and the index that does
/// names none of them.
/// </summary>
internal sealed class FleetingStore(ICredentialStore lasting) : ICredentialStore
{
    /// <summary>How the id of an ephemeral credential begins; no id of another does, being hexadecimal.</summary>
    public const string Mark = "x";

    private const string Index = "index";
    private const string Prefix = "credential-" + Mark;
    private readonly ConcurrentDictionary<string, byte[]> secrets = new();
    private readonly Lock guard = new();
    private List<CredentialEntry> entries = [];
    private Dictionary<string, string> fleetingDefaults = [];

    public string Description => lasting.Description;

    public static bool IsFleeting(string id) => id.StartsWith(Mark, StringComparison.Ordinal);

    public async Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        if (name.StartsWith(Prefix, StringComparison.Ordinal)) return secrets.GetValueOrDefault(name);
        var stored = await lasting.ReadAsync(name, cancellationToken).ConfigureAwait(false);
        return name == Index ? WithFleeting(stored) : stored;
    }

    public async Task WriteAsync(string name, ReadOnlyMemory<byte> secret, CancellationToken cancellationToken)
    {
        if (name.StartsWith(Prefix, StringComparison.Ordinal)) secrets[name] = secret.ToArray();
        else if (name != Index || !HasFleeting(secret)) await lasting.WriteAsync(name, secret, cancellationToken).ConfigureAwait(false);
        else if (Split(secret, await lasting.ReadAsync(name, cancellationToken).ConfigureAwait(false)) is { } rest)
            await lasting.WriteAsync(name, rest, cancellationToken).ConfigureAwait(false);
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        if (!name.StartsWith(Prefix, StringComparison.Ordinal)) return lasting.DeleteAsync(name, cancellationToken);
        secrets.TryRemove(name, out _);
        return Task.CompletedTask;
    }

    private bool HasFleeting(ReadOnlyMemory<byte> index)
    {
        lock (guard)
            return entries.Count > 0 || JsonSerializer.Deserialize(index.Span, StorageJson.Default.CredentialIndex)!.Entries.Exists(e => IsFleeting(e.Id));
    }

    private byte[]? WithFleeting(byte[]? stored)
    {
        lock (guard)
        {
            if (entries.Count == 0) return stored;
            try
            {
                var index = stored is null ? new CredentialIndex() : JsonSerializer.Deserialize(stored, StorageJson.Default.CredentialIndex)!;
                index = index with { Entries = [.. index.Entries, .. entries] };
                foreach (var entry in entries.Where(e => fleetingDefaults.ContainsValue(e.Id))) index = index.WithDefault(entry);
                return Json(index);
            }
            catch (JsonException)
            {
                return stored;      // whoever reads it gives the damage its name
            }
        }
    }

    /// <summary>Takes the ephemeral ones out; null when nothing is left to write.</summary>
    private byte[]? Split(ReadOnlyMemory<byte> whole, byte[]? before)
    {
        var index = JsonSerializer.Deserialize(whole.Span, StorageJson.Default.CredentialIndex)!;
        lock (guard)
        {
            entries = [.. index.Entries.Where(e => IsFleeting(e.Id))];
            fleetingDefaults = (index.Defaults ?? []).Where(d => IsFleeting(d.Value)).ToDictionary();
            if (before is null && index.Entries.TrueForAll(e => IsFleeting(e.Id))) return null;
            // While an ephemeral one is the default of its provider, the store keeps the default it had.
            var old = before is null ? new() : JsonSerializer.Deserialize(before, StorageJson.Default.CredentialIndex)!;
            var rest = entries.Aggregate(index, (left, fleeting) => left.Without(fleeting.Id));
            foreach (var provider in fleetingDefaults.Keys)
                if (old.DefaultOf(provider) is { } kept && rest.Entries.Exists(e => e.Id == kept.Id)) rest = rest.WithDefault(kept);
            return Json(rest);
        }
    }

    private static byte[] Json(CredentialIndex index) => JsonSerializer.SerializeToUtf8Bytes(index, StorageJson.Default.CredentialIndex);
}
