using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Latchkey.Native.Tests.Kit;

/// <summary>A device whose person unlocks, or does not. What it keeps outlives the app.</summary>
public sealed class Device : IUnlockVault, IProofKeyStore
{
    private TaskCompletionSource<UnlockAnswer>? window;

    public ConcurrentDictionary<string, byte[]> Keys { get; } = new();
    public ConcurrentDictionary<string, ECDsa> ProofKeys { get; } = new();
    public int Asked { get; private set; }
    public int WindowsClosed { get; private set; }
    public UnlockAnswer Says { get; set; } = UnlockAnswer.Opened;
    public UnlockAnswer Has { get; set; } = UnlockAnswer.Opened;
    public Exception? Fails { get; set; }

    /// <summary>Whether the window stays until <see cref="Answer"/>.</summary>
    public bool Waits { get; set; }

    public string Description => "the device";

    public void Answer(UnlockAnswer answer) => window!.SetResult(answer);

    public Task<UnlockAnswer> CheckAsync(CancellationToken cancellationToken) => Fails is { } e ? Task.FromException<UnlockAnswer>(e) : Task.FromResult(Has);

    public Task KeepAsync(string name, byte[] key, CancellationToken cancellationToken)
    {
        Keys[name] = [.. key];
        return Task.CompletedTask;
    }

    public async Task<UnlockedKey> OpenAsync(string name, CancellationToken cancellationToken) =>
        await AskAsync(cancellationToken) is var answer && answer is UnlockAnswer.Opened ? new(answer, Keys.GetValueOrDefault(name)) : new(answer);

    Task IUnlockVault.DeleteAsync(string name, CancellationToken cancellationToken)
    {
        Keys.TryRemove(name, out _);
        return Task.CompletedTask;
    }

    public Task<ECDsa> CreateAsync(string name, CancellationToken cancellationToken)
    {
        ProofKeys[name] = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Task.FromResult<ECDsa>(new LockedKey(this, ProofKeys[name]));
    }

    public Task<ECDsa?> FindAsync(string name, CancellationToken cancellationToken) => Task.FromResult<ECDsa?>(ProofKeys.TryGetValue(name, out var key) ? new LockedKey(this, key) : null);

    Task IProofKeyStore.DeleteAsync(string name, CancellationToken cancellationToken)
    {
        ProofKeys.TryRemove(name, out _);
        return Task.CompletedTask;
    }

    private async Task<UnlockAnswer> AskAsync(CancellationToken ct)
    {
        var waits = Waits && Fails is null;
        var opened = new TaskCompletionSource<UnlockAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (waits) window = opened;
        Asked++;                                                       // last: who sees that it was asked may answer at once
        if (Fails is { } failure) throw failure;
        if (!waits) return Says;
        ct.Register(() =>
        {
            WindowsClosed++;
            opened.TrySetCanceled(ct);
        });
        return await opened.Task;
    }

    /// <summary>Signs when it was opened, until it is shut.</summary>
    private sealed class LockedKey : ECDsa, IUnlockableKey
    {
        private readonly Device device;
        private readonly ECDsa key;

        public LockedKey(Device device, ECDsa key) => (this.device, this.key, KeySizeValue) = (device, key, 256);

        public bool IsOpen { get; private set; }

        public async Task<UnlockAnswer> UnlockAsync(CancellationToken cancellationToken)
        {
            if (IsOpen) return UnlockAnswer.Opened;
            var answer = await device.AskAsync(cancellationToken);
            IsOpen = answer is UnlockAnswer.Opened;
            return answer;
        }

        public void Lock() => IsOpen = false;
        public override byte[] SignHash(byte[] hash) => IsOpen ? key.SignHash(hash) : throw new CryptographicException("locked");
        public override bool VerifyHash(byte[] hash, byte[] signature) => key.VerifyHash(hash, signature);
        public override ECParameters ExportParameters(bool includePrivateParameters) => key.ExportParameters(false);
    }
}
