#nullable enable
using System;
using Android.Security.Keystore;
using Java.Security;

namespace Latchkey.Native;

/// <summary>The Keystore of Android. Whatever it throws is a fault that passes, until it is certain that a key is gone.</summary>
internal static class Keystore
{
    private const string Name = "AndroidKeyStore";

    /// <summary>Does it once more after a failure: the Keystore is a service that is restarted, and is known to stumble.</summary>
    public static T Use<T>(string verb, Func<KeyStore, T> act)
    {
        try
        {
            return act(Open());
        }
        catch (Java.Lang.Throwable e) when (e is not KeyPermanentlyInvalidatedException)
        {
            try
            {
                return act(Open());
            }
            catch (Java.Lang.Throwable again) when (again is not KeyPermanentlyInvalidatedException)
            {
                throw Fault(verb, again);
            }
        }
    }

    /// <summary>Makes a key in the security chip (StrongBox) where the phone has one, else in the processor's protected part.</summary>
    public static void Make(KeyGenParameterSpec.Builder described, Action<KeyGenParameterSpec> make)
    {
        if (AndroidVersion.HasPrompt)
        {
            try
            {
                make(described.SetIsStrongBoxBacked(true).Build());
                return;
            }
            catch (StrongBoxUnavailableException)
            {
                described.SetIsStrongBoxBacked(false);
            }
        }
        make(described.Build());
    }

    /// <summary>A key pair, made where the phone makes them best.</summary>
    public static void MakePair(string algorithm, KeyGenParameterSpec.Builder described) => Make(described, spec =>
    {
        var generator = KeyPairGenerator.GetInstance(algorithm, Name)!;
        generator.Initialize(spec);
        generator.GenerateKeyPair();
    });

    /// <summary>
    /// Puts the person in front of a key. A finger or face that is added later makes it useless, unless the phone's code opens it as well.
    /// </summary>
    /// <param name="described">The key.</param>
    /// <param name="lasts">How long one answer opens it, in seconds; zero: one use. Before Android 11 always one use, and no code.</param>
    /// <param name="ways">What opens it.</param>
    public static void RequirePerson(KeyGenParameterSpec.Builder described, int lasts, Ways ways)
    {
        described.SetUserAuthenticationRequired(true).SetInvalidatedByBiometricEnrollment(true);
        if (AndroidVersion.HasWays)
            described.SetUserAuthenticationParameters(lasts,
                (int)KeyProperties.AuthBiometricStrong | (ways == Ways.Both ? (int)KeyProperties.AuthDeviceCredential : 0));
    }

    /// <summary>A private key; null when it is gone for ever.</summary>
    /// <exception cref="KeyPermanentlyInvalidatedException">It is gone for ever, too: only its use says so.</exception>
    public static IPrivateKey? Find(KeyStore store, string alias)
    {
        try
        {
            return store.ContainsAlias(alias) ? store.GetKey(alias, null) as IPrivateKey : null;
        }
        catch (UnrecoverableKeyException e) when (e.Cause is null)
        {
            return null;        // how Android says "permanently invalidated" of a key that is being loaded
        }
    }

    /// <summary>Does it once, for what the person was asked for.</summary>
    public static T Once<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Java.Lang.Throwable e) when (e is not KeyPermanentlyInvalidatedException)
        {
            throw Fault("read", e);
        }
    }

    private static SignInException Fault(string verb, Java.Lang.Throwable e) =>
        e is InvalidAlgorithmParameterException
            ? new(SignInErrorKind.PresenceRequired, $"This phone has nothing to unlock a key with: {e.Message}", e)
            {
                Unlock = UnlockAnswer.NotSetUp, Hint = "Set up a finger or a face, or a code, in the phone's settings.",
            }
            : new(SignInErrorKind.StorageUnavailable, $"The Keystore of this phone cannot be {verb}: {e.Message}", e)
            {
                IsTransient = true, Hint = "Try again, after a restart of the phone at the latest; nothing was deleted and the person stays signed in.",
            };

    private static KeyStore Open()
    {
        var store = KeyStore.GetInstance(Name)!;
        store.Load(null);
        return store;
    }
}
