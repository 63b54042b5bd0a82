// See Java.cs. The Keystore's keys belong to the phone and outlive the process; they can be made to fail and to be gone.
using System.Security.Cryptography;
using System.Runtime.Versioning;
using Latchkey.Stubs.Android;

namespace Java.Security
{
    public class GeneralSecurityException(string? msg = null) : Java.Lang.Exception(msg);
    public class KeyException(string? msg = null) : GeneralSecurityException(msg);
    public class InvalidKeyException(string? msg = null) : KeyException(msg);
    public class KeyStoreException(string? msg = null) : GeneralSecurityException(msg);
    public class ProviderException(string? s = null) : Java.Lang.RuntimeException(s);

    public interface IKey : IDisposable
    {
        string? Algorithm { get; }
        byte[]? GetEncoded();
    }

    public interface IPrivateKey : IKey;

    public interface IPublicKey : IKey;

    public class KeyStore : Java.Lang.Object
    {
        public interface ILoadStoreParameter : Android.Runtime.IJavaObject;

        public static KeyStore? GetInstance(string? type) => new();
        public void Load(ILoadStoreParameter? param) => AndroidKeystore.Here();
        public bool ContainsAlias(string? alias) => AndroidKeystore.Here().Keys.ContainsKey(alias!);
        public IKey? GetKey(string? alias, char[]? password) => AndroidKeystore.Here().Keys.GetValueOrDefault(alias!);
        public Cert.Certificate? GetCertificate(string? alias) => AndroidKeystore.Here().Keys.TryGetValue(alias!, out var key) ? new Certificate(key) : null;
        public void DeleteEntry(string? alias) => AndroidKeystore.Here().Keys.Remove(alias!, out _);

        private sealed class Certificate(KeystoreKey key) : Cert.Certificate
        {
            public override IPublicKey? PublicKey => new Half(key.Pair!.ExportSubjectPublicKeyInfo());
        }

        private sealed class Half(byte[] encoded) : IPublicKey
        {
            public string? Algorithm => "EC";
            public byte[]? GetEncoded() => encoded;
            public void Dispose() { }
        }
    }

    public sealed class KeyPair : Java.Lang.Object;

    public class KeyPairGenerator : Java.Lang.Object
    {
        private Android.Security.Keystore.KeyGenParameterSpec? spec;
        public static KeyPairGenerator? GetInstance(string? algorithm, string? provider) => new();
        public virtual void Initialize(Spec.IAlgorithmParameterSpec? @params) => spec = (Android.Security.Keystore.KeyGenParameterSpec)@params!;
        public KeyPair? GenerateKeyPair()
        {
            AndroidKeystore.Here().Make(spec!, ECDsa.Create(ECCurve.NamedCurves.nistP256));
            return new KeyPair();
        }
    }

    public class Signature : Java.Lang.Object
    {
        private KeystoreKey? key;
        private byte[] data = [];
        public static Signature? GetInstance(string? algorithm) => algorithm == "NONEwithECDSA" ? new() : throw new GeneralSecurityException(algorithm);
        public void InitSign(IPrivateKey? privateKey) => key = AndroidKeystore.Here().Usable((KeystoreKey)privateKey!);
        public void Update(byte[]? data) => this.data = data!;
        public byte[]? Sign() => key!.Pair!.SignHash(data, DSASignatureFormat.Rfc3279DerSequence);
    }
}

namespace Java.Security.Cert
{
    public abstract class Certificate : Java.Lang.Object
    {
        public abstract IPublicKey? PublicKey { get; }
    }
}

namespace Java.Security.Spec
{
    public interface IAlgorithmParameterSpec;

    public class ECGenParameterSpec(string? stdName) : IAlgorithmParameterSpec
    {
        public string? Name => stdName;
    }
}

namespace Javax.Crypto
{
    using Java.Security;
    using Java.Security.Spec;

    public enum CipherMode { EncryptMode = 1, DecryptMode = 2 }

    public class AEADBadTagException(string? msg = null) : GeneralSecurityException(msg);

    public interface ISecretKey : IKey;

    public class KeyGenerator : Java.Lang.Object
    {
        private Android.Security.Keystore.KeyGenParameterSpec? spec;
        public static KeyGenerator? GetInstance(string? algorithm, string? provider) => new();
        public void Init(IAlgorithmParameterSpec? @params) => spec = (Android.Security.Keystore.KeyGenParameterSpec)@params!;
        public ISecretKey? GenerateKey()
        {
            AndroidKeystore.Here().Make(spec!, null);
            return null;
        }
    }

