#nullable enable
using System;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using Foundation;
using LocalAuthentication;
using Security;

namespace Latchkey.Native;

/// <summary>The keys that tokens are bound to, made in the Secure Enclave, which they never leave.</summary>
public sealed class EnclaveProofKeys : IProofKeyStore
{
    private const int PointSize = 65;       // 04, x, y: ANSI X9.63
    private readonly string service;
    private readonly AppleUnlocking? person;

    /// <summary>Keys that sign whenever the app asks.</summary>
    /// <param name="service">Keeps them apart from those of other clients: the same for each start of the app.</param>
    public EnclaveProofKeys(string service) => this.service = service;

    /// <summary>
    /// With <see cref="UnlockOptions.ProofKeyFor"/>, keys that the Secure Enclave lets sign after Face ID or Touch ID only. Keys that were made without
    /// sign as before.
    /// </summary>
    /// <param name="service">Keeps them apart from those of other clients: the same for each start of the app.</param>
    /// <param name="unlock">How the person is asked.</param>
    public EnclaveProofKeys(string service, UnlockOptions unlock) : this(service, new AppleUnlocking(unlock, TimeProvider.System))
    {
    }

    internal EnclaveProofKeys(string service, AppleUnlocking person) => (this.service, this.person) = (service, person);

    /// <summary>
    /// Beside each key that the person opens there is an item that they open with it: of the two only the item is known to say that it is gone for
    /// ever. And one with the public half, so that such a key is found, by its name, without asking anybody.
    /// </summary>
    private string Watches => service + ".watch";

    private string Halves => service + ".half";

    /// <inheritdoc/>
    public string Description => "the Secure Enclave of this device";

