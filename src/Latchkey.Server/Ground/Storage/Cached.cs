using System.Collections.Concurrent;

namespace Latchkey.Server.Ground.Storage;

/// <summary>
/// Read-mostly things in memory, by key, for as long as nobody announces that they changed.
/// An entry stands in the table before its load begins, so a change committed during the load removes it: whoever asks afterwards loads again,
/// and a stale answer reaches only those who asked before the change. One load at a time for a key.
/// What does not exist is not kept: keys come from strangers, who could push real entries out with invented ones.
/// </summary>
internal sealed class Cached<T> : IDisposable where T : class
{
    private const int ShortKey = 128;

    private readonly Func<string, CancellationToken, Task<T?>> load;
    private readonly int capacity;
    private readonly IDisposable subscription;
    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Entry>.AlternateLookup<ReadOnlySpan<char>> bySpan;
    private readonly ConcurrentQueue<Entry> ring = new();
    private int inRing;

    /// <param name="changes">Where changes are announced.</param>
    /// <param name="kinds">Announcements of these kinds remove the entry whose key they name.</param>
    /// <param name="load">Reads one from the database; null when there is none.</param>
    /// <param name="clearedBy">Announcements of these kinds remove every entry, for things whose key here is not the key announced.</param>
    /// <param name="capacity">At most this many are kept.</param>
    public Cached(Changes changes, IReadOnlyList<string> kinds, Func<string, CancellationToken, Task<T?>> load, IReadOnlyList<string>? clearedBy = null,
        int capacity = 10_000)
    {
        (this.load, this.capacity) = (load, capacity);
        bySpan = entries.GetAlternateLookup<ReadOnlySpan<char>>();
        subscription = changes.Subscribe((kind, key) =>
        {
            if (kind == Changes.Everything || clearedBy?.Contains(kind) == true) entries.Clear();
            else if (!kinds.Contains(kind)) return;
            else if (key == Changes.Everything) entries.Clear();
            else entries.TryRemove(key, out _);
        });
    }

    public ValueTask<T?> Get(string key, CancellationToken ct) => Kept(key) is { } value ? new(value) : new(Load(key, ct));

    /// <summary>By a key of two parts, for which no string is made where the thing is here.</summary>
    public ValueTask<T?> Get(string first, char between, string second, CancellationToken ct)
    {
        Span<char> key = stackalloc char[ShortKey];
        var length = first.Length + 1 + second.Length;
        if (length <= ShortKey)
        {
            first.CopyTo(key);
            key[first.Length] = between;
            second.CopyTo(key[(first.Length + 1)..]);
            if (Kept(key[..length]) is { } value) return new(value);
        }
        return new(Load($"{first}{between}{second}", ct));
    }

    private T? Kept(ReadOnlySpan<char> key)
    {
        if (!bySpan.TryGetValue(key, out var entry) || entry.Value is not { } value) return null;
        if (!entry.Used) entry.Used = true;      // read first: writing the same again would pass the line between cores
        return value;
    }

    public void Dispose() => subscription.Dispose();

    private async Task<T?> Load(string key, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var mine = new Entry(key);
        var entry = entries.GetOrAdd(key, mine);
        if (entry == mine) _ = Fill(entry);
        return await entry.Loaded.WaitAsync(ct);
    }

    /// <summary>Nobody's cancellation ends a load that others wait for.</summary>
    private async Task Fill(Entry entry)
    {
        try
        {
            var value = await load(entry.Key, CancellationToken.None);
            if (value is null) Remove(entry);
            else Keep(entry, value);
            entry.Finish(value);
        }
        catch (Exception exception)
        {
            Remove(entry);
            entry.Fail(exception);
        }
    }

    private void Keep(Entry entry, T value)
    {
        entry.Value = value;
        ring.Enqueue(entry);
        Interlocked.Increment(ref inRing);
        // A second chance for what was used since it last came by; what was removed meanwhile just falls out.
        while (Volatile.Read(ref inRing) > capacity && ring.TryDequeue(out var oldest))
        {
            if (oldest.Used && entries.TryGetValue(oldest.Key, out var current) && current == oldest)
            {
                oldest.Used = false;
                ring.Enqueue(oldest);
                continue;
            }
            Interlocked.Decrement(ref inRing);
            Remove(oldest);
        }
    }

    private void Remove(Entry entry) => entries.TryRemove(KeyValuePair.Create(entry.Key, entry));

    private sealed class Entry(string key)
    {
        private readonly TaskCompletionSource<T?> loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile T? value;

        public string Key => key;
        public Task<T?> Loaded => loaded.Task;
        public bool Used { get; set; }
        public T? Value { get => value; set => this.value = value; }

        public void Finish(T? result) => loaded.SetResult(result);

        public void Fail(Exception exception)
        {
            loaded.SetException(exception);
            _ = loaded.Task.Exception;      // seen, even when everyone who waited has gone
        }
    }
}
