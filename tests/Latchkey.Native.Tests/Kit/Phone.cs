using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Latchkey.Native.Tests.Kit;

/// <summary>A phone's secret store as another framework may offer it. It outlives the app, and while the phone is locked it says "nothing" as a keychain does.</summary>
public sealed class PhoneSecrets : ICredentialStore
{
    private readonly ConcurrentDictionary<string, string> items = new();

    public bool IsLocked { get; set; }
    public Exception? Fails { get; set; }
    public int Count => items.Count;
    public IEnumerable<string> Keys => items.Keys;
    public string Description => "the secure storage of the phone";

    /// <summary>A restored backup: the files are here, their key is not.</summary>
    public void LosesEverything() => items.Clear();

    public void Damages(string part)
    {
        foreach (var key in items.Keys.Where(k => k.Contains(part, StringComparison.Ordinal))) items[key] = "not base64!";
    }

    public Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        if (Fails is { } e) return Task.FromException<byte[]?>(e);
        if (IsLocked || !items.TryGetValue(name, out var text)) return Task.FromResult<byte[]?>(null);
        return text.Contains('!', StringComparison.Ordinal) ? Task.FromException<byte[]?>(new CryptographicException("not what was stored")) : Task.FromResult<byte[]?>(Convert.FromBase64String(text));
    }

    public Task WriteAsync(string name, ReadOnlyMemory<byte> secret, CancellationToken cancellationToken)
    {
        if (Fails is { } e) return Task.FromException(e);
        if (IsLocked) return Task.FromException(new InvalidOperationException("Error adding record: InteractionNotAllowed"));
        items[name] = Convert.ToBase64String(secret.Span);
        return Task.CompletedTask;
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        if (Fails is { } e) return Task.FromException(e);
        items.TryRemove(name, out _);
        return Task.CompletedTask;
    }
}

/// <summary>A phone's browser tab: opened, and then whatever the test lets happen.</summary>
public sealed class PhoneTab
{
    private readonly TaskCompletionSource<(Uri Address, Uri Callback)> opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Uri?> ends = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<(Uri Address, Uri Callback)> Opened => opened.Task;

    /// <summary>Where the provider sends the browser after the person signed in.</summary>
    public async Task<Uri> PersonSignsIn() => await FakeBrowser.Follow((await Opened).Address);

    public void Returns(Uri callback) => ends.TrySetResult(callback);

    public void SaysClosed() => ends.TrySetCanceled();

    public Task<Uri?> Show(Uri address, Uri callback, CancellationToken ct)
    {
        opened.TrySetResult((address, callback));
        return ends.Task;
    }
}
