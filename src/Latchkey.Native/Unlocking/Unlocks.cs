using System.Security.Cryptography;
using System.Text.Json;
using Latchkey.Native.Presence;
using Latchkey.Native.Storage;

namespace Latchkey.Native.Unlocking;

/// <summary>
/// The keys that the person's unlock opened, for as long as the app is in front and some time after: whoever holds one reads and writes the
/// tokens of its session. Nothing else of those tokens stays in memory.
/// </summary>
internal sealed class Unlocks(IUnlockVault? vault, UnlockOptions? options, TimeProvider clock) : IDisposable
{
    private readonly Lock guard = new();
    private readonly Dictionary<string, (byte[] Key, Moment At)> open = [];
    private readonly Dictionary<string, Question> asked = [];
    private Moment? left;
    private ITimer? alarm;

    /// <summary>Keys were dropped; which.</summary>
    public event Action<IReadOnlyList<string>>? Dropped;

    public bool IsInBackground
    {
        get
        {
            lock (guard) return left is not null;
        }
    }

    /// <summary>Whether new sessions stand behind the unlock unless they are told otherwise.</summary>
    public bool AreWanted => options is not null;

    public bool IsOpen(string name) => Find(name) is not null;

    /// <summary>Before the browser opens: a person is not sent through a sign-in whose tokens could not be kept as asked.</summary>
    public async Task RequireAsync(CancellationToken ct)
    {
        if (options is null or { Reason.Length: 0 })
            throw SignInException.Misconfigured("LatchkeyOptions.Unlock.Reason is not set.",
                "Set it to what the person shall read, such as \"Unlock your orders\".");
        var answer = await UnlockFaults.Named(() => Vault.CheckAsync(ct), Vault).ConfigureAwait(false);
        if (answer is not UnlockAnswer.Opened) throw UnlockFaults.Of(answer is UnlockAnswer.Declined ? UnlockAnswer.NotSetUp : answer);
    }

