using System.Collections.Concurrent;
using Microsoft.Maui.Authentication;
using Microsoft.Maui.Storage;

namespace Latchkey.Native.Tests.Kit;

/// <summary>A phone's secret store. It outlives the app, and while the phone is locked it says "nothing" as the keychain does.</summary>
public sealed class PhoneSecrets : ISecureStorage
{
    private readonly ConcurrentDictionary<string, string> items = new();

    public bool IsLocked { get; set; }
    public Exception? Fails { get; set; }
    public int Count => items.Count;
    public IEnumerable<string> Keys => items.Keys;

    /// <summary>A restored backup on Android: the files are here, the key of the Keystore is not.</summary>
    public void LosesEverything() => items.Clear();

    public void Damages(string part)
    {
        foreach (var key in items.Keys.Where(k => k.Contains(part, StringComparison.Ordinal))) items[key] = "not base64!";
    }

    public Task<string?> GetAsync(string key) => Fails is { } e ? Task.FromException<string?>(e) : Task.FromResult(IsLocked ? null : items.GetValueOrDefault(key));

    public Task SetAsync(string key, string value)
    {
        if (Fails is { } e) return Task.FromException(e);
        if (IsLocked) return Task.FromException(new InvalidOperationException("Error adding record: InteractionNotAllowed"));
        items[key] = value;
        return Task.CompletedTask;
    }

    public bool Remove(string key) => Fails is { } e ? throw e : items.TryRemove(key, out _);

    public void RemoveAll() => items.Clear();
}

/// <summary>A phone's browser tab: opened, and then whatever the test lets happen.</summary>
public sealed class PhoneTab : IWebAuthenticator
{
    private readonly TaskCompletionSource<WebAuthenticatorOptions> opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<WebAuthenticatorResult> ends = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<WebAuthenticatorOptions> Opened => opened.Task;

    /// <summary>Where the provider sends the browser after the person signed in.</summary>
    public async Task<Uri> PersonSignsIn() => await FakeBrowser.Follow((await Opened).Url!);

    public void Returns(Uri callback) => ends.TrySetResult(new WebAuthenticatorResult(callback));

    public void SaysClosed() => ends.TrySetCanceled();

    public Task<WebAuthenticatorResult> AuthenticateAsync(WebAuthenticatorOptions webAuthenticatorOptions)
    {
        opened.TrySetResult(webAuthenticatorOptions);
        return ends.Task;
    }
}
