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
    public class InvalidAlgorithmParameterException(string? msg = null) : GeneralSecurityException(msg);
    public class SignatureException(string? msg = null) : GeneralSecurityException(msg);
    public class UnrecoverableEntryException(string? msg = null) : GeneralSecurityException(msg);
    public class UnrecoverableKeyException(string? msg = null) : UnrecoverableEntryException(msg);
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
        public IKey? GetKey(string? alias, char[]? password) =>
            AndroidKeystore.Here().Keys.GetValueOrDefault(alias!) is not { IsUnrecoverable: true } and var key ? key : throw new UnrecoverableKeyException("Key permanently invalidated");
        public Cert.Certificate? GetCertificate(string? alias) => AndroidKeystore.Here().Keys.TryGetValue(alias!, out var key) ? new Certificate(key) : null;
        public void DeleteEntry(string? alias) => AndroidKeystore.Here().Keys.Remove(alias!, out _);

        private sealed class Certificate(KeystoreKey key) : Cert.Certificate
        {
            public override IPublicKey? PublicKey => new Half(key.Pair!);
        }

        internal sealed class Half(AsymmetricAlgorithm pair) : IPublicKey
        {
            internal AsymmetricAlgorithm Pair => pair;
            public string? Algorithm => pair is RSA ? "RSA" : "EC";
            public byte[]? GetEncoded() => pair.ExportSubjectPublicKeyInfo();
            public void Dispose() { }
        }
    }

    public sealed class KeyPair : Java.Lang.Object;

    public class KeyPairGenerator : Java.Lang.Object
    {
        private Android.Security.Keystore.KeyGenParameterSpec? spec;
        private readonly string algorithm;
        private KeyPairGenerator(string algorithm) => this.algorithm = algorithm;
        public static KeyPairGenerator? GetInstance(string? algorithm, string? provider) => new(algorithm!);
        public virtual void Initialize(Spec.IAlgorithmParameterSpec? @params)
        {
            spec = (Android.Security.Keystore.KeyGenParameterSpec)@params!;
            AndroidKeystore.RequireSomebody(spec);
        }
        public KeyPair? GenerateKeyPair()
        {
            AndroidKeystore.Here().Make(spec!, algorithm == "RSA" ? RSA.Create(spec!.Size) : ECDsa.Create(ECCurve.NamedCurves.nistP256));
            return new KeyPair();
        }
    }

    public class Signature : Java.Lang.Object
    {
        private KeystoreOperation? operation;
        private byte[] data = [];
        internal KeystoreOperation Operation => operation!;
        public static Signature? GetInstance(string? algorithm) => algorithm == "NONEwithECDSA" ? new() : throw new GeneralSecurityException(algorithm);
        public void InitSign(IPrivateKey? privateKey) => operation = AndroidKeystore.Here().Begin((KeystoreKey)privateKey!);
        public void Update(byte[]? data) => this.data = data!;
        public byte[]? Sign() => ((ECDsa)operation!.Use(why => new SignatureException(why)).Pair!).SignHash(data, DSASignatureFormat.Rfc3279DerSequence);
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

    public class MGF1ParameterSpec(string? mdName) : Java.Lang.Object, IAlgorithmParameterSpec
    {
        public static MGF1ParameterSpec? Sha1 { get; } = new("SHA-1");
        public virtual string? DigestAlgorithm => mdName;
    }
}

namespace Javax.Crypto
{
    using Java.Security;
    using Java.Security.Spec;

    public enum CipherMode { EncryptMode = 1, DecryptMode = 2 }

