#nullable enable
using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Android.App;
using Android.Hardware.Biometrics;
using Android.Security.Keystore;
using Java.Security;
using Java.Security.Spec;
using Javax.Crypto;
using Javax.Crypto.Spec;

// BiometricPrompt needs it, and grants it at installation.
[assembly: UsesPermission("android.permission.USE_BIOMETRIC")]

namespace Latchkey.Native;

/// <summary>
/// Keys that a finger, a face or the phone's code opens. Each is wrapped for a key pair of the Keystore (StrongBox where there is one) whose
/// private half works after the person answered, for that one unwrapping: the hardware checks it, not the app. Wrapping asks nobody. A finger or
/// face that is added makes the pair useless; a pair that the code opens too stays, so a second one is watched that it does not open.
/// </summary>
internal sealed class KeystoreUnlock(AndroidApp app, string folder, UnlockOptions options) : IUnlockVault
{
    private const string Algorithm = "RSA/ECB/OAEPWithSHA-256AndMGF1Padding";
    private const byte Alone = 1;           // no second pair: only fingers and faces open the first
    private const byte Watched = 2;         // the second pair tells whether a finger or face was added
    private const byte WatchedNone = 3;     // there was no finger or face: any is new
    private readonly BiometricQuestion question = new(app, options.Reason);

    /// <inheritdoc/>
    public string Description => "the Keystore of this phone, behind its unlock";

    /// <summary>The code opens a key from Android 11 on.</summary>
    private Ways Allowed => options.AllowPasscode && AndroidVersion.HasWays ? Ways.Both : Ways.Biometric;

    /// <inheritdoc/>
    public Task<UnlockAnswer> CheckAsync(CancellationToken cancellationToken) => Task.Run(() =>
    {
        if (AndroidVersion.HasManager || question.Check(Allowed) is UnlockAnswer.NotSetUp) return question.Check(Allowed);
        return Keystore.Use("written", store =>
        {
            try
            {
                MakeWatch("latchkey.probe");        // Android 9 tells it of a key alone
                store.DeleteEntry("latchkey.probe");
                return UnlockAnswer.Opened;
            }
            catch (InvalidAlgorithmParameterException)
            {
                return UnlockAnswer.NotSetUp;
            }
        });
    }, cancellationToken);

    /// <inheritdoc/>
    public Task KeepAsync(string name, byte[] key, CancellationToken cancellationToken) => Task.Run(() =>
    {
        var ways = Allowed;
        var content = Keystore.Use("written", store =>
        {
            var described = new KeyGenParameterSpec.Builder(Alias(name), KeyStorePurpose.Decrypt);
            described.SetDigests(KeyProperties.DigestSha256).SetEncryptionPaddings(KeyProperties.EncryptionPaddingRsaOaep).SetKeySize(2048);
            Keystore.RequirePerson(described, 0, ways);
            Keystore.MakePair(KeyProperties.KeyAlgorithmRsa, described);
            var kind = ways == Ways.Biometric ? Alone : question.Check(Ways.Biometric) is UnlockAnswer.NotSetUp ? WatchedNone : Watched;
            if (kind == Watched) MakeWatch(WatchAlias(name));
            store.Load(null);
            var cipher = Cipher.GetInstance(Algorithm)!;
            cipher.Init(CipherMode.EncryptMode, store.GetCertificate(Alias(name))!.PublicKey, Padding());
            return (byte[])[kind, .. cipher.DoFinal(key)!];
        });
        KeystoreVault.Write(PathOf(name), content);
    }, cancellationToken);

    /// <inheritdoc/>
    public async Task<UnlockedKey> OpenAsync(string name, CancellationToken cancellationToken)
    {
        if (!AndroidVersion.HasPrompt) return new(UnlockAnswer.NotSetUp);
        try
        {
            if (!File.Exists(PathOf(name))) return new(UnlockAnswer.Changed);
            var content = await File.ReadAllBytesAsync(PathOf(name), cancellationToken).ConfigureAwait(false);
            if (await Task.Run(() => Keystore.Use("read", store => Begin(store, name, content[0])), cancellationToken).ConfigureAwait(false) is not { } cipher)
                return new(UnlockAnswer.Changed);
            using var operation = new BiometricPrompt.CryptoObject(cipher);
            var answer = await question.AskAsync(operation, content[0] == Alone ? Ways.Biometric : Ways.Both, cancellationToken).ConfigureAwait(false);
            return answer is UnlockAnswer.Opened
                ? new(answer, await Task.Run(() => Keystore.Once(() => cipher.DoFinal(content[1..])), cancellationToken).ConfigureAwait(false))
                : new(answer);
        }
        catch (KeyPermanentlyInvalidatedException)
        {
            return new(UnlockAnswer.Changed);
        }
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string name, CancellationToken cancellationToken) => Task.Run(() =>
    {
        File.Delete(PathOf(name));
        return Keystore.Use("written", store =>
        {
            store.DeleteEntry(Alias(name));
            store.DeleteEntry(WatchAlias(name));
            return true;
        });
    }, cancellationToken);

    /// <summary>The unwrapping that the person's answer will allow; null when it never will again.</summary>
    private Cipher? Begin(KeyStore store, string name, byte kind)
    {
        if (Keystore.Find(store, Alias(name)) is not { } key) return null;
        if (kind == Watched)
        {
            if (Keystore.Find(store, WatchAlias(name)) is not { } watch) return null;
            Signature.GetInstance("NONEwithECDSA")!.InitSign(watch);        // throws when a finger or face was added
        }
        if (kind == WatchedNone && question.Check(Ways.Biometric) is UnlockAnswer.Opened) return null;
        var cipher = Cipher.GetInstance(Algorithm)!;
        cipher.Init(CipherMode.DecryptMode, key, Padding());
        return cipher;
    }

    private static void MakeWatch(string alias)
    {
        var described = new KeyGenParameterSpec.Builder(alias, KeyStorePurpose.Sign);
        described.SetAlgorithmParameterSpec(new ECGenParameterSpec("secp256r1"));
        described.SetDigests(KeyProperties.DigestNone);
        Keystore.RequirePerson(described, 0, Ways.Biometric);
        Keystore.MakePair(KeyProperties.KeyAlgorithmEc, described);
    }

    /// <summary>The Keystore's own default for the mask is SHA-1, whatever the digest is; it must be said on both sides.</summary>
    private static OAEPParameterSpec Padding() => new("SHA-256", "MGF1", MGF1ParameterSpec.Sha1, PSource.PSpecified.Default);

    private string PathOf(string name) => Path.Combine(folder, $"unlock-{name}.keystore");

    private static string Alias(string name) => "latchkey.unlock." + name;

    private static string WatchAlias(string name) => "latchkey.watch." + name;
}