    /// <inheritdoc/>
    public Task<ECDsa> CreateAsync(string name, CancellationToken cancellationToken) => Task.Run<ECDsa>(() =>
    {
        var isLocked = person?.ProofKeyFor is not null;
        using var access = isLocked
            ? new SecAccessControl(SecAccessible.WhenPasscodeSetThisDeviceOnly,
                SecAccessControlCreateFlags.PrivateKeyUsage | SecAccessControlCreateFlags.BiometryCurrentSet)
            : new SecAccessControl(SecAccessible.AfterFirstUnlockThisDeviceOnly, SecAccessControlCreateFlags.PrivateKeyUsage);
        using var tag = Tag(name, isLocked);
        var described = new SecKeyGenerationParameters
        {
            KeyType = SecKeyType.ECSecPrimeRandom,
            KeySizeInBits = 256,
            TokenID = SecTokenID.SecureEnclave,
            PrivateKeyAttrs = new SecKeyParameters { IsPermanent = true, ApplicationTag = tag, Label = service, AccessControl = access },
        };
        if (isLocked) AppleUnlocking.Keep(Watches, name, [1], SecAccessControlCreateFlags.BiometryCurrentSet);
        var key = SecKey.CreateRandomKey(described, out var error) ?? throw Fault("does not make a key", error);
        var half = Point(key);
        if (!isLocked) return new SigningKey(key, Public(half));
        key.Dispose();
        using var data = NSData.FromArray(half);
        using var item = new SecRecord(SecKind.GenericPassword)
        {
            Service = Halves, Account = name, ValueData = data, Accessible = SecAccessible.AfterFirstUnlockThisDeviceOnly,
        };
        Keychain.Check(SecKeyChain.Add(item), "written");
        return new LockedKey(this, name, Public(half));
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<ECDsa?> FindAsync(string name, CancellationToken cancellationToken) => Task.Run<ECDsa?>(() =>
    {
        if (Find(name, false, null) is { } key) return new SigningKey(key, Public(Point(key)));
        using var query = new SecRecord(SecKind.GenericPassword) { Service = Halves, Account = name };
        using var half = SecKeyChain.QueryAsData(query, false, out var status);
        if (status == SecStatusCode.ItemNotFound) return null;
        Keychain.Check(status, "read");
        return new LockedKey(this, name, Public(half!.ToArray()));
    }, cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(string name, CancellationToken cancellationToken) => Task.Run(() =>
    {
        foreach (var isLocked in (bool[])[false, true])
        {
            using var query = Query(name, isLocked);
            if (SecKeyChain.Remove(query) is not (SecStatusCode.Success or SecStatusCode.ItemNotFound) and var status) throw Keychain.Fault(status, "changed");
        }
        AppleUnlocking.Delete(Watches, name);
        AppleUnlocking.Delete(Halves, name);
    }, cancellationToken);

    private SecKey? Find(string name, bool isLocked, LAContext? context)
    {
        using var query = Query(name, isLocked);
        if (context is not null) query.AuthenticationContext = context;
        var found = SecKeyChain.QueryAsConcreteType(query, out var status);
        if (status == SecStatusCode.ItemNotFound) return null;
        Keychain.Check(status, "read");
        return found as SecKey;
    }

    private SecRecord Query(string name, bool isLocked) => new(SecKind.Key) { ApplicationTag = Tag(name, isLocked), Label = service };

    private NSData Tag(string name, bool isLocked) => NSData.FromArray(System.Text.Encoding.UTF8.GetBytes($"{service}.{(isLocked ? "locked." : "")}{name}"));

    private static byte[] Point(SecKey key) =>
        key.GetPublicKey()?.GetExternalRepresentation(out _)?.ToArray() is { Length: PointSize } point ? point : throw Fault("does not give the public "
            + "half of a key", null);

    private static ECDsa Public(byte[] point) =>
        ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33], Y = point[33..] } });

    private static SignInException Fault(string what, NSError? error) => new(SignInErrorKind.StorageUnavailable, $"The Secure Enclave {what}: "
        + $"{error?.LocalizedDescription ?? "no reason given"}")
    {
        IsTransient = true, Hint = "Unlock the device and try again; the person stays signed in.",
    };

    private static byte[] Sign(SecKey key, byte[] hash)
    {
        using var data = NSData.FromArray(hash);
        using var signature = key.CreateSignature(SecKeyAlgorithm.EcdsaSignatureDigestX962Sha256, data, out var error);
        return signature?.ToArray() ?? throw Fault("does not sign", error);
    }

    private sealed class SigningKey(SecKey key, ECDsa half) : HardwareKey(half)
    {
        protected override byte[] Sign(byte[] hash) => EnclaveProofKeys.Sign(key, hash);

        protected override void Dispose(bool disposing)
        {
            if (disposing) key.Dispose();
            base.Dispose(disposing);
        }
    }

    /// <summary>A key that the person opens, for the time that the app asks for.</summary>
    private sealed class LockedKey(EnclaveProofKeys keys, string name, ECDsa half) : HardwareKey(half), IUnlockableKey
    {
        private SecKey? opened;

        public bool IsOpen => keys.person?.ProofKeyFor is { } within && keys.person.Opened(within) is not null;

        public async Task<UnlockAnswer> UnlockAsync(CancellationToken cancellationToken)
        {
            var (person, within) = keys.person is { ProofKeyFor: { } time } asks ? (asks, time) : throw NotSaid();
            var context = person.Opened(within);
            if (context is null || opened is null)
            {
                var (answer, _) = await person.OpenAsync(keys.Watches, name, context, cancellationToken).ConfigureAwait(false);
                if (answer is not UnlockAnswer.Opened) return answer;
                opened?.Dispose();
                opened = await Task.Run(() => keys.Find(name, true, person.Latest), cancellationToken).ConfigureAwait(false);
            }
            return opened is null ? UnlockAnswer.Changed : UnlockAnswer.Opened;
        }

        private static SignInException NotSaid() => new(SignInErrorKind.Misconfigured, "The key that tokens are bound to is opened by the person, and "
            + "LatchkeyOptions.Unlock does not say how.")
        {
            Hint = "Set LatchkeyOptions.Unlock with ProofKeyFor before UseApple, as it was when the person signed in.",
        };

        public void Lock()
        {
            keys.person?.Close();
            opened = null;
        }

        protected override byte[] Sign(byte[] hash)
        {
            var key = opened ?? throw new SignInException(SignInErrorKind.Locked, "The key that tokens are bound to is locked.")
            {
                Unlock = UnlockAnswer.NotNow, Hint = "Try again.",
            };
            var signature = EnclaveProofKeys.Sign(key, hash);
            if (keys.person?.ProofKeyFor == TimeSpan.Zero) Lock();
            return signature;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) opened?.Dispose();
            base.Dispose(disposing);
        }
    }
}
