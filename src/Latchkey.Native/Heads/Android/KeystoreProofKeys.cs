#nullable enable
using System;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using Android.Content;
using Android.Hardware.Biometrics;
using Android.Security.Keystore;
using Java.Security;
using Java.Security.Spec;
using Signature = Java.Security.Signature;

namespace Latchkey.Native;

/// <summary>The keys that tokens are bound to, made in the phone's security chip (StrongBox) or the protected part of its processor, which they never
/// leave.</summary>
public sealed class KeystoreProofKeys : IProofKeyStore
{
    // What a key asks for is in its name: the Keystore tells it of a key only by refusing.
    private const string Free = "latchkey.proof.";
    private const string EachTime = "latchkey.proof-each.";
    private const string ForSomeTime = "latchkey.proof-for.";

    private readonly BiometricQuestion? question;
    private readonly TimeSpan? lasts;

    /// <summary>Keys that sign whenever the app asks.</summary>
    public KeystoreProofKeys()
    {
    }

    /// <summary>
    /// With <see cref="UnlockOptions.ProofKeyFor"/>, keys that the hardware lets sign after a finger or face only: for that time from Android 11 on, before
    /// for one signature each. Keys that were made without sign as before.
    /// </summary>
    /// <param name="context">The app's context.</param>
    /// <param name="unlock">How the person is asked.</param>
    public KeystoreProofKeys(Context context, UnlockOptions unlock)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(unlock);
        (question, lasts) = (new BiometricQuestion(AndroidApp.Of(context), unlock.Reason), unlock.ProofKeyFor);
    }

    /// <inheritdoc/>
    public string Description => "the Keystore of this phone";

    /// <inheritdoc/>
    public Task<ECDsa> CreateAsync(string name, CancellationToken cancellationToken) => Task.Run(() => Keystore.Use("written", store =>
    {
        var seconds = (int)Math.Min(int.MaxValue, Math.Ceiling((lasts ?? TimeSpan.Zero).TotalSeconds));
        var kind = lasts is null ? Free : seconds > 0 && AndroidVersion.HasWays ? ForSomeTime : EachTime;
        var described = new KeyGenParameterSpec.Builder(kind + name, KeyStorePurpose.Sign);
        described.SetAlgorithmParameterSpec(new ECGenParameterSpec("secp256r1"));
        described.SetDigests(KeyProperties.DigestNone, KeyProperties.DigestSha256);
        if (kind != Free) Keystore.RequirePerson(described, seconds, Ways.Biometric);
        Keystore.MakePair(KeyProperties.KeyAlgorithmEc, described);
        store.Load(null);
        return Key(store, kind, name)!;
    }), cancellationToken);

    /// <inheritdoc/>
    public Task<ECDsa?> FindAsync(string name, CancellationToken cancellationToken) =>
        Task.Run(() => Keystore.Use("read", store => Key(store, Free, name) ?? Key(store, EachTime, name) ?? Key(store, ForSomeTime, name)), cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(string name, CancellationToken cancellationToken) => Task.Run(() => Keystore.Use("written", store =>
    {
        foreach (var kind in (string[])[Free, EachTime, ForSomeTime]) store.DeleteEntry(kind + name);
        return true;
    }), cancellationToken);

    /// <summary>A key that a new finger made useless is found all the same: it says so when it shall sign.</summary>
    private ECDsa? Key(KeyStore store, string kind, string name)
    {
        if (!store.ContainsAlias(kind + name) || store.GetCertificate(kind + name)?.PublicKey?.GetEncoded() is not { } half) return null;
        var key = Keystore.Find(store, kind + name);
        if (kind == Free) return key is null ? null : new SigningKey(key, Public(half));
        return new LockedKey(key, Public(half), kind == EachTime, question);
    }

    private static ECDsa Public(byte[] half)
    {
        var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(half, out _);
        return key;
    }

    private static Signature Begin(IPrivateKey key)
    {
        var signature = Signature.GetInstance("NONEwithECDSA")!;
        signature.InitSign(key);
        return signature;
    }

    private static byte[] Finish(Signature signature, byte[] hash)
    {
        signature.Update(hash);
        return signature.Sign()!;
    }

    private sealed class SigningKey(IPrivateKey key, ECDsa half) : HardwareKey(half)
    {
        protected override byte[] Sign(byte[] hash) => Keystore.Use("read", _ => Finish(Begin(key), hash));
    }

    /// <summary>A key that the person opens: each time for the one signature that is bound to their answer, or for the time that the hardware counts.</summary>
    private sealed class LockedKey(IPrivateKey? key, ECDsa half, bool isEachTime, BiometricQuestion? question) : HardwareKey(half), IUnlockableKey
    {
        private Signature? opened;

        public bool IsOpen
        {
            get
            {
                if (opened is not null || key is null) return true;     // one that is gone asks nobody either
                if (isEachTime) return false;
                try
                {
                    return TryBegin() is not null;
                }
                catch (KeyPermanentlyInvalidatedException)
                {
                    return true;
                }
            }
        }

        public async Task<UnlockAnswer> UnlockAsync(CancellationToken cancellationToken)
        {
            if (opened is not null) return UnlockAnswer.Opened;
            if (key is null || !AndroidVersion.HasPrompt) return UnlockAnswer.Changed;
            var asks = question ?? throw new SignInException(SignInErrorKind.Misconfigured, "The key that tokens are bound to is opened by the person, "
                + "and LatchkeyOptions.Unlock is not set.")
            {
                Hint = "Set LatchkeyOptions.Unlock before UseAndroid, as it was when the person signed in.",
            };
            try
            {
                var begun = await Task.Run(TryBegin, cancellationToken).ConfigureAwait(false);
                if (!isEachTime && begun is not null)
                {
                    opened = begun;
                    return UnlockAnswer.Opened;
                }
                using var operation = isEachTime ? new BiometricPrompt.CryptoObject(begun!) : null;
                var answer = await asks.AskAsync(operation, Ways.Biometric, cancellationToken).ConfigureAwait(false);
                if (answer is UnlockAnswer.Opened)
                    opened = begun ?? await Task.Run(() => Keystore.Once(() => Begin(key)), cancellationToken).ConfigureAwait(false);
                return answer;
            }
            catch (KeyPermanentlyInvalidatedException)
            {
                return UnlockAnswer.Changed;
            }
        }

        public void Lock() => opened = null;

        /// <summary>Null when the person must answer first.</summary>
        private Signature? TryBegin() => Keystore.Use("read", _ =>
        {
            try
            {
                return Begin(key!);
            }
            catch (UserNotAuthenticatedException)
            {
                return null;
            }
        });

        protected override byte[] Sign(byte[] hash)
        {
            var signature = Interlocked.Exchange(ref opened, null)
                ?? throw new SignInException(SignInErrorKind.Locked, "The key that tokens are bound to is locked.")
                {
                    Unlock = UnlockAnswer.NotNow, Hint = "Try again.",
                };
            return Keystore.Once(() => Finish(signature, hash));
        }
    }
}