    public class IllegalBlockSizeException(string? msg = null) : GeneralSecurityException(msg);
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
        private KeystoreOperation? operation;
        private RSA? half;
        private byte[] nonce = [];
        internal KeystoreOperation Operation => operation!;
        public static Cipher? GetInstance(string? transformation) => new();
        public byte[]? GetIV() => nonce;
        public void Init(CipherMode opmode, IKey? key) => (mode, operation, nonce) = (opmode, AndroidKeystore.Here().Begin((KeystoreKey)key!), RandomNumberGenerator.GetBytes(12));
        public void Init(CipherMode opmode, IKey? key, IAlgorithmParameterSpec? @params)
        {
            mode = opmode;
            if (key is KeyStore.Half { Pair: RSA pair }) half = pair;
            else operation = AndroidKeystore.Here().Begin((KeystoreKey)key!);
            if (@params is Spec.GCMParameterSpec gcm) nonce = gcm.GetIV()!;
            else if (@params is not Spec.OAEPParameterSpec { DigestAlgorithm: "SHA-256", MGFParameters: MGF1ParameterSpec { DigestAlgorithm: "SHA-1" } })
                throw new InvalidAlgorithmParameterException("the Keystore's mask is made with SHA-1");
        }
        public byte[]? DoFinal(byte[]? input)
        {
            if (half is not null) return half.Encrypt(input!, RSAEncryptionPadding.OaepSHA256);
            var key = operation!.Use(why => new IllegalBlockSizeException(why));
            if (key.Pair is RSA pair) return pair.Decrypt(input!, RSAEncryptionPadding.OaepSHA256);
            using var aes = new AesGcm(key.Secret!, 16);
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
    public class PSource : Java.Lang.Object
    {
        public sealed class PSpecified : PSource
        {
            public static PSpecified? Default { get; } = new();
        }
    }

    public class OAEPParameterSpec(string? mdName, string? mgfName, Java.Security.Spec.IAlgorithmParameterSpec? mgfSpec, PSource? pSrc) : Java.Lang.Object, Java.Security.Spec.IAlgorithmParameterSpec
    {
        public virtual string? DigestAlgorithm => mdName;
        public virtual string? MGFAlgorithm => mgfName;
        public virtual Java.Security.Spec.IAlgorithmParameterSpec? MGFParameters => mgfSpec;
    }

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
        public const string EncryptionPaddingRsaOaep = "OAEPPadding";
        public const string KeyAlgorithmRsa = "RSA";
        public const KeyPropertiesAuthType AuthBiometricStrong = (KeyPropertiesAuthType)2;
        public const KeyPropertiesAuthType AuthDeviceCredential = (KeyPropertiesAuthType)1;
        public const string KeyAlgorithmAes = "AES";
        public const string KeyAlgorithmEc = "EC";
    }

    public enum KeyPropertiesAuthType { None = 0, DeviceCredential = 1, BiometricStrong = 2 }

    public class UserNotAuthenticatedException(string? message = null) : Java.Security.InvalidKeyException(message);

    public class KeyPermanentlyInvalidatedException(string? message = null) : Java.Security.InvalidKeyException(message);

    [SupportedOSPlatform("android28.0")]
    public class StrongBoxUnavailableException(string? message = null) : Java.Security.ProviderException(message);

    public sealed class KeyGenParameterSpec : IAlgorithmParameterSpec
    {
        internal string Alias { get; init; } = "";
        internal bool IsStrongBox { get; init; }
        internal int Size { get; init; }
        internal bool NeedsPerson { get; init; }
        internal bool EndsWithNewFinger { get; init; }
        internal int Lasts { get; init; }
        internal int Opens { get; init; }

        public sealed class Builder(string keystoreAlias, KeyStorePurpose purposes) : Java.Lang.Object
        {
            private bool isStrongBox, needsPerson, endsWithNewFinger;
            private int size, lasts, opens = (int)KeyProperties.AuthBiometricStrong;
            public Builder SetAlgorithmParameterSpec(IAlgorithmParameterSpec spec) => this;
            public Builder SetBlockModes(params string[]? blockModes) => this;
            public Builder SetDigests(params string[]? digests) => this;
            public Builder SetEncryptionPaddings(params string[]? paddings) => this;
            public Builder SetKeySize(int keySize) { size = keySize; return this; }
            public Builder SetUserAuthenticationRequired(bool required) { needsPerson = required; return this; }
            public Builder SetInvalidatedByBiometricEnrollment(bool invalidateKey) { endsWithNewFinger = invalidateKey; return this; }
            [SupportedOSPlatform("android30.0")]
            public Builder SetUserAuthenticationParameters(int timeout, int type)
            {
                AndroidProcess.Requires(Android.OS.BuildVersionCodes.R);
                (lasts, opens) = (timeout, type);
                return this;
            }
            [SupportedOSPlatform("android28.0")]
            public Builder SetIsStrongBoxBacked(bool isStrongBoxBacked)
            {
                AndroidProcess.Requires(Android.OS.BuildVersionCodes.P);
                isStrongBox = isStrongBoxBacked;
                return this;
            }
            public KeyGenParameterSpec Build() => new()
            {
                Alias = keystoreAlias, IsStrongBox = isStrongBox, Size = size, NeedsPerson = needsPerson, EndsWithNewFinger = endsWithNewFinger, Lasts = lasts, Opens = opens,
            };
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
        internal AsymmetricAlgorithm? Pair { get; init; }
        internal KeyGenParameterSpec Spec { get; init; } = null!;
        public bool IsStrongBox => Spec.IsStrongBox;
        public bool NeedsPerson => Spec.NeedsPerson;
        public bool IsInvalidated { get; set; }

