#nullable enable
using System;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using Foundation;
using Security;

namespace Latchkey.Native;

/// <summary>The keys that tokens are bound to, made in the Secure Enclave, which they never leave.</summary>
/// <param name="service">Keeps them apart from those of other clients: the same for each start of the app.</param>
public sealed class EnclaveProofKeys(string service) : IProofKeyStore
{
    private const int PointSize = 65;       // 04, x, y: ANSI X9.63

    /// <inheritdoc/>
    public string Description => "the Secure Enclave of this device";

    /// <inheritdoc/>
    public Task<ECDsa> CreateAsync(string name, CancellationToken cancellationToken) => Task.Run<ECDsa>(() =>
    {
        using var access = new SecAccessControl(SecAccessible.AfterFirstUnlockThisDeviceOnly, SecAccessControlCreateFlags.PrivateKeyUsage);
        using var tag = Tag(name);
        var described = new SecKeyGenerationParameters
        {
            KeyType = SecKeyType.ECSecPrimeRandom,
            KeySizeInBits = 256,
            TokenID = SecTokenID.SecureEnclave,
            PrivateKeyAttrs = new SecKeyParameters { IsPermanent = true, ApplicationTag = tag, Label = service, AccessControl = access },
        };
        return SecKey.CreateRandomKey(described, out var error) is { } key ? new SigningKey(key, Public(key))
            : throw Fault("does not make a key", error);
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<ECDsa?> FindAsync(string name, CancellationToken cancellationToken) => Task.Run<ECDsa?>(() =>
    {
        using var query = Query(name);
        var found = SecKeyChain.QueryAsConcreteType(query, out var status);
        if (status == SecStatusCode.ItemNotFound) return null;
        Keychain.Check(status, "read");
        return found is SecKey key ? new SigningKey(key, Public(key)) : null;
    }, cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(string name, CancellationToken cancellationToken) => Task.Run(() =>
    {
        using var query = Query(name);
        if (SecKeyChain.Remove(query) is not (SecStatusCode.Success or SecStatusCode.ItemNotFound) and var status) Keychain.Check(status, "changed");
    }, cancellationToken);

    private SecRecord Query(string name) => new(SecKind.Key) { ApplicationTag = Tag(name), Label = service };

    private NSData Tag(string name) => NSData.FromArray(System.Text.Encoding.UTF8.GetBytes($"{service}.{name}"));

    private static ECDsa Public(SecKey key)
    {
        var point = key.GetPublicKey()?.GetExternalRepresentation(out _)?.ToArray();
        if (point is not { Length: PointSize }) throw Fault("does not give the public half of a key", null);
        return ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33], Y = point[33..] } });
    }

    private static SignInException Fault(string what, NSError? error) => new(SignInErrorKind.StorageUnavailable, $"The Secure Enclave {what}: {error?.LocalizedDescription ?? "no reason given"}")
    {
        IsTransient = true, Hint = "Unlock the device and try again; the person stays signed in.",
    };

    private sealed class SigningKey(SecKey key, ECDsa half) : HardwareKey(half)
    {
        protected override byte[] Sign(byte[] hash)
        {
            using var data = NSData.FromArray(hash);
            return key.CreateSignature(SecKeyAlgorithm.EcdsaSignatureDigestX962Sha256, data, out var error)?.ToArray() ?? throw Fault("does not sign", error);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) key.Dispose();
            base.Dispose(disposing);
        }
    }
}
