using System.Collections.Concurrent;

namespace Latchkey.Native.Tests.Kit;

/// <summary>A store in memory that can be set back, or refuse to work.</summary>
public sealed class MemoryStore : ICredentialStore
{
    private ConcurrentDictionary<string, byte[]> secrets = new();

    public Exception? Fails { get; set; }
    public ConcurrentQueue<string> Reads { get; } = new();
    public string Description { get; init; } = "memory";

    public Dictionary<string, byte[]> Snapshot() => new(secrets);

    public void Restore(Dictionary<string, byte[]> snapshot) => secrets = new(snapshot);

    public Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        Reads.Enqueue(name);
        return Fails is { } e ? Task.FromException<byte[]?>(e) : Task.FromResult(secrets.GetValueOrDefault(name));
    }

    public Task WriteAsync(string name, ReadOnlyMemory<byte> secret, CancellationToken cancellationToken)
    {
        if (Fails is { } e) return Task.FromException(e);
        secrets[name] = secret.ToArray();
        return Task.CompletedTask;
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        if (Fails is { } e) return Task.FromException(e);
        secrets.TryRemove(name, out _);
        return Task.CompletedTask;
    }
}