        /// <summary>Invalidated, and not even loaded any more: some phones say it so.</summary>
        public bool IsUnrecoverable { get; set; }
        public string? Algorithm => Pair is null ? "AES" : Pair is RSA ? "RSA" : "EC";
        public byte[]? GetEncoded() => null;
        public void Dispose() { }
    }

    /// <summary>One use of a key. Where a person must answer for it, it works after they did.</summary>
    public sealed class KeystoreOperation(KeystoreKey key)
    {
        internal bool IsAnswered { get; set; }
        internal KeystoreKey Use(Func<string, Exception> refuse) => key.NeedsPerson && !IsAnswered ? throw refuse("Key user not authenticated") : key;
        internal bool TakesCode => (key.Spec.Opens & 1) != 0;
    }

    public sealed class AndroidKeystore
    {
        public ConcurrentDictionary<string, KeystoreKey> Keys { get; } = new();

        /// <summary>How many of the next uses fail, as on phones whose Keystore stumbles.</summary>
        public int Fails { get; set; }

        public bool HasStrongBox { get; set; } = true;

        internal static AndroidKeystore Here()
        {
            var process = AndroidProcess.Current;
            var store = process.Phone.Keystore;
            process.Phone.StepBlocking(process);
            if (store.Fails <= 0) return store;
            store.Fails--;
            throw new Java.Security.ProviderException("Keystore operation failed");
        }

        /// <summary>A key that lasts is open for some time after a finger or face, whatever that was for.</summary>
        internal KeystoreOperation Begin(KeystoreKey key)
        {
            if (key.IsInvalidated) throw new KeyPermanentlyInvalidatedException("Key permanently invalidated");
            if (!key.NeedsPerson || key.Spec.Lasts == 0) return new KeystoreOperation(key);
            var phone = AndroidProcess.Current.Phone;
            if (phone.LastFinger is not { } at || phone.Now - at > TimeSpan.FromSeconds(key.Spec.Lasts)) throw new UserNotAuthenticatedException("User not authenticated");
            return new KeystoreOperation(key) { IsAnswered = true };
        }

        internal static void RequireSomebody(KeyGenParameterSpec spec)
        {
            var phone = AndroidProcess.Current.Phone;
            if (!spec.NeedsPerson) return;
            if (!phone.HasCode) throw new Java.Security.InvalidAlgorithmParameterException("Secure lock screen must be enabled to create keys requiring user authentication");
            if ((spec.Opens & 1) == 0 && phone.Fingers == 0) throw new Java.Security.InvalidAlgorithmParameterException("At least one biometric must be enrolled to create keys requiring user authentication for every use");
        }

        /// <summary>Another finger: what only fingers open is useless from now on.</summary>
        internal void FingersChanged()
        {
            foreach (var key in Keys.Values.Where(k => k.NeedsPerson && k.Spec.EndsWithNewFinger && (k.Spec.Opens & 1) == 0)) key.IsInvalidated = true;
        }

        /// <summary>No code any more: what a person opens is gone.</summary>
        internal void CodeRemoved()
        {
            foreach (var (alias, _) in Keys.Where(k => k.Value.NeedsPerson)) Keys.Remove(alias, out KeystoreKey? _);
        }

        internal void Make(KeyGenParameterSpec spec, AsymmetricAlgorithm? pair)
        {
            if (spec.IsStrongBox && !HasStrongBox) throw new StrongBoxUnavailableException("Failed to generate key pair.");
            Keys[spec.Alias] = new KeystoreKey { Pair = pair, Secret = pair is null ? RandomNumberGenerator.GetBytes(32) : null, Spec = spec };
        }
    }
}
