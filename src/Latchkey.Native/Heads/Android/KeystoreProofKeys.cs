#nullable enable
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using Android.Security.Keystore;
using Java.Security;
using Java.Security.Spec;

namespace Latchkey.Native;

/// <summary>The keys that tokens are bound to, made in the phone's security chip (StrongBox) or the protected part of its processor, which they never leave.</summary>
public sealed class KeystoreProofKeys : IProofKeyStore
{
    /// <inheritdoc/>
    public string Description => "the Keystore of this phone";

    /// <inheritdoc/>
    public Task<ECDsa> CreateAsync(string name, CancellationToken cancellationToken) => Task.Run<ECDsa>(() => Keystore.Use("written", store =>
    {
        var described = new KeyGenParameterSpec.Builder(Alias(name), KeyStorePurpose.Sign);
        described.SetAlgorithmParameterSpec(new ECGenParameterSpec("secp256r1"));
        described.SetDigests(KeyProperties.DigestNone, KeyProperties.DigestSha256);
        Keystore.Make(described, spec =>
        {
            var generator = KeyPairGenerator.GetInstance(KeyProperties.KeyAlgorithmEc, "AndroidKeyStore")!;
            generator.Initialize(spec);
            generator.GenerateKeyPair();
        });
        store.Load(null);
        return Key(store, name)!;
    }), cancellationToken);

    /// <inheritdoc/>
    public Task<ECDsa?> FindAsync(string name, CancellationToken cancellationToken) => Task.Run<ECDsa?>(() => Keystore.Use("read", store => Key(store, name)), cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(string name, CancellationToken cancellationToken) => Task.Run(() => Keystore.Use("written", store =>
    {
        store.DeleteEntry(Alias(name));
        return true;
    }), cancellationToken);

    private static SigningKey? Key(KeyStore store, string name) =>
        store.ContainsAlias(Alias(name)) && store.GetKey(Alias(name), null) is IPrivateKey key && store.GetCertificate(Alias(name))?.PublicKey?.GetEncoded() is { } half
            ? new SigningKey(key, Public(half)) : null;

    private static ECDsa Public(byte[] half)
    {
        var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(half, out _);
        return key;
    }

    private static string Alias(string name) => "latchkey.proof." + name;

    private sealed class SigningKey(IPrivateKey key, ECDsa half) : HardwareKey(half)
    {
        protected override byte[] Sign(byte[] hash) => Keystore.Use("read", _ =>
        {
            var signature = Signature.GetInstance("NONEwithECDSA")!;
            signature.InitSign(key);
            signature.Update(hash);
            return signature.Sign()!;
        });
    }
}