    /// <summary>A new key, kept and open: the person has just signed in.</summary>
    public async Task<(string Name, byte[] Key)> KeepAsync(CancellationToken ct)
    {
        var (name, key) = (Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), RandomNumberGenerator.GetBytes(32));
        await UnlockFaults.Named(async () =>
        {
            await Vault.KeepAsync(name, key, ct).ConfigureAwait(false);
            return true;
        }, Vault).ConfigureAwait(false);
        lock (guard) open[name] = ([.. key], Moment.Now(clock));
        return (name, key);
    }

    /// <summary>The tokens in the clear. Asks the person when that must be and may be.</summary>
    public async Task<StoredCredential> OpenAsync(StoredCredential stored, bool mayAsk, CancellationToken ct)
    {
        if (stored.Locked is null) return stored;
        var key = Find(stored.Lock!);
        if (key is null)
        {
            if (!mayAsk || IsInBackground) throw UnlockFaults.Of(UnlockAnswer.NotNow);
            key = await AskAsync(stored.Lock!, ct).ConfigureAwait(false);
        }
        return Open(stored, key);
    }

    /// <summary>Opens what is locked with a key at hand.</summary>
    public static StoredCredential Open(StoredCredential stored, byte[] key)
    {
        if (stored.Locked is null) return stored;
        try
        {
            var tokens = JsonSerializer.Deserialize(Sealed.Open(stored.Lock!, stored.Locked, key), StorageJson.Default.LockedTokens)!;
            return stored with { AccessToken = tokens.AccessToken, RefreshToken = tokens.RefreshToken, Locked = null, Key = key };
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            throw SignInException.StorageReset("The tokens behind the device's unlock were changed by somebody else.", "The person signs in again.", e);
        }
    }

    /// <summary>As it is to be stored: tokens with a lock go under its key.</summary>
    public static StoredCredential Close(StoredCredential stored)
    {
        if (stored.Lock is not { } name || stored.Locked is not null) return stored;
        var key = stored.Key ?? throw new InvalidOperationException("Tokens with a lock are written with its key.");
        var tokens = JsonSerializer.SerializeToUtf8Bytes(new LockedTokens(stored.AccessToken, stored.RefreshToken), StorageJson.Default.LockedTokens);
        var locked = Sealed.Close(name, tokens, key);
        CryptographicOperations.ZeroMemory(tokens);
        return stored with { AccessToken = "", RefreshToken = null, Locked = locked };
    }

    /// <summary>Asks, or waits with whoever asked before; the window goes when nobody waits any more.</summary>
    private async Task<byte[]> AskAsync(string name, CancellationToken ct)
    {
        Question question;
        lock (guard)
        {
            if (!asked.TryGetValue(name, out question!)) asked[name] = question = new Question(this, name);
            question.Waiting++;
        }
        try
        {
            return await question.Answer.WaitAsync(ct).ConfigureAwait(false);
        }
        finally
        {
            var isLast = false;
            lock (guard)
                if (--question.Waiting == 0)
                {
                    isLast = true;
                    if (asked.GetValueOrDefault(name) == question) asked.Remove(name);
                }
            if (isLast) question.Dispose();
        }
    }

    private async Task<byte[]> AskVaultAsync(string name, CancellationToken ct)
    {
        var (answer, key) = await UnlockFaults.Named(() => Vault.OpenAsync(name, ct), Vault).ConfigureAwait(false);
        if (answer is not UnlockAnswer.Opened || key is null) throw UnlockFaults.Of(answer);
        lock (guard) open[name] = ([.. key], Moment.Now(clock));
        return key;
    }

    /// <summary>Forgets a key that no session names any more. A failure is left alone: the key by itself opens nothing.</summary>
    public async Task ForgetAsync(string? name, CancellationToken ct)
    {
        if (name is null) return;
        Drop(n => n == name);
        if (vault is null) return;
        try
        {
            await vault.DeleteAsync(name, ct).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Said above.
        }
    }

    /// <summary>Drops a key now.</summary>
    public void Lock(string name) => Drop(n => n == name);

    /// <summary>The app left the screen: the time begins.</summary>
    public void EnterBackground()
    {
        var after = options?.LockAfter ?? TimeSpan.Zero;
        lock (guard)
        {
            if (left is not null) return;
            left = Moment.Now(clock);
            // A phone that sleeps rings no alarm: whoever comes next looks at the time himself.
            if (after > TimeSpan.Zero) alarm = clock.CreateTimer(_ => DropWhatIsDue(), null, after, Timeout.InfiniteTimeSpan);
        }
        DropWhatIsDue();
    }

    /// <summary>The app is in front again.</summary>
    public void EnterForeground()
    {
        DropWhatIsDue();
        lock (guard)
        {
            left = null;
            alarm?.Dispose();
            alarm = null;
        }
    }

    private byte[]? Find(string name)
    {
        DropWhatIsDue();
        lock (guard) return open.TryGetValue(name, out var found) ? [.. found.Key] : null;
    }

    /// <summary>What the person opened after the app had left was opened by them in a window of the system's: it stays.</summary>
    private void DropWhatIsDue()
    {
        Moment since;
        lock (guard)
        {
            if (left is not { } then || then.Elapsed(clock) < (options?.LockAfter ?? TimeSpan.Zero)) return;
            since = then;
        }
        Drop(name => open[name].At.Ticks <= since.Ticks);
    }

    private void Drop(Func<string, bool> which)
    {
        List<string> dropped;
        lock (guard)
        {
            dropped = [.. open.Keys.Where(which)];
            foreach (var name in dropped)
            {
                CryptographicOperations.ZeroMemory(open[name].Key);
                open.Remove(name);
            }
        }
        if (dropped.Count > 0) Dropped?.Invoke(dropped);
    }

    private IUnlockVault Vault =>
        vault ?? throw SignInException.Misconfigured("This session's tokens stand behind the device's unlock, and LatchkeyOptions.Unlock is not set.",
        "Set LatchkeyOptions.Unlock as it was when the person signed in; on phones before UseAndroid or UseApple.");

    public void Dispose()
    {
        Drop(_ => true);
        alarm?.Dispose();
    }

    /// <summary>One window of the platform's, for however many callers.</summary>
    private sealed class Question : IDisposable
    {
        private readonly CancellationTokenSource nobodyWaits = new();

        public Question(Unlocks unlocks, string name) => Answer = Task.Run(() => unlocks.AskVaultAsync(name, nobodyWaits.Token));

        public Task<byte[]> Answer { get; }
        public int Waiting { get; set; }

        /// <summary>Nobody waits for it any more: the window goes.</summary>
        public void Dispose()
        {
            nobodyWaits.Cancel();
            _ = Answer.ContinueWith(t =>
            {
                _ = t.Exception;
                nobodyWaits.Dispose();
            }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }
}