    public class Cipher : Java.Lang.Object
    {
        private CipherMode mode;
        private KeystoreKey? key;
        private byte[] nonce = [];
        public static Cipher? GetInstance(string? transformation) => new();
        public byte[]? GetIV() => nonce;
        public void Init(CipherMode opmode, IKey? key) => (mode, this.key, nonce) = (opmode, AndroidKeystore.Here().Usable((KeystoreKey)key!), RandomNumberGenerator.GetBytes(12));
        public void Init(CipherMode opmode, IKey? key, IAlgorithmParameterSpec? @params) => (mode, this.key, nonce) = (opmode, AndroidKeystore.Here().Usable((KeystoreKey)key!), ((Spec.GCMParameterSpec)@params!).GetIV()!);
        public byte[]? DoFinal(byte[]? input)
        {
            using var aes = new AesGcm(key!.Secret!, 16);
            if (mode == CipherMode.EncryptMode)
            {
                var sealedText = new byte[input!.Length + 16];
                aes.Encrypt(nonce, input, sealedText.AsSpan(0, input.Length), sealedText.AsSpan(input.Length));
                return sealedText;
            }
            try
            {
                var text = new byte[input!.Length - 16];
                aes.Decrypt(nonce, input.AsSpan(0, text.Length), input.AsSpan(text.Length), text);
                return text;
            }
            catch (CryptographicException e)
            {
                throw new AEADBadTagException(e.Message);
            }
        }
    }
}

namespace Javax.Crypto.Spec
{
    public class GCMParameterSpec(int tLen, byte[]? src) : Java.Security.Spec.IAlgorithmParameterSpec
    {
        public virtual byte[]? GetIV() => src;
    }
}

namespace Android.Security.Keystore
{
    using Java.Security.Spec;

    [Flags]
    public enum KeyStorePurpose { Encrypt = 1, Decrypt = 2, Sign = 4, Verify = 8 }

    public abstract class KeyProperties : Java.Lang.Object
    {
        public const string BlockModeGcm = "GCM";
        public const string DigestNone = "NONE";
        public const string DigestSha256 = "SHA-256";
        public const string EncryptionPaddingNone = "NoPadding";
        public const string KeyAlgorithmAes = "AES";
        public const string KeyAlgorithmEc = "EC";
    }

    public class KeyPermanentlyInvalidatedException(string? message = null) : Java.Security.InvalidKeyException(message);

    [SupportedOSPlatform("android28.0")]
    public class StrongBoxUnavailableException(string? message = null) : Java.Security.ProviderException(message);

    public sealed class KeyGenParameterSpec : IAlgorithmParameterSpec
    {
        internal string Alias { get; init; } = "";
        internal bool IsStrongBox { get; init; }

        public sealed class Builder(string keystoreAlias, KeyStorePurpose purposes) : Java.Lang.Object
        {
            private bool isStrongBox;
            public Builder SetAlgorithmParameterSpec(IAlgorithmParameterSpec spec) => this;
            public Builder SetBlockModes(params string[]? blockModes) => this;
            public Builder SetDigests(params string[]? digests) => this;
            public Builder SetEncryptionPaddings(params string[]? paddings) => this;
            public Builder SetKeySize(int keySize) => this;
            [SupportedOSPlatform("android28.0")]
            public Builder SetIsStrongBoxBacked(bool isStrongBoxBacked) { isStrongBox = isStrongBoxBacked; return this; }
            public KeyGenParameterSpec Build() => new() { Alias = keystoreAlias, IsStrongBox = isStrongBox };
        }
    }
}

namespace Latchkey.Stubs.Android
{
    using System.Collections.Concurrent;
    using global::Android.Security.Keystore;

    /// <summary>A key of the Keystore: its bytes never come out.</summary>
    public sealed class KeystoreKey : Javax.Crypto.ISecretKey, Java.Security.IPrivateKey
    {
        internal byte[]? Secret { get; init; }
        internal ECDsa? Pair { get; init; }
        public bool IsStrongBox { get; init; }
        public bool IsInvalidated { get; set; }
        public string? Algorithm => Pair is null ? "AES" : "EC";
        public byte[]? GetEncoded() => null;
        public void Dispose() { }
    }

    public sealed class AndroidKeystore
    {
        public ConcurrentDictionary<string, KeystoreKey> Keys { get; } = new();

        /// <summary>How many of the next uses fail, as on phones whose Keystore stumbles.</summary>
        public int Fails { get; set; }

        public bool HasStrongBox { get; set; } = true;

        internal static AndroidKeystore Here()
        {
            var store = AndroidProcess.Current.Phone.Keystore;
            if (store.Fails <= 0) return store;
            store.Fails--;
            throw new Java.Security.ProviderException("Keystore operation failed");
        }

        internal KeystoreKey Usable(KeystoreKey key) => key.IsInvalidated ? throw new KeyPermanentlyInvalidatedException("Key permanently invalidated") : key;

        internal void Make(KeyGenParameterSpec spec, ECDsa? pair)
        {
            if (spec.IsStrongBox && !HasStrongBox) throw new StrongBoxUnavailableException("Failed to generate key pair.");
            Keys[spec.Alias] = new KeystoreKey { Pair = pair, Secret = pair is null ? RandomNumberGenerator.GetBytes(32) : null, IsStrongBox = spec.IsStrongBox };
        }
    }
}
